namespace Apollo.Grains.History;

/// <summary>What is known of a series at an instant.</summary>
internal enum ValueKind : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>It is known that there is no value: an empty mean, a group without rows.</summary>
    None,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>
/// What a series is at an instant: a number, known to be without value, or not known. Numbers are rounded as they are
/// kept: whole ones are exact, others have 6 significant digits, those that grow by themselves are exact to the
/// millisecond.
/// </summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Number">The number; 0 where there is none.</param>
internal readonly record struct SeriesValue(ValueKind Kind, double Number)
{
    /// <summary>Greater numbers, on either side of zero, are not known: no KPI comes near.</summary>
    public const double Greatest = 1e18;

    /// <summary>The least number apart from 0.</summary>
    public const double Least = 1e-9;

    /// <summary>Nothing is known.</summary>
    public static SeriesValue Unknown => default;

    /// <summary>It has no value.</summary>
    public static SeriesValue None { get; } = new(ValueKind.None, 0);

    /// <summary>Whether there is a number.</summary>
    public bool IsNumber => Kind == ValueKind.Number;

    /// <summary>A KPI's value, rounded as it is kept.</summary>
    /// <param name="value">The value; null = it has none.</param>
    /// <param name="rate">How fast it grows by itself, per second.</param>
    public static SeriesValue Of(double? value, int rate = 0) =>
        value is not { } number ? None
        : !double.IsFinite(number) || Math.Abs(number) > Greatest ? Unknown
        : new(ValueKind.Number, rate == 0 ? Round(number) : Seconds(number));

    /// <summary>The value some time later, if nothing happens.</summary>
    /// <param name="rate">How fast it grows by itself, per second.</param>
    /// <param name="milliseconds">How much later.</param>
    public SeriesValue After(int rate, long milliseconds) =>
        rate == 0 || !IsNumber ? this : this with { Number = Seconds(Number + (rate * milliseconds / 1000.0)) };

    /// <summary>How many decimals a number of some size has when it has 6 significant digits; 0 to 14.</summary>
    public static int Decimals(double size) =>
        size == 0 ? 0 : Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(size))), 0, 14);

    // Adding 0 makes a zero of what is a zero with a sign.
    private static double Round(double number) =>
        Math.Abs(number) < Least ? 0
        : Math.Floor(number) == number ? number
        : Math.Abs(number) >= 1e6 ? Math.Round(number)
        : Math.Round(number, Math.Min(15, 5 - (int)Math.Floor(Math.Log10(Math.Abs(number))))) + 0.0;

    private static double Seconds(double number) => Math.Abs(number) >= 1e12 ? number : Math.Round(number, 3) + 0.0;
}
