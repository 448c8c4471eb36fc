using System.Globalization;
using System.Text.RegularExpressions;

namespace Apollo.Hosting;

/// <summary>One key of the configuration.</summary>
/// <param name="Key">
/// Key under <c>Apollo</c>; <c>{n}</c> stands for a number from 0, <c>{day}</c> for a day's name, any other name in
/// braces for any name.
/// </param>
/// <param name="Takes">What it takes, as a sentence ends: "true or false".</param>
/// <param name="Accepts">Whether it takes a text.</param>
public sealed partial record Setting(string Key, string Takes, Func<string, bool> Accepts)
{
    private static readonly string[] Days = Enum.GetNames<DayOfWeek>();

    /// <summary>Parts of the key.</summary>
    public string[] Parts { get; } = Key.Split(':');

    /// <summary>A key that takes any text.</summary>
    public static Setting Text(string key) => new(key, "a text", _ => true);

    /// <summary>A key that takes true or false.</summary>
    public static Setting Flag(string key) => new(key, "true or false", text => bool.TryParse(text, out _));

    /// <summary>A key that takes one of some words, without regard to case.</summary>
    public static Setting OneOf(string key, params string[] words) =>
        new(
            key,
            $"one of {string.Join(", ", words)}",
            text => text.Length == 0 || words.Contains(text, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>A key that takes the number of a port.</summary>
    public static Setting Port(string key) =>
        new(
            key,
            "a port from 1 to 65535",
            text => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
        );

    /// <summary>A key that takes a finite number.</summary>
    public static Setting Number(string key, double least = double.MinValue, double most = double.MaxValue) =>
        new(
            key,
            least == double.MinValue
                ? "a number, such as 5 or 0.5"
                : string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
            text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                && number >= least
                && number <= most
        );

    /// <summary>A key that takes a length of time.</summary>
    public static Setting Duration(string key) =>
        new(
            key,
            "a length of time as hh:mm:ss, such as 00:00:01",
            text => Clock().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)
        );

    /// <summary>Whether a key of the configuration is this one.</summary>
    /// <param name="parts">Its parts under <c>Apollo</c>.</param>
    public bool Is(IReadOnlyList<string> parts) =>
        parts.Count == Parts.Length && parts.Zip(Parts).All(part => IsPart(part.First, part.Second));

    /// <summary>Whether it stands somewhere below a section of the configuration.</summary>
    /// <param name="parts">The section's parts under <c>Apollo</c>.</param>
    public bool IsBelow(IReadOnlyList<string> parts) =>
        parts.Count < Parts.Length && parts.Zip(Parts).All(part => IsPart(part.First, part.Second));

    private static bool IsPart(string part, string known) =>
        known switch
        {
            "{n}" => part.Length is > 0 and < 6 && part.All(char.IsAsciiDigit),
            "{day}" => Days.Contains(part, StringComparer.OrdinalIgnoreCase),
            ['{', ..] => part.Length > 0,
            _ => string.Equals(part, known, StringComparison.OrdinalIgnoreCase),
        };

    // A bare number would be days.
    [GeneratedRegex(@"\A(\d+\.)?\d{1,2}:\d{2}(:\d{2}(\.\d{1,7})?)?\z")]
    private static partial Regex Clock();
}
