using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;

namespace Apollo.Grains.Tests.Oracle;

/// <summary>
/// All KPIs of one kind of row, living, with what a receiver of their cuts holds; compared with the oracle, exactly.
/// They may live in another silo than their slice: then all they get has gone through the serialiser.
/// </summary>
internal sealed class OracleCheck<TRow>
    where TRow : class, ISliceRow
{
    private readonly List<(Kpi<TRow> Kpi, KpiWorkflow<TRow> Live, Dictionary<(string, string), double?> Received)> kpis;
    private readonly bool inOtherSilo;

    // A desk's own breakdowns of tickets: the same groups as two that every desk has, whose truth the oracle knows.
    private static readonly FurtherNames Further = new(["crew", "site"]);
    private static readonly (string Further, string Usual)[] Alike =
        typeof(TRow) == typeof(Ticket) ? [("crew", Dimension.Team), ("site", Dimension.Location)] : [];

    public OracleCheck(DeskCalendar calendar, DateTime now, bool inOtherSilo = false)
    {
        this.inOtherSilo = inOtherSilo;
        kpis =
        [
            .. KpiCatalogue
                .Standard.All.OfType<Kpi<TRow>>()
                .Select(kpi =>
                    (
                        kpi,
                        kpi.By(RowKind.Of<TRow>().FurtherDimensions(Further))
                            .Start(calendar, new(kpi.Definition.Warning, kpi.Definition.Critical)),
                        new Dictionary<(string, string), double?>()
                    )
                ),
        ];
        foreach (var (_, live, received) in kpis)
        {
            live.Load([], now);
            Receive(live, received);
        }
    }

    /// <summary>The earliest instant at which any KPI moves by itself.</summary>
    public DateTime? NextInstant => kpis.Min(kpi => kpi.Live.NextInstant);

    public void Apply(RowChange<TRow>[] changes, DateTime now)
    {
        changes =
        [
            .. changes.Select(change => new RowChange<TRow>(WithFurther(change.Before), WithFurther(change.After))),
        ];
        if (inOtherSilo)
            changes = OtherSilo.Receives(changes);
        foreach (var (_, live, received) in kpis)
        {
            live.Apply(changes, now);
            Receive(live, received);
        }
    }

    /// <summary>
    /// Goes on to the last tick before the next instant: until then nothing may move but ages, which grow by
    /// themselves.
    /// </summary>
    public void AssertStillUntil(DateTime next)
    {
        foreach (var (kpi, live, received) in kpis)
        {
            var (value, status, groups) = (live.Value, live.Status, live.Groups());
            live.Apply([], next.AddTicks(-1));
            Assert.True(
                live.Status == status,
                $"{kpi.Id} became {live.Status} before {next:O}, when something was to move next"
            );
            if (live.Rate == 0)
            {
                Assert.True(
                    live.Value == value,
                    $"{kpi.Id} moved from {value} to {live.Value} before {next:O}, when something was to move next"
                );
                foreach (var (dimension, names) in live.Groups())
                    Assert.Equal(groups[dimension], names);
            }
            Receive(live, received);
        }
    }

    /// <param name="oracle">The truth.</param>
    /// <param name="rows">What is held, to compare the lists too; null leaves them out.</param>
    public void AssertEqual(IReadOnlyDictionary<string, Recounted> oracle, IReadOnlyCollection<TRow>? rows)
    {
        foreach (var (kpi, live, received) in kpis)
        {
            var truth = oracle[kpi.Id];
            Assert.True(
                truth.Value == live.Value,
                $"{kpi.Id} is {live.Value}, the recount says {truth.Value}, at {live.Now:O}"
            );
            var groups = live.Groups();
            foreach (var (dimension, expected) in truth.Groups)
            {
                Assert.True(
                    expected.Count == groups[dimension].Count,
                    $"{kpi.Id} has {groups[dimension].Count} groups by {dimension}, the recount "
                        + $"{expected.Count}, at {live.Now:O}"
                );
                foreach (var (name, value) in expected)
                {
                    Assert.True(
                        groups[dimension].TryGetValue(name, out var held) && held == value,
                        $"{kpi.Id} by {dimension} {name} is {held}, the recount says {value}, at {live.Now:O}"
                    );
                    // Ages are received as of their last change and grow by themselves since.
                    if (live.Rate == 0)
                        Assert.True(
                            received.TryGetValue((dimension, name), out held) && held == value,
                            $"{kpi.Id} by {dimension} {name} was received as {held}, the recount says "
                                + $"{value}, at {live.Now:O}"
                        );
                }
            }
            foreach (var (further, usual) in Alike)
            {
                Assert.Equal(groups[usual], groups[further]);
                foreach (var name in groups[usual].Keys)
                    Assert.Equal(received[(usual, name)], received[(further, name)]);
            }
            Assert.Equal(
                truth.Groups.Sum(dimension => dimension.Value.Count)
                    + Alike.Sum(alike => truth.Groups[alike.Usual].Count),
                received.Count
            );
            if (rows is null)
                continue;
            Assert.Equal(
                truth.List.Select(line => (line.Row.Id, line.Part)).Order(),
                live.Counted(rows).Select(counted => (counted.Row.Id, counted.Part)).Order()
            );
        }
    }

    private static TRow? WithFurther(TRow? row) =>
        row is Ticket ticket
            ? (TRow)(object)(ticket with { Further = new FurtherValues(Further, ticket.Team, ticket.Location) })
            : row;

    private static void Receive(KpiWorkflow<TRow> live, Dictionary<(string, string), double?> received)
    {
        var cut = live.TakeCut();
        foreach (var (dimension, names) in cut.EndedGroups)
        foreach (var name in names)
            Assert.True(received.Remove((dimension, name)));
        foreach (var (dimension, groups) in cut.ChangedGroups)
        foreach (var (name, value) in groups)
            received[(dimension, name)] = value;
    }
}
