using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Engine;

/// <summary>
/// After any history of rows and clock, a KPI's state equals one started afresh; and a receiver of cuts holds every
/// group.
/// </summary>
public class IncrementalEqualsFresh
{
    private static readonly DeskCalendar Paris = DeskCalendar.For(
        "Europe/Paris",
        ServiceHours.Parse(
            new Dictionary<string, string>
            {
                ["Monday"] = "08:00-12:00,13:00-18:00",
                ["Tuesday"] = "08:00-18:00",
                ["Friday"] = "00:00-24:00",
                ["Sunday"] = "01:00-04:00",
            },
            ["2026-10-26"]
        )
    );

    // Noon of the day on which Paris leaves summer time.
    private static readonly DateTime ClockChange = new(2026, 10, 25, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void For_tickets() => Check(Some.AnyTicket);

    [Fact]
    public void For_interventions() => Check(Some.AnyIntervention);

    private static void Check<TRow>(Func<string, DateTime, Gen<TRow>> row)
        where TRow : class, ISliceRow
    {
        var step =
            from id in Gen.Int[1, 12]
            from what in Gen.Int[0, 5]
            from next in row($"R-{id}", ClockChange)
            from minutes in Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 90]), (1, Gen.Int[91, 60 * 24 * 9]))
            select (Id: $"R-{id}", What: what, Next: next, Minutes: minutes);
        step.Array[1, 40]
            .Sample(
                steps =>
                {
                    foreach (var kpi in KpiCatalogue.Standard.All.OfType<Kpi<TRow>>())
                        Replay(kpi, steps);
                },
                iter: 150
            );
    }

    private static void Replay<TRow>(Kpi<TRow> kpi, (string Id, int What, TRow Next, int Minutes)[] steps)
        where TRow : class, ISliceRow
    {
        var now = ClockChange.AddDays(-3);
        var rows = new Dictionary<string, TRow>();
        var live = kpi.Start(Paris, new(kpi.Definition.Warning, kpi.Definition.Critical));
        live.Load([], now);
        var received = new Dictionary<(string, string), double?>();
        foreach (var step in steps)
        {
            var next = live.NextInstant;
            var valueBefore = live.Value;
            now = now.AddMinutes(step.Minutes);
            if (next > now && live.Rate == 0)
            {
                live.Apply([], now);
                Assert.Equal(valueBefore, live.Value);
            }
            var before = rows.GetValueOrDefault(step.Id);
            var after = step.What == 0 ? null : step.Next;
            if (before is not null || after is not null)
                live.Apply([new RowChange<TRow>(before, after)], now);
            else
                live.Apply([], now);
            if (after is null)
                rows.Remove(step.Id);
            else
                rows[step.Id] = after;

            var cut = live.TakeCut();
            foreach (var (dimension, names) in cut.EndedGroups)
            foreach (var name in names)
                Assert.True(received.Remove((dimension, name)));
            foreach (var (dimension, groups) in cut.ChangedGroups)
            foreach (var (name, value) in groups)
                received[(dimension, name)] = value;

            var fresh = kpi.Start(Paris, default);
            fresh.Load(rows.Values, now);
            Assert.Equal(fresh.Value, live.Value);
            var groupsNow = fresh.Groups();
            Assert.Equal(Flat(groupsNow), Flat(live.Groups()));
            if (live.Rate == 0)
                Assert.Equal(
                    Flat(groupsNow),
                    received.OrderBy(pair => pair.Key).Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value))
                );
            Assert.Equal(
                fresh.NextInstant,
                kpi.Definition.Warning is null || live.Rate == 0 ? live.NextInstant : fresh.NextInstant
            );
        }
    }

    private static IEnumerable<(string, string, double?)> Flat(
        IEnumerable<
            KeyValuePair<string, System.Collections.Immutable.ImmutableSortedDictionary<string, double?>>
        > groups
    ) =>
        groups
            .SelectMany(dimension => dimension.Value.Select(group => (dimension.Key, group.Key, group.Value)))
            .OrderBy(group => (group.Item1, group.Item2));
}
