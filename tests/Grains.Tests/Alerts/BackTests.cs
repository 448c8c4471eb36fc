using System.Collections.Immutable;
using Apollo.Grains.Alerts;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>A rule tried on the past against the same rule live.</summary>
public class BackTests
{
    private static readonly DateTime Begin = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Live_rules_fired_as_often_as_changes_tell_and_between_the_bounds_of_minutes_and_quarters()
    {
        var (fired, isTight) = (0, new int[2]);
        for (var seed = 0; seed < 1_500; seed++)
        {
            var random = new Random(seed);
            var rate = random.Next(3) == 0 ? 1 : 0;
            var changes = Changes(random, rate, out var end);
            var rule = Rule(random, rate);
            var live = Live(rule, rate, changes, end);
            fired += live.Count;

            var past = Past(FinestSpans.Of(changes, rate, end), rate);
            Assert.Equal(live, PastRun.Firings(rule, past, end));
            var (least, most) = FiringBounds.Of(rule, past, end);
            if (least > live.Count || most < live.Count || (rule.Critical is null && least != most))
                Assert.Fail($"History {seed}, by change: {least} to {most}, live {live.Count}: {rule}");

            foreach (var (grid, index) in new[] { (StepGrid.Minutes, 0), (StepGrid.Quarters, 1) })
            {
                var steps = new List<HistoryStep>();
                var builder = new StepBuilder(grid, rate, steps.Add);
                foreach (var change in changes)
                    builder.Change(change.At, change.Value);
                builder.Advance(end);
                past = Past(FinestSpans.Of(steps, 0), rate);
                (least, most) = FiringBounds.Of(rule, past, end);
                if (least > live.Count || most < live.Count)
                    Assert.Fail($"History {seed}, {grid.Length}: {least} to {most}, live {live.Count}: {rule}");
                isTight[index] += least == most ? 1 : 0;
            }
        }
        Assert.InRange(fired, 3_000, int.MaxValue);
        Assert.InRange(isTight[0], 200, 1_500);
        Assert.InRange(isTight[1], 10, 1_500);
    }

    [Fact]
    public void Fifty_rules_live_for_a_fortnight_fired_as_their_history_tells()
    {
        var random = new Random(15);
        var kpi = KpiCatalogue.Standard.All.Select(one => one.Definition).First(one => one.Id == "open-tickets");
        var pause = TimeSpan.FromHours(1);
        var alerts = new DeskAlerts(DeskCalendar.Utc, pause, _ => true);
        var recorder = new Recorder([kpi], pause, null, []);
        List<AlertRule> rules =
        [
            .. Enumerable.Range(0, 50).Select(number => Rule(random, 0) with { Id = $"r{number}", Kpi = kpi.Id }),
        ];
        foreach (var rule in rules)
            alerts.Set(rule, rule.Id, Begin);
        var live = new Dictionary<string, Alert>();
        var changes = new List<SeriesChange>();
        var (until, value) = (Begin, 10);
        for (var at = Begin; at < Begin.AddDays(14); )
        {
            Take(new DeskCuts(default, null, [Cut(kpi, at, value)], at, at));
            until = at.AddSeconds(1);
            Take(new DeskCuts(default, null, [], until, until));
            at = at.AddSeconds(random.Next(50) == 0 ? random.Next(4_000, 20_000) : random.Next(2, 3_000));
            value = Math.Clamp(value + random.Next(-4, 5), 0, 25);
        }
        var end = UnixTime.Of(until);
        var past = Past(FinestSpans.Of(changes, 0, end), 0);
        var number = 0;
        foreach (var rule in rules)
        {
            List<PastFiring> fired =
            [
                .. live
                    .Values.Where(alert => alert.Rule == rule.Id && alert.FiredAt <= until)
                    .OrderBy(alert => alert.FiredAt)
                    .Select(alert => new PastFiring(alert.Severity, alert.FiredAt!.Value, alert.ResolvedAt)),
            ];
            number += fired.Count;
            Assert.Equal(fired, PastRun.Firings(rule, past, end));
        }
        Assert.InRange(number, 500, int.MaxValue);

        void Take(DeskCuts told)
        {
            var read = new SliceRead(SliceName.Tickets, told.ReadAt!.Value, told.ReadSince!.Value);
            alerts.Take(told with { Slices = [read] }, read.At.AddSeconds(1));
            if (recorder.Take(told) is { } recorded)
                changes.AddRange(
                    recorded
                        .Seconds.SelectMany(second => LogRow.Read(second.At, second.Data))
                        .Select(change => new SeriesChange(change.At, change.Value))
                );
            foreach (var alert in alerts.Shown.Waiting)
                live[alert.Id] = alert;
            alerts.Shown.Wrote(alerts.Shown.Waiting);
        }
    }

    [Fact]
    public void A_step_that_hides_its_way_tells_at_least_and_at_most()
    {
        // Of a quarter is known that it was 8 to 11 and ended at 8: for how long above 10, and how often, is not.
        var past = Past([new PastSpan(0, 900_000, double.NaN, 8, 8, 11, 9.5, false, false)], 0);
        var rule = new AlertRule
        {
            Id = "r",
            Name = "r",
            Kpi = "overdue",
            Above = true,
            Critical = new AlertLevel(10),
        };
        Assert.Equal((1, 451), FiringBounds.Of(rule, past, 900_000));
        Assert.Equal((0, 11), FiringBounds.Of(rule with { Critical = new AlertLevel(10, For: 60) }, past, 900_000));
        Assert.Equal((0, 0), FiringBounds.Of(rule with { Critical = new AlertLevel(10, For: 900) }, past, 900_000));
        Assert.Equal((0, 0), FiringBounds.Of(rule with { Critical = new AlertLevel(12) }, past, 900_000));
    }

    [Theory]
    [InlineData(10, "8 9 10 11 12")]
    [InlineData(1, "0 1 2 3 4")]
    [InlineData(0, "0 1 2 3 4")]
    [InlineData(95, "75 85 95 105 115")]
    [InlineData(0.25, "0.21 0.23 0.25 0.27 0.29")]
    [InlineData(14_400, "12400 13400 14400 15400 16400")]
    public void Limits_around_one_hold_it_and_are_as_round(double limit, string around) =>
        Assert.Equal(around, string.Join(' ', AlertLimits.Around(limit)));

    private static PastSpans Past(IEnumerable<PastSpan> spans, int rate) => new() { Rate = rate, Spans = [.. spans] };

    private static List<PastFiring> Live(AlertRule rule, int rate, List<SeriesChange> changes, long end)
    {
        var machine = new AlertMachine(rule, null, at => at, new AlertState { At = Instant(changes[0].At) });
        var fired = new List<PastFiring>();
        for (var index = 0; index < changes.Count; index++)
        {
            var (at, value) = changes[index];
            var until = index + 1 < changes.Count ? changes[index + 1].At : end;
            if (value.Kind == ValueKind.Unknown)
            {
                Hear(machine.Pass(Instant(at).AddTicks(-1)));
                machine.Skip(Instant(at), Instant(until));
                continue;
            }
            double? number = value.IsNumber ? value.Number : null;
            Hear(machine.Look(Instant(at), new Reading(Instant(at), number, rate)));
        }
        Hear(machine.Pass(Instant(end).AddTicks(-1)));
        return fired;

        void Hear(Outcome outcome)
        {
            foreach (var move in outcome.Moves)
                if (move.Change == AlertChange.Fired)
                    fired.Add(new PastFiring(move.Alert.WorstSeverity, move.At, null));
                else if (move.Change == AlertChange.Changed)
                    fired[^1] = fired[^1] with { Severity = move.Alert.WorstSeverity };
                else if (move.Change == AlertChange.Resolved)
                    fired[^1] = fired[^1] with { Severity = move.Alert.WorstSeverity, To = move.At };
        }
    }

    private static List<SeriesChange> Changes(Random random, int rate, out long end)
    {
        var changes = new List<SeriesChange>();
        var (at, value) = (UnixTime.Of(Begin), random.Next(4, 16));
        var longest = random.Next(4) switch
        {
            0 => 5,
            1 => 60,
            2 => 400,
            _ => 2_000,
        };
        for (var count = random.Next(20, 120); count > 0; count--)
        {
            value = rate == 1 ? random.Next(0, 1_200) : Math.Clamp(value + random.Next(-5, 6), 0, 20);
            changes.Add(
                new SeriesChange(
                    at,
                    random.Next(25) switch
                    {
                        0 when changes.Count > 0 => SeriesValue.Unknown,
                        1 => SeriesValue.None,
                        _ => SeriesValue.Of(value, rate),
                    }
                )
            );
            at += random.Next(1, longest + 1) * 1_000;
        }
        // Where a quarter of an hour ends: all of it is in steps.
        end = StepGrid.Quarters.End(StepGrid.Quarters.Start(at));
        return changes;
    }

    private static AlertRule Rule(Random random, int rate)
    {
        var scale = rate == 1 ? 60 : 1;
        var above = random.Next(3) > 0;
        var at = random.Next(6, 14);
        var warning = random.Next(4) == 0 ? null : Level(at);
        var critical = warning is null || random.Next(2) == 0 ? Level(above ? at + 3 : at - 3) : null;
        return new AlertRule
        {
            Id = "rule",
            Name = "Rule",
            Kpi = "overdue",
            Above = above,
            Warning = warning,
            Critical = critical,
            Enabled = true,
        };

        AlertLevel Level(int limit)
        {
            var seconds = random.Next(3) == 0 ? 0 : random.Next(1, 200);
            var apart = random.Next(1, 5);
            double? recover = random.Next(2) == 0 ? null : scale * (above ? limit - apart : limit + apart);
            return new AlertLevel(scale * limit, seconds, recover);
        }
    }

    private static DeskCut Cut(KpiDefinition kpi, DateTime at, int value) =>
        new(
            new SliceCut(SliceName.Tickets, new Position(1, 1), at),
            [
                new KpiResult
                {
                    Kpi = kpi.Id,
                    Value = value,
                    AsOf = at,
                    SliceVersion = "1-1",
                    Slice = SliceName.Tickets,
                },
            ]
        );

    private static DateTime Instant(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
