using Apollo.Grains.Alerts;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>
/// What the machine must say, reckoned plainly: second by second, from the beginning of each thing on, without any
/// instant that is known in advance. Times are seconds.
/// </summary>
internal sealed class PlainModel
{
    private readonly List<(int From, int To)> gaps = [];
    private readonly Level warning = new();
    private readonly Level critical = new();
    private readonly List<int> rises = [];
    private AlertRule rule;
    private Func<int, bool> isOpen;
    private (int At, double? Value, int Rate)? reading;
    private KpiStatus severity;
    private bool isPending;
    private bool isAcknowledged;
    private bool isFlapping;
    private bool isFlappingTold;
    private KpiStatus told;
    private int toldAt;
    private int? askedAt;
    private int reached;
    private int changedAt;

    public PlainModel(AlertRule rule, Func<int, bool> isOpen) => (this.rule, this.isOpen) = (rule, isOpen);

    /// <summary>What happened, a line each.</summary>
    public List<string> Said { get; } = [];

    public void Look(int at, int readAt, double? value, int rate)
    {
        reading = (readAt, value, rate);
        Second(at);
    }

    public void Skip(int from, int to) => gaps.Add((from, to));

    public void Regate(int at, Func<int, bool> open)
    {
        isOpen = open;
        Second(at);
    }

    public void Acknowledge(int at, bool isTaken)
    {
        if (severity != KpiStatus.None && (isTaken || isAcknowledged))
        {
            isAcknowledged = isTaken;
            Said.Add($"{at} {AlertChange.Acknowledged} {severity}");
        }
        Second(at);
    }

    public void Change(int at, AlertRule to)
    {
        if (severity != KpiStatus.None)
            Said.Add($"{at} {AlertChange.RuleChanged} None");
        else if (isPending)
            Said.Add($"{at} {AlertChange.Passed} None");
        if (told != KpiStatus.None && !isFlapping && isOpen(at))
            Said.Add($"{at} told {TellReason.Resolved} None 0-{reached}");
        (askedAt, reached) = (null, 0);
        rule = to;
        reading = null;
        warning.Since = critical.Since = null;
        warning.IsOn = critical.IsOn = isPending = isAcknowledged = isFlapping = isFlappingTold = false;
        rises.Clear();
        gaps.Clear();
        severity = told = KpiStatus.None;
    }

    /// <summary>Everything as it is in one second.</summary>
    public void Second(int at)
    {
        if (reading is { } number)
        {
            var value = number.Value + (number.Rate * (at - number.At));
            Move(warning, rule.Warning, value, at);
            Move(critical, rule.Critical, value, at);
        }
        var now =
            critical.IsOn ? KpiStatus.Critical
            : warning.IsOn ? KpiStatus.Warning
            : KpiStatus.None;
        var waits = new[] { warning, critical }.Any(level => level.Since is not null && !level.IsOn);
        if (severity != KpiStatus.None && now == KpiStatus.None)
        {
            Said.Add($"{at} {AlertChange.Resolved} None");
            if (told != KpiStatus.None && !isFlapping && isOpen(at))
                Said.Add($"{at} told {TellReason.Resolved} None 0-{reached}");
            changedAt = at;
            (severity, told, isAcknowledged, isPending) = (KpiStatus.None, KpiStatus.None, false, false);
        }
        if (isPending && now == KpiStatus.None && !waits)
        {
            isPending = false;
            Said.Add($"{at} {AlertChange.Passed} None");
        }
        if ((now != KpiStatus.None || waits) && severity == KpiStatus.None && !isPending)
        {
            isPending = true;
            told = KpiStatus.None;
            (askedAt, reached) = (null, 0);
            Said.Add($"{at} {AlertChange.Pending} None");
        }
        if (now != severity)
        {
            Said.Add($"{at} {(severity == KpiStatus.None ? AlertChange.Fired : AlertChange.Changed)} {now}");
            if (now > severity)
            {
                rises.Add(at);
                if (isAcknowledged)
                    askedAt = null;
                isAcknowledged = false;
            }
            else if (told > now)
                told = now;
            if (rises.Count(rise => rise > at - 600) > 4)
                isFlapping = true;
            (severity, changedAt, isPending) = (now, at, false);
        }
        Tell(at);
    }

    private void Tell(int at)
    {
        if (isFlapping && at - changedAt >= 600)
        {
            rises.Clear();
            isFlapping = false;
            if (isFlappingTold && isOpen(at))
                Say(TellReason.Steady, at);
            isFlappingTold = false;
        }
        if (!isOpen(at))
            return;
        if (isFlapping && !isFlappingTold)
        {
            isFlappingTold = true;
            Say(TellReason.Flapping, at);
        }
        if (isFlapping || isAcknowledged || severity == KpiStatus.None)
            return;
        if (severity > told)
            Say(told == KpiStatus.None ? TellReason.Fired : TellReason.Worse, at);
        else if (at - toldAt >= rule.Repeat)
            Say(TellReason.Repeated, at);
        foreach (var after in rule.Notify.Select(notify => notify.After).Order())
            if (after > reached && at - askedAt >= after)
            {
                reached = after;
                Said.Add($"{at} told {TellReason.Fired} {severity} {after}-{after}");
            }
    }

    private void Say(TellReason reason, int at)
    {
        Said.Add($"{at} told {reason} {severity} 0-{reached}");
        (told, toldAt) = (severity, at);
        askedAt ??= at;
    }

    private void Move(Level level, AlertLevel? limit, double? value, int at)
    {
        if (limit is null)
            return;
        var isBeyond = rule.Above ? value >= limit.At : value < limit.At;
        var isBack =
            value is null
            || (
                limit.Recover is not { } end ? !isBeyond
                : rule.Above ? value <= end
                : value >= end
            );
        if (level.IsOn ? isBack : !isBeyond)
            (level.Since, level.IsOn) = (null, false);
        else
        {
            level.Since ??= at;
            // Each second that it was beyond the limit, and that was known.
            var held = 0;
            for (var second = level.Since.Value; second < at && !level.IsOn; second++)
                if (!gaps.Exists(gap => gap.From <= second && second < gap.To))
                    held++;
            level.IsOn |= held >= limit.For;
        }
    }

    private sealed class Level
    {
        public int? Since { get; set; }
        public bool IsOn { get; set; }
    }
}
