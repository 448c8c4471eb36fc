namespace Apollo.Grains.Engine;

/// <summary>
/// From when until when a row counts: [<see cref="From"/>, <see cref="Until"/>) in UTC ticks. Empty where Until ≤ From.
/// </summary>
/// <param name="From">First instant; <see cref="long.MinValue"/> = since ever.</param>
/// <param name="Until">First instant after; <see cref="long.MaxValue"/> = for ever.</param>
public readonly record struct Span(long From, long Until)
{
    /// <summary>At any time.</summary>
    public static Span Always { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>At no time.</summary>
    public static Span Never { get; } = new(0, 0);

    /// <summary>From an instant on.</summary>
    public static Span Since(DateTime from) => new(from.Ticks, long.MaxValue);

    /// <summary>From an instant on for a while.</summary>
    public static Span For(DateTime from, TimeSpan length) => new(from.Ticks, from.Ticks + length.Ticks);

    /// <summary>At any time, or at none.</summary>
    public static Span When(bool counts) => counts ? Always : Never;

    /// <summary>Holds no instant.</summary>
    public bool IsEmpty => Until <= From;

    /// <summary>Whether it holds an instant.</summary>
    public bool Contains(long ticks) => ticks >= From && ticks < Until;

    /// <summary>The instants of both.</summary>
    public Span And(Span other) => new(Math.Max(From, other.From), Math.Min(Until, other.Until));
}
