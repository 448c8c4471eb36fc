using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;
using CsCheck;

namespace Apollo.Grains.Tests.Oracle;

/// <summary>
/// What is told of the next 24 hours comes true, where no row changes: every step foretold happens at that instant,
/// from the value foretold before to the value foretold then, and none happens that was not foretold; on 1,000
/// generated desks of each kind of row, about days on which clocks change, and their midnights.
/// </summary>
public class AheadEqualsOracle
{
    private static readonly (string Zone, DateTime Around)[] Days =
    [
        .. EngineEqualsOracle.Zones.Select(row => ((string)row[0], (DateTime)row[1])),
    ];

    [Fact]
    public void For_tickets() => Check(Some.AnyTicket, (rows, now, desk) => Recount.All(rows, [], now, desk));

    [Fact]
    public void For_interventions() =>
        Check(Some.AnyIntervention, (rows, now, desk) => Recount.All([], rows, now, desk));

    private static void Check<TRow>(
        Func<string, DateTime, Gen<TRow>> row,
        Func<IReadOnlyCollection<TRow>, DateTime, OracleDesk, IReadOnlyDictionary<string, Recounted>> recount
    )
        where TRow : class, ISliceRow
    {
        var desk =
            from day in Gen.Int[0, Days.Length - 1].Select(index => Days[index])
            from back in Gen.Int[0, 30 * 3_600]
            from rows in (from id in Gen.Int[1, 25] from any in row($"R-{id}", day.Around) select any).Array[1, 25]
            select (day.Zone, Now: day.Around.AddSeconds(-back), Rows: rows.DistinctBy(any => any.Id).ToArray());
        var steps = 0;
        desk.Sample(
            some => Interlocked.Add(ref steps, ComesTrue(some.Zone, some.Now, some.Rows, recount)),
            iter: 1_000
        );
        Assert.True(steps > 500, $"only {steps} steps were foretold");
    }

    private static int ComesTrue<TRow>(
        string zone,
        DateTime now,
        TRow[] rows,
        Func<IReadOnlyCollection<TRow>, DateTime, OracleDesk, IReadOnlyDictionary<string, Recounted>> recount
    )
        where TRow : class, ISliceRow
    {
        var (calendar, desk) = (DeskCalendar.For(zone, ServiceHours.Always), new OracleDesk(zone));
        var truths = new Dictionary<DateTime, IReadOnlyDictionary<string, Recounted>>();
        var (until, steps) = (now.AddHours(24), 0);
        foreach (var kpi in KpiCatalogue.Standard.All.OfType<Kpi<TRow>>())
        {
            var thresholds = new Thresholds(kpi.Definition.Warning, kpi.Definition.Critical);
            var (live, lived) = (kpi.Start(calendar, thresholds), kpi.Start(calendar, thresholds));
            live.Load(rows, now);
            lived.Load(rows, now);
            var ahead = live.LookAhead(now, until, 2_000);
            Assert.Equal((now, until), (ahead.At, ahead.Until));
            Assert.Equal(Truth(now), ahead.Points[0][1]);
            for (var index = 1; index < ahead.Points.Length; index++)
            {
                var (at, value) = (At(ahead.Points[index]), ahead.Points[index][1]);
                Assert.True(Truth(at) == value, $"{kpi.Id}: {value} foretold, {Truth(at)} came, at {at:O}");
                Assert.True(Foretold(ahead, index - 1, at) != value, $"{kpi.Id}: no step at {at:O}");
                var before = at.AddMilliseconds(-1);
                if (before > now)
                    Same(kpi.Id, Foretold(ahead, index - 1, before), Truth(before), before);
                steps++;
            }
            AssertNothingElse(kpi.Id, lived, ahead);

            double? Truth(DateTime at)
            {
                if (!truths.TryGetValue(at, out var truth))
                    truths[at] = truth = recount(rows, at, desk);
                return truth[kpi.Id].Value;
            }
        }
        return steps;
    }

    /// <summary>A KPI that lives through the hours, by its own wake-ups, does what was foretold and no more.</summary>
    private static void AssertNothingElse<TRow>(string kpi, KpiWorkflow<TRow> lived, Ahead ahead)
        where TRow : class, ISliceRow
    {
        var (status, crossings) = (lived.Status, new List<(long, KpiStatus)>());
        while (lived.NextInstant is { } next)
        {
            var at = next.AddTicks((10_000 - (next.Ticks % 10_000)) % 10_000);
            if (at >= ahead.Until)
                break;
            lived.Apply([], at);
            var index = ahead.Points.Count(point => At(point) <= at) - 1;
            Same(kpi, Foretold(ahead, index, at), lived.Value, at);
            if (lived.Status != status)
                crossings.Add(((at.Ticks - DateTime.UnixEpoch.Ticks) / 10_000, status = lived.Status));
        }
        Assert.Equal(crossings, ahead.Crossings.Select(crossing => (crossing.T, crossing.Status)));
    }

    private static DateTime At(IReadOnlyList<double?> point) => DateTime.UnixEpoch.AddMilliseconds(point[0]!.Value);

    /// <summary>What a screen shows at an instant: the step before, grown by its rate.</summary>
    private static double? Foretold(Ahead ahead, int index, DateTime at) =>
        ahead.Points[index][1] + (ahead.Points[index][2] * (at - At(ahead.Points[index])).TotalSeconds);

    /// <summary>Ages grow by doubles on a screen: less than a microsecond is not seen.</summary>
    private static void Same(string kpi, double? foretold, double? came, DateTime at) =>
        Assert.True(
            foretold == came || Math.Abs((foretold - came) ?? double.NaN) < 1e-6,
            $"{kpi}: {foretold} foretold, {came} came, at {at:O}"
        );
}
