using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Reports.Service;

/// <summary>How a report writes numbers, times and periods.</summary>
internal static class Words
{
    private const char Begin = '\uE000';
    private const char End = '\uE001';
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] Small =
    [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    /// <summary>A text as HTML: what is loud in it is bold, and nothing in it is a tag.</summary>
    public static string Html(string text)
    {
        var parts = text.Split(Begin);
        var html = new StringBuilder(Encoded(parts[0]));
        foreach (var part in parts.Skip(1))
        {
            var (loud, rest) = part.Split(End, 2) is [var one, var other] ? (one, other) : (part, "");
            html.Append("<b>").Append(Encoded(loud)).Append("</b>").Append(Encoded(rest));
        }
        return html.ToString();
    }

    /// <summary>A text without the signs of what is loud.</summary>
    public static string Plain(string text) =>
        text.Replace(Begin.ToString(), "", StringComparison.Ordinal)
            .Replace(End.ToString(), "", StringComparison.Ordinal);

    /// <summary>For HTML: no tag begins in it.</summary>
    public static string Encoded(string text) => HtmlEncoder.Default.Encode(Plain(text));

    /// <summary>Bold.</summary>
    public static string Loud(string text) => Begin + Plain(text) + End;

    public static string Count(long number) =>
        Math.Abs(number) < 10_000 ? number.ToString(Invariant) : number.ToString("#,0", Invariant);

    /// <summary>With its sign; a zero has none.</summary>
    public static string Change(long number) =>
        number > 0 ? $"+{Count(number)}"
        : number < 0 ? $"−{Count(-number)}"
        : "0";

    public static string Percent(double? share) =>
        share is { } known ? $"{(known * 100).ToString("0.0", Invariant)}\u00A0%" : "–";

    /// <summary>A target, as short as it is.</summary>
    public static string Target(double share) => $"{(share * 100).ToString("0.##", Invariant)}\u00A0%";

    public static string Time(long? seconds) =>
        seconds switch
        {
            null => "–",
            < Minute => $"{seconds}\u00A0s",
            < Hour => $"{seconds / Minute}\u00A0min",
            _ => $"{Count(seconds.Value / Hour)}\u00A0h\u00A0"
                + $"{(seconds.Value % Hour / Minute).ToString("00", Invariant)}\u00A0min",
        };

    /// <summary>A number that begins a sentence or stands in it: in words up to twelve.</summary>
    public static string InWords(int number) => number < Small.Length ? Small[number] : Count(number);

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Names as a list: <c>A, B and C</c>.</summary>
    public static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>What a period is called: October 2026, week 47 of 2026, Tue 24 November 2026.</summary>
    public static string Name(ReportEvery every, WholeDays days) =>
        every switch
        {
            ReportEvery.Day => days.From.ToString("ddd d MMMM yyyy", Invariant),
            ReportEvery.Week => $"week {Week(days)} of {ISOWeek.GetYear(Monday(days))}",
            _ => days.From.ToString("MMMM yyyy", Invariant),
        };

    /// <summary>What the period before another is called there: without the year where it is the same.</summary>
    public static string NameBefore(ServiceFigures figures) =>
        (figures.Every, figures.DaysBefore.From.Year == figures.Days.From.Year) switch
        {
            (ReportEvery.Day, _) => figures.DaysBefore.From.ToString("ddd d MMMM", Invariant),
            (ReportEvery.Week, _) => $"week {Week(figures.DaysBefore)}",
            (_, true) => figures.DaysBefore.From.ToString("MMMM", Invariant),
            _ => figures.DaysBefore.From.ToString("MMMM yyyy", Invariant),
        };

    /// <summary>In the period before: in September, on Sun 4 October.</summary>
    public static string InBefore(ServiceFigures figures) =>
        $"{(figures.Every == ReportEvery.Day ? "on" : "in")} {NameBefore(figures)}";

    /// <summary>The whole days: Thu 1 to Sat 31 October 2026.</summary>
    public static string Span(WholeDays days) =>
        days.From == days.To ? days.From.ToString("ddd d MMMM yyyy", Invariant)
        : days.From.Month == days.To.Month && days.From.Year == days.To.Year
            ? $"{days.From.ToString("ddd d", Invariant)} to {days.To.ToString("ddd d MMMM yyyy", Invariant)}"
        : days.From.ToString(days.From.Year == days.To.Year ? "ddd d MMMM" : "ddd d MMMM yyyy", Invariant)
            + $" to {days.To.ToString("ddd d MMMM yyyy", Invariant)}";

    /// <summary>An instant on the desk's wall: Sun 1 Nov 2026 00:05.</summary>
    public static string At(long instant, DateTimeZone zone) =>
        Instant.FromUnixTimeMilliseconds(instant).InZone(zone).ToString("ddd d MMM yyyy HH:mm", Invariant);

    /// <summary>The name of the files of a period, without ending.</summary>
    public static string File(ReportEvery every, WholeDays days) =>
        every switch
        {
            ReportEvery.Day => $"service-report-{days.From.ToString("yyyy-MM-dd", Invariant)}",
            ReportEvery.Week => $"service-report-{ISOWeek.GetYear(Monday(days))}-W{Week(days):00}",
            _ => $"service-report-{days.From.ToString("yyyy-MM", Invariant)}",
        };

    private static int Week(WholeDays days) => ISOWeek.GetWeekOfYear(Monday(days));

    private static DateTime Monday(WholeDays days) => days.From.ToDateTime(TimeOnly.MinValue);
}
