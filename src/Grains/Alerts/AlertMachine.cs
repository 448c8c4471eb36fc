using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>
/// Decides for one rule and one number: normal → pending → firing → resolved, and when somebody is told. Pure: it knows
/// only what it is given, on the instants of the desk's cuts; given the same in larger or smaller steps, it says the
/// same.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="group">The group whose number it is; null = the whole desk.</param>
/// <param name="opensAt">The first instant at or after another at which somebody may be told; the greatest instant =
/// never.</param>
/// <param name="state">Where it stands.</param>
internal sealed class AlertMachine(AlertRule rule, string? group, Func<DateTime, DateTime> opensAt, AlertState state)
{
    /// <summary>More rises of the severity within <see cref="FlappingWithin"/> are flapping.</summary>
    public const int MostRises = 4;

    /// <summary>Within this time they are counted, and after so long without a change it is steady.</summary>
    public static readonly TimeSpan FlappingWithin = TimeSpan.FromMinutes(10);

    private List<AlertMove> moves = [];
    private List<Telling> tellings = [];

    /// <summary>Where it stands.</summary>
    public AlertState State { get; private set; } = state;

    /// <summary>When it next changes, or tells, by the clock alone, UTC; null = never.</summary>
    public DateTime? NextMove
    {
        get
        {
            var (now, next) = (State.At, (DateTime?)null);
            Take(State.Warning.NextMove(rule.Warning, rule.Above, State.Reading, now));
            Take(State.Critical.NextMove(rule.Critical, rule.Above, State.Reading, now));
            if (State.IsFlapping)
                Take(State.ChangedAt + FlappingWithin);
            TakeTold(DueTelling());
            TakeTold(DueEscalation());
            return next < now ? now : next;

            void Take(DateTime? at) => next = !(next <= at) ? at ?? next : next;

            void TakeTold(DateTime? due)
            {
                if (due is { } at && opensAt(at > now ? at : now) is var told && told < DateTime.MaxValue)
                    Take(told);
            }
        }
    }

    /// <summary>The clock goes on, and the number is as it was.</summary>
    /// <param name="to">Up to this instant, it included, UTC.</param>
    public Outcome Pass(DateTime to)
    {
        while (NextMove is { } next && next <= to)
            Step(next);
        if (to > State.At)
            State = State with { At = to };
        return Drain();
    }

    /// <summary>The number is another one from an instant on.</summary>
    /// <param name="at">The instant of the cut, UTC; one that lies behind counts as the newest known.</param>
    /// <param name="reading">The number.</param>
    public Outcome Look(DateTime at, Reading reading) => At(at, () => State = State with { Reading = reading });

    /// <summary>Nothing is known of a span: it neither counts nor resets. The next look decides.</summary>
    /// <param name="from">Its begin, UTC, at or after the end of the one before.</param>
    /// <param name="to">Its end, UTC.</param>
    public void Skip(DateTime from, DateTime to) =>
        State = State with
        {
            At = to > State.At ? to : State.At,
            Warning = State.Warning.After(from, to),
            Critical = State.Critical.After(from, to),
        };

    /// <summary>Somebody takes care of the alert that stands, or does no longer.</summary>
    /// <param name="at">When, UTC.</param>
    /// <param name="acknowledged">Who; null = it is taken back.</param>
    public Outcome Acknowledge(DateTime at, Acknowledgement? acknowledged) =>
        At(
            at,
            () =>
            {
                if (
                    State.Alert is not { FiredAt: not null } alert
                    || (acknowledged, alert.Acknowledged) is (null, null)
                )
                    return;
                Keep(alert with { Acknowledged = acknowledged });
                moves.Add(new AlertMove(AlertChange.Acknowledged, State.At, State.Alert!));
            }
        );

    /// <summary>When somebody may be told is another one from an instant on.</summary>
    /// <param name="at">When, UTC.</param>
    /// <param name="opens">As in the constructor.</param>
    public Outcome Regate(DateTime at, Func<DateTime, DateTime> opens) => At(at, () => opensAt = opens);

    /// <summary>The rule changed what it watches, or is no more: what stands ends, and nothing is remembered.</summary>
    /// <param name="at">When, UTC.</param>
    public Outcome End(DateTime at)
    {
        at = at > State.At ? at : State.At;
        StepUntil(at);
        if (State.Alert is { } alert)
        {
            moves.Add(
                new AlertMove(
                    alert.FiredAt is null ? AlertChange.Passed : AlertChange.RuleChanged,
                    at,
                    alert with
                    {
                        Severity = KpiStatus.None,
                        ChangedAt = at,
                    }
                )
            );
            if (State.Told != KpiStatus.None && !State.IsFlapping && opensAt(at) <= at)
                tellings.Add(new Telling(TellReason.Resolved, at, alert.Id, KpiStatus.None, 0, State.Reached));
        }
        State = new AlertState { At = at, LastSince = State.Alert?.Since ?? State.LastSince };
        return Drain();
    }

    private Outcome At(DateTime at, Action change)
    {
        at = at > State.At ? at : State.At;
        StepUntil(at);
        State = State with { At = at };
        change();
        Step(at);
        return Drain();
    }

    private void StepUntil(DateTime at)
    {
        while (NextMove is { } next && next < at)
            Step(next);
    }

    private Outcome Drain()
    {
        if (moves.Count == 0 && tellings.Count == 0)
            return Outcome.Nothing;
        var outcome = new Outcome(moves, tellings);
        (moves, tellings) = ([], []);
        return outcome;
    }

    private void Step(DateTime at)
    {
        var value = State.Reading?.ValueAt(at);
        if (State.Reading is not null)
            State = State with
            {
                At = at,
                Warning = State.Warning.At(rule.Warning, rule.Above, value, at),
                Critical = State.Critical.At(rule.Critical, rule.Above, value, at),
            };
        Move(at, value);
        Tell(at);
    }

    private void Move(DateTime at, double? value)
    {
        var severity =
            State.Critical.IsOn ? KpiStatus.Critical
            : State.Warning.IsOn ? KpiStatus.Warning
            : KpiStatus.None;
        var waits = State.Warning.IsWaiting || State.Critical.IsWaiting;
        if (State.Alert is { } over && severity == KpiStatus.None && (over.FiredAt is not null || !waits))
            Close(over, at);
        if (severity == KpiStatus.None && !waits)
            return;
        var alert = State.Alert ?? Open(at);
        if (severity != KpiStatus.None && IsWorse(value, alert.Worst))
            Keep(alert = alert with { Worst = value });
        if (severity != alert.Severity)
            Change(alert, severity, at);
    }

    private OpenAlert Open(DateTime at)
    {
        var since = at > State.LastSince ? at : State.LastSince.AddMilliseconds(1);
        var alert = new OpenAlert(AlertId.Of(rule.Id, group, since), since) { ChangedAt = at };
        State = State with
        {
            Alert = alert,
            LastSince = since,
            Told = KpiStatus.None,
            ToldAt = null,
            AskedAt = null,
            Reached = 0,
        };
        moves.Add(new AlertMove(AlertChange.Pending, at, alert));
        return alert;
    }

    private void Change(OpenAlert alert, KpiStatus severity, DateTime at)
    {
        var rose = severity > alert.Severity;
        var isFirst = alert.FiredAt is null;
        alert = alert with
        {
            FiredAt = alert.FiredAt ?? at,
            ChangedAt = at,
            // Who takes care of less does not yet take care of this.
            Acknowledged = rose ? null : alert.Acknowledged,
            Severity = severity,
            WorstSeverity = severity > alert.WorstSeverity ? severity : alert.WorstSeverity,
        };
        var rises = State.Rises.RemoveAll(rise => rise <= at - FlappingWithin);
        if (rose)
            rises = rises.Add(at);
        State = State with
        {
            Alert = alert,
            LastId = alert.Id,
            ChangedAt = at,
            Rises = rises,
            IsFlapping = State.IsFlapping || rises.Length > MostRises,
            Told = State.Told > severity ? severity : State.Told,
            // Whoever took care of less: from now on somebody is asked again.
            AskedAt = rose && State.Alert?.Acknowledged is not null ? null : State.AskedAt,
        };
        moves.Add(new AlertMove(isFirst ? AlertChange.Fired : AlertChange.Changed, at, alert));
    }

    private void Close(OpenAlert alert, DateTime at)
    {
        var hasFired = alert.FiredAt is not null;
        alert = alert with { Severity = KpiStatus.None, ChangedAt = at };
        moves.Add(new AlertMove(hasFired ? AlertChange.Resolved : AlertChange.Passed, at, alert));
        if (State.Told != KpiStatus.None && !State.IsFlapping && IsOpen(at))
            tellings.Add(new Telling(TellReason.Resolved, at, alert.Id, KpiStatus.None, 0, State.Reached));
        State = State with
        {
            Alert = null,
            ChangedAt = hasFired ? at : State.ChangedAt,
            Told = KpiStatus.None,
            ToldAt = null,
            AskedAt = null,
        };
    }

    private void Tell(DateTime at)
    {
        if (State.IsFlapping && at >= State.ChangedAt + FlappingWithin)
            EndFlapping(at);
        if (!IsOpen(at))
            return;
        if (State.IsFlapping)
        {
            if (!State.IsFlappingTold)
                Say(TellReason.Flapping, State.LastId!, at);
            State = State with { IsFlappingTold = true };
        }
        else if (DueTelling() <= at)
            Say(
                State.Told == KpiStatus.None ? TellReason.Fired
                    : State.Alert!.Severity > State.Told ? TellReason.Worse
                    : TellReason.Repeated,
                State.Alert!.Id,
                at
            );
        while (DueEscalation() <= at)
        {
            var (alert, next) = (State.Alert!, NextStep()!.Value);
            // To those it is the first they hear of it.
            tellings.Add(new Telling(TellReason.Fired, at, alert.Id, alert.Severity, next, next));
            State = State with { Reached = next };
        }
    }

    private void EndFlapping(DateTime at)
    {
        var wasTold = State.IsFlappingTold;
        State = State with { IsFlapping = false, IsFlappingTold = false, Rises = [] };
        if (wasTold && IsOpen(at))
            Say(TellReason.Steady, State.LastId!, at);
    }

    private void Say(TellReason reason, string alert, DateTime at)
    {
        var severity = State.Alert?.Severity ?? KpiStatus.None;
        tellings.Add(new Telling(reason, at, alert, severity, 0, State.Reached));
        State = State with { Told = severity, ToldAt = at, AskedAt = State.AskedAt ?? at };
    }

    /// <summary>When something is to be told by the clock alone, hours and silences aside; null = nothing is.</summary>
    private DateTime? DueTelling() =>
        State.IsFlapping ? (State.IsFlappingTold ? null : State.At)
        : State.Alert is not { FiredAt: not null, Acknowledged: null } alert ? null
        : alert.Severity > State.Told ? State.At
        : State.ToldAt + (rule.Repeat is { } repeat ? TimeSpan.FromSeconds(repeat) : (TimeSpan?)null);

    /// <summary>When those are to be told who hear of what nobody acknowledges; null = there is nobody, or no need.
    /// </summary>
    private DateTime? DueEscalation() =>
        State is { IsFlapping: false, AskedAt: { } asked, Told: not KpiStatus.None }
        && State.Alert is { FiredAt: not null, Acknowledged: null }
        && NextStep() is { } next
            ? asked.AddSeconds(next)
            : null;

    /// <summary>After how many seconds the next are told, s.</summary>
    private int? NextStep()
    {
        int? next = null;
        foreach (var notify in rule.Notify)
            if (notify.After > State.Reached && !(notify.After >= next))
                next = notify.After;
        return next;
    }

    private bool IsOpen(DateTime at) => opensAt(at) <= at;

    private bool IsWorse(double? value, double? worst) =>
        value is not null && (worst is null || (rule.Above ? value > worst : value < worst));

    private void Keep(OpenAlert alert) => State = State with { Alert = alert };
}
