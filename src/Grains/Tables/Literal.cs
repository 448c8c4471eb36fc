using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>A value as written in a filter; what it means depends on the column it is held against.</summary>
internal readonly record struct Literal(string Text)
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmZ",
        "yyyy-MM-ddTHH:mm:ssZ",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
    ];

    public double Number(string column) =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : throw new TableQueryException(
                $"Column '{column}' is a number, and '{Text}' is none: write it like 12 or 3.5."
            );

    public DateTime Time(string column) =>
        DateTime.TryParseExact(
            Text,
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : throw new TableQueryException(
                $"Column '{column}' is a time, and '{Text}' is none: write it like 2026-11-23 or "
                    + "2026-11-23T08:30:00Z (UTC)."
            );

    public bool YesNo(string column) =>
        Text.ToUpperInvariant() switch
        {
            "YES" or "TRUE" or "1" => true,
            "NO" or "FALSE" or "0" => false,
            _ => throw new TableQueryException($"Column '{column}' is yes or no, and '{Text}' is neither."),
        };
}
