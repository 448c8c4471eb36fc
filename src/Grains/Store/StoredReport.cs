using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>A report as the store keeps it.</summary>
internal sealed class StoredReport
{
    private static readonly string Day = "yyyy-MM-dd";

    public string Id { get; init; } = "";
    public string Desk { get; init; } = "";

    /// <summary>Schedule and period, or the id: unique on its desk.</summary>
    public string Once { get; init; } = "";

    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Empty = somebody had it made.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>Empty = of a notebook.</summary>
    public string Every { get; init; } = "";

    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";
    public long MadeAt { get; init; }
    public long? DueAt { get; init; }
    public long Took { get; init; }

    /// <summary>JSON; empty = it has none.</summary>
    public string Figures { get; init; } = "";

    /// <summary>HTML.</summary>
    public string Page { get; init; } = "";

    /// <summary>Empty = it has none.</summary>
    public string Csv { get; init; } = "";

    /// <summary>A <see cref="ReportLetter"/> as JSON; empty = it goes to nobody.</summary>
    public string Letter { get; init; } = "";

    public WholeDays Days => new(DayOf(FirstDay), DayOf(LastDay));

    public static string OnceOf(string schedule, WholeDays days) =>
        $"{schedule}/{DayText(days.From)}/{DayText(days.To)}";

    public static string DayText(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public ArchivedReport Shown(ImmutableArray<ReportSent> sent) =>
        new(
            Id,
            Enum.Parse<ReportKind>(Kind, ignoreCase: true),
            Name,
            Schedule.Length == 0 ? null : Schedule,
            Every.Length == 0 ? null : Enum.Parse<ReportEvery>(Every, ignoreCase: true),
            FirstDay,
            LastDay,
            MadeAt,
            DueAt,
            IsLate(DueAt, MadeAt),
            Took,
            sent
        );

    /// <summary>Whether it is made so long after its time that it is marked.</summary>
    public static bool IsLate(long? dueAt, long madeAt) =>
        dueAt is { } due && madeAt - due > ArchivedReport.LateAfterMinutes * 60_000L;

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);
}

/// <summary>What of a report goes to people and hooks.</summary>
/// <param name="Subject">In one line, without the desk's name.</param>
/// <param name="Lines">What it says, a sentence each.</param>
/// <param name="Html">The mail: figures and tables, without anything that is fetched.</param>
/// <param name="File">Name of the CSV, without ending.</param>
/// <param name="Pictures">Charts, by the name that the mail shows them by; PNG.</param>
internal sealed record ReportLetter(
    string Subject,
    ImmutableArray<string> Lines,
    string Html,
    string File,
    ImmutableArray<LetterPicture> Pictures
)
{
    public static ReportLetter Read(string json) => JsonSerializer.Deserialize<ReportLetter>(json, CardJson.Options)!;

    public string Write() => JsonSerializer.Serialize(this, CardJson.Options);
}

/// <summary>A chart in a mail.</summary>
/// <param name="Name">By which the mail shows it.</param>
/// <param name="Png">Its bytes.</param>
internal sealed record LetterPicture(string Name, byte[] Png);

/// <summary>What of an archived report a delivery carries.</summary>
/// <param name="Report">Its id.</param>
/// <param name="Address">The address that it goes to, where its schedule names one; else null.</param>
internal sealed record ReportParcel(string Report, string? Address);
