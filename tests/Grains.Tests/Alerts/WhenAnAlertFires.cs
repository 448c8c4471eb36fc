using Apollo.Grains.Alerts;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>The machine at its boundaries: one number, one rule, a few instants.</summary>
public class WhenAnAlertFires
{
    private static readonly DateTime Begin = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private static readonly AlertRule Rule = new()
    {
        Id = "rule",
        Name = "Overdue",
        Kpi = "overdue",
        Above = true,
        Warning = new AlertLevel(10, For: 30, Recover: 8),
        Critical = new AlertLevel(20),
    };

    [Fact]
    public void It_fires_at_the_tick_at_which_it_has_held_for_long_enough()
    {
        var machine = New(Rule);
        Assert.Null(machine.NextMove);
        Assert.Equal(AlertChange.Pending, Assert.Single(Look(machine, 0, 10).Moves).Change);
        Assert.Equal(At(30), machine.NextMove);
        Assert.Same(Outcome.Nothing, machine.Pass(At(30).AddTicks(-1)));
        var fired = machine.Pass(At(45));
        var move = Assert.Single(fired.Moves);
        Assert.Equal(
            (AlertChange.Fired, At(30), At(0), At(30)),
            (move.Change, move.At, move.Alert.Since, move.Alert.FiredAt)
        );
        Assert.Equal(
            new Telling(TellReason.Fired, At(30), move.Alert.Id, KpiStatus.Warning),
            Assert.Single(fired.Tellings)
        );
    }

    [Fact]
    public void A_number_that_comes_back_at_the_very_instant_does_not_fire()
    {
        var machine = New(Rule);
        Look(machine, 0, 15);
        var outcome = Look(machine, 30, 9);
        Assert.Equal(AlertChange.Passed, Assert.Single(outcome.Moves).Change);
        Assert.Empty(outcome.Tellings);
        Assert.Null(machine.State.Alert);
    }

    [Fact]
    public void It_ends_at_its_recovery_value_and_not_before()
    {
        var machine = New(Rule);
        Look(machine, 0, 12);
        machine.Pass(At(30));
        Assert.Empty(Look(machine, 40, 9).Moves);
        Assert.Equal(AlertChange.Resolved, Assert.Single(Look(machine, 45, 8).Moves).Change);
    }

    [Fact]
    public void An_age_goes_over_a_limit_by_the_clock_alone()
    {
        var machine = New(Rule with { Warning = new AlertLevel(3_600), Critical = null });
        machine.Look(At(0), new Reading(At(0), 3_590.5, 1));
        Assert.Equal(At(0).AddSeconds(9.5), machine.NextMove);
        Assert.Equal(At(0).AddSeconds(9.5), machine.Pass(At(60)).Moves[^1].At);
    }

    [Fact]
    public void A_span_of_which_nothing_is_known_neither_counts_nor_resets()
    {
        var machine = New(Rule);
        Look(machine, 0, 12);
        machine.Pass(At(20));
        machine.Skip(At(10), At(100));
        Assert.Equal(At(120), machine.NextMove);
        Assert.Empty(Look(machine, 100, 13).Moves);
        Assert.Equal(At(120), Assert.Single(machine.Pass(At(200)).Moves).At);
    }

    [Fact]
    public void No_value_is_beyond_no_limit()
    {
        var machine = New(Rule with { Above = false });
        Assert.Empty(Look(machine, 0, null).Moves);
        Look(machine, 1, 9);
        machine.Pass(At(40));
        Assert.Equal(AlertChange.Resolved, Look(machine, 45, null).Moves[0].Change);
    }

    [Fact]
    public void What_still_fires_when_hours_begin_is_told_then_and_what_is_over_never()
    {
        var machine = New(Rule, at => at < At(600) ? At(600) : at);
        Assert.Empty(Look(machine, 0, 25).Tellings);
        Assert.Equal(At(600), Assert.Single(machine.Pass(At(700)).Tellings).At);
        var other = New(Rule, at => at < At(600) ? At(600) : at);
        Look(other, 0, 25);
        Assert.Empty(Look(other, 300, 0).Tellings);
        Assert.Empty(other.Pass(At(700)).Tellings);
    }

    [Fact]
    public void It_is_told_again_until_somebody_takes_care_of_it_and_again_when_it_becomes_worse()
    {
        var machine = New(Rule with { Repeat = 60, Warning = new AlertLevel(10) });
        Look(machine, 0, 12);
        Assert.Equal([At(60), At(120)], machine.Pass(At(130)).Tellings.Select(telling => telling.At));
        machine.Acknowledge(At(140), new Acknowledgement("Ana", At(140), "on it"));
        Assert.Empty(machine.Pass(At(400)).Tellings);
        Assert.Equal(TellReason.Worse, Assert.Single(Look(machine, 410, 25).Tellings).Reason);
        Assert.Null(machine.State.Alert!.Acknowledged);
    }

    [Fact]
    public void What_hops_over_the_limit_a_hundred_times_a_minute_is_told_as_flapping_once_and_then_when_it_is_steady()
    {
        var machine = New(Rule with { Warning = null });
        var told = new List<TellReason>();
        for (var hop = 0; hop < 300; hop++)
        {
            told.AddRange(machine.Look(At(0).AddSeconds(0.6 * hop), Some(25)).Tellings.Select(one => one.Reason));
            told.AddRange(machine.Look(At(0).AddSeconds(0.6 * hop + 0.3), Some(5)).Tellings.Select(one => one.Reason));
        }
        TellReason[] first =
        [
            .. Enumerable.Repeat((TellReason[])[TellReason.Fired, TellReason.Resolved], 4).SelectMany(x => x),
        ];
        Assert.Equal([.. first, TellReason.Flapping], told);
        var steady = Assert.Single(machine.Pass(At(3_600)).Tellings);
        Assert.Equal((TellReason.Steady, At(0).AddSeconds(0.6 * 299 + 0.3 + 600)), (steady.Reason, steady.At));
    }

    [Fact]
    public void Alerts_have_ids_of_their_own_that_are_the_same_for_who_reckons_again()
    {
        var (one, other) = (New(Rule), New(Rule));
        var ids = new List<string>();
        foreach (var machine in (AlertMachine[])[one, other])
        foreach (var value in (double[])[25, 5, 25, 5])
            ids.AddRange(
                Look(machine, 0, value)
                    .Moves.Where(move => move.Change == AlertChange.Fired)
                    .Select(move => move.Alert.Id)
            );
        Assert.Equal(ids[..2], ids[2..]);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal('7', ids[0][14]);
    }

    private static AlertMachine New(AlertRule rule, Func<DateTime, DateTime>? opensAt = null) =>
        new(rule, null, opensAt ?? (at => at), new AlertState { At = Begin });

    private static DateTime At(int seconds) => Begin.AddSeconds(seconds);

    private static Reading Some(double? value) => new(Begin, value, 0);

    private static Outcome Look(AlertMachine machine, int seconds, double? value) =>
        machine.Look(At(seconds), Some(value));
}
