using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;
using CsCheck;

namespace Apollo.Grains.Tests.Backfill;

/// <summary>
/// Tickets with known lives: what is played from the rows as they are equals the recount by the rows as they were, at
/// each instant at which something happened, and one tick before it.
/// </summary>
public class PlayedEqualsRecount
{
    private const string Zone = "Europe/Paris";
    private static readonly string[] Kept =
    [
        Dimension.Team,
        Dimension.Location,
        Dimension.Category,
        Dimension.Priority,
    ];
    private static readonly DeskCalendar Calendar = DeskCalendar.For(Zone, ServiceHours.Always);
    private static readonly OracleDesk Desk = new(Zone);

    // Around the change of the clocks.
    private static readonly DateTime Begin = new(2026, 3, 20, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Until = Begin.AddDays(50);

    [Fact]
    public void Of_tickets_that_nobody_reopened_but_for_what_no_stamp_tells() =>
        Check(reopened: false, Computed.Exact, Computed.ExceptReopened, Computed.ByTodaysValue);

    [Fact]
    public void Exactly_where_it_says_so_whatever_happened_to_a_ticket() => Check(reopened: true, Computed.Exact);

    [Fact]
    public void At_its_end_it_is_what_is_counted_of_the_rows_as_they_are() =>
        Gen.Select(Some.AnyTicket("R-0", Begin).Array[1, 12], Some.AnyIntervention("V-0", Begin).Array[1, 12])
            .Sample(
                (tickets, visits) =>
                {
                    AssertMeets<Ticket>(
                        [.. tickets.Select((row, index) => row with { Id = $"R-{index}" })],
                        PastTickets.Of
                    );
                    AssertMeets<Intervention>(
                        [.. visits.Select((row, index) => row with { Id = $"V-{index}" })],
                        PastInterventions.Of
                    );
                },
                iter: 300
            );

    [Fact]
    public void From_a_later_day_on_it_is_the_same_as_from_the_first() =>
        Lives(reopened: true)
            .Array[1, 10]
            .Sample(
                lives =>
                {
                    var rows = Rows(lives);
                    var later = Begin.AddDays(20);
                    foreach (var (kpi, changes) in Played(rows, Begin, Until))
                        Assert.Equal(
                            Valued(At(changes, Until.AddTicks(-1))),
                            Valued(At(Played(rows, later, Until)[kpi], Until.AddTicks(-1)))
                        );
                },
                iter: 50
            );

    private static void AssertMeets<TRow>(TRow[] rows, Func<TRow, List<PastRow<TRow>>> past)
        where TRow : class, ISliceRow
    {
        var kpis = KpiCatalogue.Standard.All.OfType<Kpi<TRow>>().ToList();
        var player = new Player<TRow>(kpis, Kept, Calendar, rows, past, _ => { });
        foreach (var _ in player.Play(Begin.AddDays(-400), Until)) { }
        foreach (var kpi in kpis.Where(kpi => kpi.Definition.Computed != Computed.Not))
        {
            var live = kpi.Start(Calendar, default);
            live.Load(rows, Until);
            Assert.True(
                live.Value == player[kpi.Id].Value,
                $"{kpi.Id} is {live.Value}, and {player[kpi.Id].Value} as played"
            );
            foreach (var (dimension, groups) in player[kpi.Id].Groups())
                Assert.Equal(live.Groups()[dimension], groups);
        }
    }

    private static void Check(bool reopened, params Computed[] which) =>
        Lives(reopened)
            .Array[1, 10]
            .Sample(
                lives =>
                {
                    var played = Played(Rows(lives), Begin.AddDays(-1), Until);
                    var kpis = KpiCatalogue
                        .Standard.All.OfType<Kpi<Ticket>>()
                        .Where(kpi => which.Contains(kpi.Definition.Computed))
                        .ToList();
                    foreach (
                        var instant in lives
                            .SelectMany(life => life)
                            .Select(row => row.At)
                            .Concat([Begin.AddDays(9).AddHours(14), Begin.AddDays(31), Until])
                            .SelectMany(at => (DateTime[])[at.AddTicks(-1), at])
                            .Where(at => at <= Until)
                    )
                    {
                        var truth = Recount.All(RowsAt(lives, instant), [], instant, Desk);
                        foreach (var kpi in kpis)
                            AssertEqual(kpi, truth[kpi.Id], At(played[kpi.Id], instant), instant);
                    }
                },
                iter: 60
            );

    private static void AssertEqual(
        Kpi<Ticket> kpi,
        Recounted truth,
        Dictionary<(string?, string?), double?> played,
        DateTime at
    )
    {
        Assert.True(
            Same(truth.Value, played[(null, null)]),
            $"{kpi.Id} was {truth.Value} at {at:O}, and {played[(null, null)]} as played"
        );
        foreach (var dimension in Kept)
        {
            // In a group without rows there is no value.
            var groups = played.Where(pair => pair.Key.Item1 == dimension && pair.Value is not null).ToList();
            Assert.Equal(truth.Groups[dimension].Count(group => group.Value is not null), groups.Count);
            foreach (var ((_, group), value) in groups)
                Assert.True(
                    Same(truth.Groups[dimension][group!], value),
                    $"{kpi.Id} by {dimension} {group} was {truth.Groups[dimension][group!]} at {at:O}, not {value}"
                );
        }
    }

    /// <summary>Ages are played as of a change, and grow since.</summary>
    private static bool Same(double? one, double? other) =>
        one == other || (one is { } a && other is { } b && Math.Abs(a - b) < 1e-6);

    private static Ticket[] Rows(PastRow<Ticket>[][] lives) =>
        [.. lives.Select((life, index) => life[^1].Row with { Id = $"R-{index}" })];

    private static List<Ticket> RowsAt(PastRow<Ticket>[][] lives, DateTime at) =>
        [
            .. lives
                .Select(
                    (life, index) =>
                        life.LastOrDefault(row => row.At <= at).Row is { } row ? row with { Id = $"R-{index}" } : null
                )
                .OfType<Ticket>(),
        ];

    private static Dictionary<string, List<PlayedChange>> Played(Ticket[] rows, DateTime from, DateTime until)
    {
        var changes = new Dictionary<string, List<PlayedChange>>();
        var player = new Player<Ticket>(
            KpiCatalogue.Standard.All.OfType<Kpi<Ticket>>(),
            Kept,
            Calendar,
            rows,
            PastTickets.Of,
            change =>
            {
                if (!changes.TryGetValue(change.Kpi, out var list))
                    changes[change.Kpi] = list = [];
                list.Add(change);
            }
        );
        foreach (var _ in player.Play(from, until)) { }
        return changes;
    }

    private static Dictionary<(string?, string?), double?> At(List<PlayedChange> changes, DateTime at)
    {
        var values = new Dictionary<(string?, string?), double?>();
        foreach (var change in changes.TakeWhile(change => change.At <= at))
            values[(change.Dimension, change.Group)] = change.Value is { } value
                ? value + (change.Rate * (at - change.At).TotalSeconds)
                : null;
        return values;
    }

    private static IEnumerable<((string?, string?) Key, double Value)> Valued(
        Dictionary<(string?, string?), double?> values
    ) =>
        values
            .Where(pair => pair.Value is not null)
            .Select(pair => (pair.Key, Math.Round(pair.Value!.Value, 6)))
            .Order();

    /// <summary>A ticket's true life: opened, answered or not, solved or not, reopened or not, closed or not.</summary>
    private static Gen<PastRow<Ticket>[]> Lives(bool reopened) =>
        from any in Some.AnyTicket("R", Begin)
        from opened in Gen.Int[0, 30 * 24 * 60]
        from gaps in Gen.Int[1, 4 * 24 * 60].Array[6]
        from stages in Gen.Int[0, 6]
        from answered in Gen.Bool
        from again in Gen.Bool
        select Life(any, Begin.AddMinutes(opened), gaps, stages, answered, reopened && again);

    private static PastRow<Ticket>[] Life(
        Ticket any,
        DateTime opened,
        int[] gaps,
        int stages,
        bool answered,
        bool reopened
    )
    {
        var at = opened;
        var row = any with
        {
            State = TicketState.New,
            OpenedAt = opened,
            UpdatedAt = opened,
            RespondedAt = null,
            ResolvedAt = null,
            ClosedAt = null,
            ReopenedAt = null,
            Reopens = reopened ? any.Reopens ?? 1 : 0,
        };
        List<PastRow<Ticket>> life = [new(at, row)];
        var next = 0;
        if (answered)
            Then(row => row with { RespondedAt = at });
        Then(row => row with { State = TicketState.Resolved, ResolvedAt = at });
        if (reopened)
        {
            Then(row => row with { State = TicketState.Open, ReopenedAt = at });
            Then(row => row with { State = TicketState.Resolved, ResolvedAt = at });
        }
        Then(row => row with { State = TicketState.Closed, ClosedAt = at });
        return [.. life];

        void Then(Func<Ticket, Ticket> change)
        {
            if (next >= stages)
                return;
            at = at.AddMinutes(gaps[next++]);
            row = change(row) with { UpdatedAt = at };
            if (at < Until)
                life.Add(new(at, row));
        }
    }
}
