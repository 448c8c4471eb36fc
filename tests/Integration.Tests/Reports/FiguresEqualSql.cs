using System.Collections.Immutable;
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
using Apollo.Simulator.Replay;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reports;

/// <summary>Every figure of a period equals SQL written by hand over the same rows.</summary>
public sealed class FiguresEqualSql : IDisposable
{
    private const int Hours = 40;

    // Every step there is, in two flows.
    private static readonly ImmutableArray<ImmutableArray<string>> FlowSteps =
    [
        FlowReport.UsualSteps,
        ["service", "kind", "ending", "priority", "location"],
    ];
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task On_the_real_log_across_both_clock_changes_and_of_single_days()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var itsm = new Itsm("Sqlite", await Itsm.DatabaseAsync("Sqlite", folder));
        await new LogReplay(
            DeskDatabase.Of(itsm.Provider, itsm.ConnectionString),
            TimeProvider.System,
            NullLogger.Instance
        ).RunAsync(
            IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")),
            null,
            1,
            replace: false,
            CancellationToken.None
        );
        var now = new DateTimeOffset(2017, 3, 1, 9, 0, 0, TimeSpan.Zero);

        // Ten years: the whole log, and every day that a period may have.
        var year = await CheckAsync(itsm, now, new("2007-02-26", "2017-03-04"));
        Assert.True(year.Summary.All.Reopened > 100, $"{year.Summary.All.Reopened} reopened: the test proves little.");
        Assert.True(year.Durations.Total > 10_000);
        foreach (var day in (string[])["2016-03-27", "2016-10-30"])
            await CheckAsync(itsm, now, new(day, day));
        // The period goes on: as of an instant in it. What lies more than a day ahead is no row.
        await CheckAsync(
            itsm,
            new(2016, 5, 11, 10, 17, 0, TimeSpan.Zero),
            new("2016-05-02", "2016-05-15"),
            "opened_at <= '2016-05-12T10:17:00.000Z'"
        );
        await CheckAsync(
            itsm,
            now,
            new("2016-04-01", "2016-06-30", "priority <= 3 and (team is empty or not category ~ \"5\")"),
            "priority <= 3 AND (team IS NULL OR category IS NULL OR category NOT LIKE '%5%')"
        );
        var served = await CheckAsync(itsm, now, new("2016-03-21", "2016-04-10"), isServed: true);
        Assert.True(served.Durations.Total > 1_000 && served.Durations.Median > 0);
        await RunAgainAsync(itsm, now);
    }

    /// <summary>The service report of the month that the clocks went forward in; and again, after a ticket that was
    /// resolved then was reopened.</summary>
    private static async Task RunAgainAsync(Itsm itsm, DateTimeOffset now)
    {
        var march = DuePeriods.Of(ReportEvery.Month, new DateOnly(2016, 3, 9));
        var (was, wanted) = await ServiceReportEqualsSql.CheckAsync(itsm, now, ReportEvery.Month, march);
        Assert.True(was.Desk.Resolved > 1_000, $"{was.Desk.Resolved} resolved: the test proves little.");
        var (same, _) = await ServiceReportEqualsSql.CheckAsync(itsm, now, ReportEvery.Month, march);
        Assert.Empty(FigureRows.Differences(was, same));

        await itsm.ExecuteAsync(
            """
            UPDATE tickets SET state = 'open', resolved_at = NULL, closed_at = NULL, reopened_at = @at, updated_at = @at
            WHERE id = (SELECT MIN(id) FROM tickets WHERE state = 'closed' AND team IS NOT NULL AND due_at IS NOT NULL
              AND opened_at > '2016-03-14' AND resolved_at < '2016-03-30')
            """,
            new { at = itsm.Time(now.UtcDateTime.AddHours(-1)) }
        );
        var (again, wantedAgain) = await ServiceReportEqualsSql.CheckAsync(itsm, now, ReportEvery.Month, march);
        var differs = FigureRows.Differences(was, again);
        Assert.Contains(
            new ReportDifference("desk / resolved", $"{was.Desk.Resolved}", $"{was.Desk.Resolved - 1}"),
            differs
        );
        // It says which figures are others: those that are by SQL, and no more.
        Assert.Equal(
            wanted
                .Keys.Union(wantedAgain.Keys)
                .Select(name => (name, wanted.GetValueOrDefault(name), wantedAgain.GetValueOrDefault(name)))
                .Where(one => one.Item2 != one.Item3)
                .Order(),
            differs.Select(one => (one.Figure, one.Was, one.Is)).Order()
        );
    }

    [Fact]
    public async Task On_the_demo_desk_of_its_last_weeks_and_of_today()
    {
        var now = new DateTimeOffset(2026, 11, 24, 9, 42, 0, TimeSpan.Zero);
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await new DemoDesk(
            DeskDatabase.Of(itsm.Provider, itsm.ConnectionString),
            clock: new FakeTimeProvider(now)
        ).CreateAsync();

        var weeks = await CheckAsync(itsm, now, new("2026-09-01", "2026-11-23"));
        Assert.True(weeks.Ageing.Total > 50 && weeks.Arrivals.Total > 1_000);
        await CheckAsync(itsm, now, new("2026-10-25", "2026-10-25"));
        await CheckAsync(itsm, now, new("2026-11-24", "2026-11-24"));
        await CheckAsync(itsm, now, new("2026-11-02", "2026-11-30"));
        var served = await CheckAsync(itsm, now, new("2026-10-12", "2026-11-23"), isServed: true);
        Assert.True(served.Durations.Median < weeks.Durations.Median, "Less time is service time.");
    }

    private static async Task<PeriodFigures> CheckAsync(
        Itsm itsm,
        DateTimeOffset now,
        ReportQuery query,
        string where = "1 = 1",
        bool isServed = false
    )
    {
        var desk = OneDesk.Of(
            itsm,
            KpiCatalogue.Standard,
            zone: PeriodSql.Zone,
            more: isServed ? PeriodSql.ServiceHours : null
        );
        var time = new FakeTimeProvider(now);
        var reading = new PeriodReading(desk, query, time);
        var flows = FlowSteps.Select(steps => new FlowTally(reading, steps)).ToArray();
        foreach (var flow in flows)
            await reading.ReadAsync(PeriodCut.Opened, flow, CancellationToken.None);
        var tally = new FiguresTally(reading, desk, new(0.9, 0.9));
        await reading.ReadAsync(FiguresTally.Cut, tally, CancellationToken.None);
        var told = tally.Told();
        var sql = new PeriodSql(itsm, told.Arrivals.Period, where, isServed);

        foreach (var flow in flows)
            await CheckFlowAsync(flow.Told(), sql);
        Assert.Equal(FlowReport.AllSteps.Order(), FlowSteps.SelectMany(steps => steps).Distinct().Order());
        Assert.Equal(await sql.ArrivalsAsync(), told.Arrivals.Cells.Select(hours => hours.ToArray()));
        Assert.Equal(await sql.OpenedAsync(), told.Arrivals.Total);
        await CheckDurationsAsync(told.Durations, sql);
        Assert.Equal(
            (await sql.AgeingAsync()).ToHashSet(),
            told.Ageing.Groups.Select(team =>
                    (team.Group, team.Counts[0], team.Counts[1], team.Counts[2], team.Counts[3], team.Counts[4])
                )
                .ToHashSet()
        );
        foreach (var by in SlaReport.AllBy)
        {
            Assert.Equal(
                (await sql.SlaAsync(by)).ToHashSet(),
                told.Sla[by]
                    .Groups.Select(one =>
                        (one.Group, one.Resolution.Due, one.Resolution.InTime, one.Response.Due, one.Response.InTime)
                    )
                    .ToHashSet()
            );
            Assert.Equal(told.Sla[by].All.Resolution.InTime, told.Sla[by].Groups.Sum(one => one.Resolution.InTime));
            Assert.Equal(
                (await sql.SummaryAsync(by)).ToHashSet(),
                told.Summary.By[by]
                    .Select(one => (one.Group, one.Opened, one.Resolved, one.Reopened, one.Open, one.Overdue))
                    .ToHashSet()
            );
        }
        return told;
    }

    private static async Task CheckFlowAsync(FlowReport flow, PeriodSql sql)
    {
        Assert.Equal(
            (await sql.FlowAsync(flow.Steps)).ToHashSet(),
            flow.Paths.Select(path =>
                    (string.Join('|', path.Nodes.Select(node => flow.Nodes[node].Value ?? "none")), path.Count)
                )
                .ToHashSet()
        );
        Assert.Equal(await sql.OpenedAsync(), flow.Total);
        for (var step = 0; step < flow.Steps.Length; step++)
        {
            Assert.Equal(flow.Total, flow.Nodes.Where(node => node.Step == flow.Steps[step]).Sum(node => node.Count));
            if (step > 0)
                Assert.Equal(
                    flow.Total,
                    flow.Links.Where(link => flow.Nodes[link.Target].Step == flow.Steps[step]).Sum(link => link.Count)
                );
        }
        foreach (var (node, at) in flow.Nodes.Select((node, at) => (node, at)))
            Assert.Equal(node.Count, flow.Paths.Where(path => path.Nodes.Contains(at)).Sum(path => path.Count));
    }

    private static async Task CheckDurationsAsync(DurationsReport durations, PeriodSql sql)
    {
        var took = await sql.DurationsAsync();
        Assert.Equal((await sql.ResolvedAsync(), took.Count), (durations.Total, durations.Total));
        Assert.Equal(
            Enumerable
                .Range(0, Hours + 1)
                .Select(hour => took.Count(one => Math.Min(Hours, one.Took / 3_600_000) == hour)),
            durations.Bins.Select(bin => bin.Count)
        );
        if (took.Count == 0)
            Assert.Equal((null, null, null), (durations.Median, durations.Mean, durations.P90));
        else
            Assert.Equal(
                Figures([.. took.Select(one => one.Took)]),
                (took.Count, durations.Median!.Value, durations.Mean!.Value, durations.P90!.Value)
            );
        Assert.Equal(
            took.GroupBy(one => one.Team, one => one.Took).Select(team => (team.Key, Figures([.. team]))).ToHashSet(),
            durations.Teams.Select(team => (team.Group, (team.Count, team.Median, team.Mean, team.P90))).ToHashSet()
        );
    }

    private static (int, long, long, long) Figures(long[] sorted) =>
        (
            sorted.Length,
            Seconds(sorted[(int)Math.Ceiling(sorted.Length * 0.5) - 1]),
            (long)Math.Round(sorted.Average() / 1000, MidpointRounding.AwayFromZero),
            Seconds(sorted[(int)Math.Ceiling(sorted.Length * 0.9) - 1])
        );

    private static long Seconds(long milliseconds) => (milliseconds + 500) / 1000;
}
