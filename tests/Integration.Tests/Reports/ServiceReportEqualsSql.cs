using System.Globalization;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Itsm;
using Apollo.Grains.Reports;
using Apollo.Grains.Reports.Recurring;
using Apollo.Grains.Reports.Service;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Database;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Apollo.Integration.Tests.Reports;

/// <summary>Every figure that a service report states equals SQL written by hand over the same rows.</summary>
public sealed class ServiceReportEqualsSql : IDisposable
{
    private const string Resolved = "solved >= @start AND solved < @end";
    private const string Open = "opened_at < @asOf AND (ended IS NULL OR ended >= @asOf)";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 42, 0, TimeSpan.Zero);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_a_month_with_a_clock_change_of_a_week_and_of_a_day_on_the_demo_desk()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await new DemoDesk(
            DeskDatabase.Of(itsm.Provider, itsm.ConnectionString),
            clock: new FakeTimeProvider(Now)
        ).CreateAsync();
        foreach (
            var (every, day) in ((ReportEvery, DateOnly)[])
                [
                    (ReportEvery.Month, new DateOnly(2026, 10, 9)),
                    (ReportEvery.Week, new DateOnly(2026, 11, 11)),
                    (ReportEvery.Day, new DateOnly(2026, 10, 26)),
                ]
        )
            await CheckAsync(itsm, Now, every, DuePeriods.Of(every, day));
    }

    /// <summary>The report of a period as of an instant, and each of its figures by SQL.</summary>
    internal static async Task<(ServiceFigures Told, Dictionary<string, string> Wanted)> CheckAsync(
        Itsm itsm,
        DateTimeOffset at,
        ReportEvery every,
        WholeDays days
    )
    {
        var daysBefore = DuePeriods.Before(every, days);
        var (now, before) = (await ReadAsync(itsm, at, days), await ReadAsync(itsm, at, daysBefore));
        var report = ServiceReading.Of(every, days, daysBefore, now, before, serviceDays: 7);
        var told = FigureRows.Of(report);
        var wanted = new Dictionary<string, string>
        {
            ["period / from"] = Text(days.From),
            ["period / to"] = Text(days.To),
            ["period / service days"] = "7",
        };
        var (sql, sqlBefore) = (Sql(itsm, now), Sql(itsm, before));
        await DeskAsync(wanted, "desk", sql);
        await DeskAsync(wanted, "desk before", sqlBefore);
        foreach (var by in (string[])["team", "location", "category", "priority"])
            await GroupsAsync(wanted, by, sql, sqlBefore);
        for (var day = days.From; day <= days.To; day = day.AddDays(1))
            await DayAsync(wanted, day, sql);
        var cells = await sql.ArrivalsAsync();
        for (var weekday = 0; weekday < 7; weekday++)
        for (var hour = 0; hour < 24; hour++)
            if (cells[weekday][hour] > 0)
                wanted[$"hour / {(IsoDayOfWeek)(weekday + 1)} {hour:00}:00 / opened"] = Text(cells[weekday][hour]);
        Assert.Equal(
            wanted.Select(one => (one.Key, one.Value)).Order(),
            told.Select(row => (row.Name, row.Value)).Order()
        );
        return (report, wanted);
    }

    private static async Task DeskAsync(Dictionary<string, string> wanted, string section, PeriodSql sql)
    {
        foreach (
            var (figure, condition) in ((string, string)[])
                [
                    ("opened", "opened_at >= @start AND opened_at < @end"),
                    ("resolved", Resolved),
                    ("reopened", "reopened_at >= @start AND reopened_at < @end"),
                    ("open at the end", Open),
                    ("overdue at the end", $"{Open} AND due_at < @asOf"),
                    ("resolved due", $"{Resolved} AND due_at IS NOT NULL"),
                    ("resolved in time", $"{Resolved} AND solved <= due_at"),
                    ("responded due", "responded_at >= @start AND responded_at < @end AND response_due_at IS NOT NULL"),
                    (
                        "responded in time",
                        "responded_at >= @start AND responded_at < @end AND responded_at <= response_due_at"
                    ),
                ]
        )
            wanted[$"{section} / {figure}"] = Text(await sql.CountAsync(condition));
        Times(wanted, section, [.. (await sql.DurationsAsync()).Select(one => one.Took)]);
    }

    private static async Task GroupsAsync(
        Dictionary<string, string> wanted,
        string by,
        PeriodSql sql,
        PeriodSql sqlBefore
    )
    {
        var sla = (await sql.SlaAsync(by)).ToDictionary(one => one.Item1 ?? "");
        var was = (await sqlBefore.SummaryAsync(by)).ToDictionary(one => one.Item1 ?? "", one => one.Item2);
        var took = (await sql.DurationsAsync()).ToLookup(one => one.Team ?? "", one => one.Took);
        var here = await sql.SummaryAsync(by);
        // A group that had tickets before and has none now stands there with zeros.
        here.AddRange(
            was.Where(one => one.Value > 0 && here.All(group => (group.Item1 ?? "") != one.Key))
                .Select(one => ((string?)one.Key, 0, 0, 0, 0, 0))
                .ToList()
        );
        foreach (var (group, opened, resolved, reopened, open, overdue) in here)
        {
            var name = Name(by, group);
            var (_, due, inTime, responseDue, responseInTime) = sla.GetValueOrDefault(group ?? "");
            foreach (
                var (figure, value) in ((string, int)[])
                    [
                        ("opened", opened),
                        ("resolved", resolved),
                        ("reopened", reopened),
                        ("open at the end", open),
                        ("overdue at the end", overdue),
                        ("resolved due", due),
                        ("resolved in time", inTime),
                        ("responded due", responseDue),
                        ("responded in time", responseInTime),
                        ("opened before", was.GetValueOrDefault(group ?? "")),
                    ]
            )
                wanted[$"{name} / {figure}"] = Text(value);
            if (by == "team")
                Times(wanted, name, [.. took[group ?? ""]]);
        }
    }

    private static async Task DayAsync(Dictionary<string, string> wanted, DateOnly day, PeriodSql sql)
    {
        var (from, to) = (Midnight(day), Midnight(day.AddDays(1)));
        var resolved = $"solved >= '{from}' AND solved < '{to}'";
        foreach (
            var (figure, condition) in ((string, string)[])
                [
                    ("opened", $"opened_at >= '{from}' AND opened_at < '{to}'"),
                    ("resolved", resolved),
                    ("resolved due", $"{resolved} AND due_at IS NOT NULL"),
                    ("resolved in time", $"{resolved} AND solved <= due_at"),
                ]
        )
            wanted[$"day / {Text(day)} / {figure}"] = Text(await sql.CountAsync(condition));
    }

    /// <summary>Nearest rank, whole seconds, half a second up.</summary>
    private static void Times(Dictionary<string, string> wanted, string name, long[] took)
    {
        foreach (var (share, words) in ((double, string)[])[(0.5, "half"), (0.9, "90 %")])
            wanted[$"{name} / time to resolve, {words} within"] =
                took.Length == 0 ? "" : Text((took[(int)Math.Ceiling(share * took.Length) - 1] + 500) / 1000);
    }

    private static async Task<PeriodFigures> ReadAsync(Itsm itsm, DateTimeOffset at, WholeDays days)
    {
        var desk = OneDesk.Of(itsm, KpiCatalogue.Standard, zone: PeriodSql.Zone);
        var reading = new PeriodReading(desk, new(Text(days.From), Text(days.To)), new FakeTimeProvider(at));
        var tally = new FiguresTally(reading, desk, new(0.9, 0.9));
        await reading.ReadAsync(FiguresTally.Cut, tally, CancellationToken.None);
        return tally.Told();
    }

    private static PeriodSql Sql(Itsm itsm, PeriodFigures figures) => new(itsm, figures.Arrivals.Period, "1 = 1");

    private static string Name(string by, string? group) => string.IsNullOrEmpty(group) ? by : $"{by} / {group}";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Midnight(DateOnly day) =>
        DateTimeZoneProviders
            .Tzdb[PeriodSql.Zone]
            .AtStartOfDay(LocalDate.FromDateOnly(day))
            .ToDateTimeUtc()
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
