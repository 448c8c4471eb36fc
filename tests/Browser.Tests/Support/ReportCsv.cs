using System.Globalization;
using CsvHelper;

namespace Apollo.Browser.Tests.Support;

/// <summary>A row of a report's CSV.</summary>
internal sealed record ReportFigure(string Section, string Group, string Figure, string Value);

/// <summary>The figures of a service report by name, and as the documentation says its tables state them.</summary>
internal sealed class ReportCsv
{
    private const int MostShown = 13;
    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    private ReportCsv(IReadOnlyList<ReportFigure> rows) => Rows = rows;

    public IReadOnlyList<ReportFigure> Rows { get; }

    public static ReportCsv Read(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file));
        using var csv = new CsvReader(text, invariant);
        return new ReportCsv([
            .. csv.GetRecords(
                    new
                    {
                        section = "",
                        group = "",
                        figure = "",
                        value = "",
                    }
                )
                .Select(row => new ReportFigure(row.section, row.group, row.figure, row.value)),
        ]);
    }

    /// <summary>A count of the desk.</summary>
    public int Desk(string figure) =>
        int.Parse(Rows.Single(row => row.Section == "desk" && row.Figure == figure).Value, invariant);

    /// <summary>The rows of a table by name: its groups, what is left of them in one, and the desk.</summary>
    /// <param name="section">What they are of.</param>
    /// <param name="withDesk">Whether the desk stands below.</param>
    /// <param name="columns">What stands in the columns.</param>
    public IEnumerable<(string Name, IReadOnlyList<string> Cells)> Table(
        string section,
        bool withDesk,
        params IReadOnlyList<Func<Counts, string>> columns
    )
    {
        var groups = Rows.Where(row => row.Section == section).GroupBy(row => row.Group).ToList();
        var shown = groups.Count <= MostShown + 1 ? groups.Count : MostShown;
        foreach (var group in groups.Take(shown))
            yield return Row(group.Key.Length == 0 ? $"No {section}" : group.Key, new Counts([.. group]));
        if (groups.Skip(shown).ToList() is { Count: > 0 } rest)
            yield return Row($"{rest.Count} others", new Counts([.. rest.SelectMany(group => group)], isOne: false));
        if (!withDesk)
            yield break;
        var before = Rows.Single(row => row is { Section: "desk before", Figure: "opened" });
        yield return Row(
            "Whole desk",
            new Counts([.. Rows.Where(row => row.Section == "desk"), before with { Figure = "opened before" }])
        );

        (string, IReadOnlyList<string>) Row(string name, Counts counts) =>
            (name, [.. columns.Select(column => column(counts))]);
    }

    /// <summary>The rows of the table of days.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Cells)> Days() =>
        Rows.Where(row => row.Section == "day")
            .GroupBy(row => DateOnly.ParseExact(row.Group, "yyyy-MM-dd", invariant))
            .Select(day => (day.Key.ToString("ddd d MMM", invariant), CellsOf(new Counts([.. day]))));

    private static IReadOnlyList<string> CellsOf(Counts day) =>
        [Counts.Opened(day), Counts.Resolved(day), Counts.ResolvedDue(day), Counts.ResolvedInTime(day)];

    /// <summary>The figures of a group, or of several together.</summary>
    internal sealed class Counts(IReadOnlyList<ReportFigure> rows, bool isOne = true)
    {
        public static string Opened(Counts counts) => Text(counts.Sum("opened"));

        public static string Resolved(Counts counts) => Text(counts.Sum("resolved"));

        public static string Open(Counts counts) => Text(counts.Sum("open at the end"));

        public static string Overdue(Counts counts) => Text(counts.Sum("overdue at the end"));

        public static string Change(Counts counts) =>
            (counts.Sum("opened") - counts.Sum("opened before")).ToString("+0;−0;0", invariant);

        public static string RespondedInTime(Counts counts) => counts.Share("responded");

        public static string ResolvedDue(Counts counts) => Text(counts.Sum("resolved due"));

        public static string ResolvedInTime(Counts counts) => counts.Share("resolved");

        public static string Half(Counts counts) => counts.Time("time to resolve, half within");

        public static string Ninety(Counts counts) => counts.Time("time to resolve, 90 % within");

        private int Sum(string figure) =>
            rows.Where(row => row.Figure == figure).Sum(row => int.Parse(row.Value, invariant));

        private string Share(string what)
        {
            var due = Sum($"{what} due");
            return due == 0 ? "–" : $"{((double)Sum($"{what} in time") / due * 100).ToString("0.0", invariant)} %";
        }

        /// <summary>Whole minutes; none of several groups together.</summary>
        private string Time(string figure)
        {
            if (!isOne || rows.Single(row => row.Figure == figure).Value is not { Length: > 0 } value)
                return "–";
            var time = TimeSpan.FromSeconds(long.Parse(value, invariant));
            return time < TimeSpan.FromMinutes(1) ? $"{time.Seconds} s"
                : time < TimeSpan.FromHours(1) ? $"{time.Minutes} min"
                : $"{(int)time.TotalHours} h {time.Minutes:00} min";
        }

        private static string Text(int count) => count.ToString(invariant);
    }
}
