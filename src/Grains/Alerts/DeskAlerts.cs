using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>
/// The alerts of one desk: takes every cut in order, and the clock between them, to the machines of its rules. It does
/// no work of its own accord and waits for nothing.
/// </summary>
/// <param name="calendar">The desk's time.</param>
/// <param name="longestPause">A pause between two good polls that is longer is a gap.</param>
/// <param name="isSum">Whether a KPI's group that is not there counts nothing, or has no value.</param>
/// <param name="whom">Who is on call, and who holds a ticket.</param>
internal sealed class DeskAlerts(
    DeskCalendar calendar,
    TimeSpan longestPause,
    Func<string, bool> isSum,
    Whom? whom = null
)
{
    /// <summary>So long after an instant all cuts up to it have come.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, WatchedRule> rules = [];
    private readonly Dictionary<string, KpiResult> held = [];
    private readonly Dictionary<string, DateTime> failing = [];
    private ImmutableArray<AlertSilence> silences = [];

    // What happened since was not told in order: only how things are now is known.
    private bool isBroken = true;

    /// <summary>What is shown and written of them.</summary>
    public ShownAlerts Shown { get; } = new();

    /// <summary>Last good poll up to which all is done, UTC; null = nothing was read yet.</summary>
    public DateTime? KnownUntil { get; private set; }

    /// <summary>Whether a rule is switched on.</summary>
    public bool IsWatching => rules.Count > 0;

    /// <summary>The rules that are switched on.</summary>
    public IEnumerable<AlertRule> Rules => rules.Values.Select(watched => watched.Rule);

    /// <summary>Up to when tickets may be taken as due, UTC; null = the desk is not known yet.</summary>
    public DateTime? Reach => isBroken ? null : KnownUntil + longestPause;

    /// <summary>Rules whose state is another one than was kept; those that are off have none.</summary>
    public HashSet<string> Dirty { get; } = [];

    /// <summary>What is to be kept of a rule; nothing where it is off.</summary>
    public ImmutableArray<GroupState> StatesOf(string rule) => rules.GetValueOrDefault(rule)?.States ?? [];

    /// <summary>When to look at the clock again, UTC; null = only when the desk tells something.</summary>
    public DateTime? WakeAt
    {
        get
        {
            var beside = Beside().SelectMany(rule => rule.Groups).Min(group => group.Machine.NextMove) + Settled;
            if (isBroken || Shown.IsStale || KnownUntil is not { } known)
                return beside;
            var stale = known + longestPause + Settled;
            stale = beside < stale ? beside.Value : stale;
            var next = Moving().SelectMany(rule => rule.Groups).Min(group => group.Machine.NextMove) + Settled;
            return next < stale ? next : stale;
        }
    }

    /// <summary>Goes on from what was kept.</summary>
    /// <param name="kept">The rules that are switched on, and where they stood.</param>
    /// <param name="allSilences">The silences.</param>
    /// <param name="known">Up to when all was done, UTC; null = nothing was.</param>
    public void Restore(
        IEnumerable<(AlertRule Rule, ImmutableArray<GroupState> States)> kept,
        ImmutableArray<AlertSilence> allSilences,
        DateTime? known
    )
    {
        (silences, KnownUntil) = (allSilences, known);
        foreach (var (rule, states) in kept)
        {
            var watched = rules[rule.Id] = Watched(rule);
            watched.Restore(states, known ?? default);
            foreach (var group in watched.Groups)
                Shown.Show(group);
        }
    }

    /// <summary>Takes what the desk told.</summary>
    /// <param name="told">Every cut since.</param>
    /// <param name="now">Now, UTC.</param>
    public void Take(DeskCuts told, DateTime now)
    {
        if (told.Missed is not null)
        {
            isBroken = true;
            held.Clear();
        }
        if (told is not { ReadAt: { } readAt, ReadSince: { } readSince })
        {
            foreach (var cut in told.Cuts)
                Hold(cut, null);
            return;
        }
        var since = isBroken ? readAt : readSince;
        var gap = KnownUntil is { } known && since - known > longestPause ? KnownUntil : null;
        KnownUntil = KnownUntil > readAt ? KnownUntil : readAt;
        DateTime? settles = gap is not null || isBroken ? since : null;
        foreach (var cut in told.Cuts)
        {
            if (settles < cut.Cut.At)
                Settle();
            // What the clock alone did while nobody could read the ITSM is not true yet.
            Hold(cut, settles is null && cut.Cut.At <= readAt + longestPause ? cut.Cut.At : null);
        }
        Settle();
        Pass(now);

        // From here on things are known again: as they are now decides.
        void Settle()
        {
            if (settles is not { } at)
                return;
            (isBroken, settles) = (false, null);
            if (gap is { } begins)
                foreach (var (rule, group) in All().Where(one => !one.Rule.Rule.IsBesideItsm))
                    Do(rule, group, () => Skip(group, begins, at));
            // What lay ahead before is not what does now.
            foreach (
                var result in held
                    .Values.Where(one => !one.Kpi.StartsWith(AlertRule.AheadOf, StringComparison.Ordinal))
                    .ToList()
            )
                Look(result, at);
        }
    }

    /// <summary>The clock goes on.</summary>
    /// <param name="now">Now, UTC.</param>
    public void Pass(DateTime now)
    {
        foreach (var rule in Beside())
        foreach (var group in rule.Groups)
            Do(rule, group, () => group.Machine.Pass(now - Settled));
        if (isBroken || KnownUntil is not { } known)
            return;
        var isStale = now >= known + longestPause + Settled;
        var to = isStale ? known + longestPause : now - Settled;
        foreach (var rule in Moving())
        foreach (var group in rule.Groups)
            Do(rule, group, () => group.Machine.Pass(to));
        if (isStale == Shown.IsStale)
            return;
        Shown.IsStale = isStale;
        foreach (var (_, group) in All())
            Shown.Show(group);
    }

    /// <summary>A number that is no KPI's is another one.</summary>
    /// <param name="result">The number; its KPI is the <see cref="AlertRule.Source"/> of its rules.</param>
    /// <param name="at">Since when, UTC.</param>
    public void Hear(KpiResult result, DateTime at)
    {
        held[result.Kpi] = result;
        Look(result, at);
    }

    /// <summary>A ticket is due, or is no longer.</summary>
    /// <param name="rule">Id of the rule that watches it.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="ticket">The ticket as it is; null = it is no longer due.</param>
    /// <param name="at">Since when, UTC.</param>
    public void Look(string rule, string id, AlertTicket? ticket, DateTime at)
    {
        if (!rules.TryGetValue(rule, out var watched) || watched.Ticket(id, ticket, at) is not { } group)
            return;
        Do(watched, group, () => group.Machine.Look(at, new Reading(at, ticket is null ? null : 1, 0)));
        watched.ForgetQuiet(id);
    }

    /// <summary>The tickets of a rule of which something is remembered.</summary>
    public IReadOnlyList<string> TicketsOf(string rule) =>
        rules.TryGetValue(rule, out var watched) ? [.. watched.Groups.Select(group => group.Group!)] : [];

    /// <summary>A rule is new or another one.</summary>
    /// <param name="rule">The rule; null = it is removed.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">Now, UTC.</param>
    public void Set(AlertRule? rule, string id, DateTime now)
    {
        Dirty.Add(id);
        if (rules.TryGetValue(id, out var watched))
        {
            if (rule is { Enabled: true } && rule.WatchesAs(watched.Rule))
            {
                watched.Change(rule, silences);
                Refresh(watched, now);
                return;
            }
            foreach (var group in watched.Groups.ToList())
                Do(watched, group, () => group.Machine.End(At(now, watched)));
            rules.Remove(id);
        }
        if (rule is not { Enabled: true })
            return;
        var added = rules[id] = Watched(rule);
        if ((rule.IsBesideItsm || (!isBroken && !Shown.IsStale)) && held.TryGetValue(rule.Source, out var result))
            Look(result, At(now, added), only: id);
    }

    /// <summary>The silences are others.</summary>
    /// <param name="all">Those that are not over.</param>
    /// <param name="now">Now, UTC.</param>
    public void Set(ImmutableArray<AlertSilence> all, DateTime now)
    {
        silences = all;
        foreach (var rule in rules.Values)
        {
            rule.Change(rule.Rule, silences);
            Refresh(rule, now);
        }
    }

    /// <summary>Somebody takes care of an alert that fires, or does no longer.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">Who; null = it is taken back.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>The alert; null where there is none that fires.</returns>
    public Alert? Acknowledge(string id, Acknowledgement? by, DateTime now)
    {
        foreach (var (rule, group) in All())
            if (group.Machine.State.Alert is { FiredAt: not null } alert && alert.Id == id)
            {
                Do(rule, group, () => group.Machine.Acknowledge(At(now, rule), by));
                return Shown.Find(id);
            }
        return null;
    }

    private WatchedRule Watched(AlertRule rule) => new(rule, calendar, silences, whom ?? Whom.Nobody);

    private static Outcome Skip(WatchedGroup group, DateTime from, DateTime to)
    {
        group.Machine.Skip(from, to);
        return Outcome.Nothing;
    }

    /// <summary>Nothing moves beyond what is known.</summary>
    private DateTime At(DateTime now, WatchedRule rule) =>
        rule.Rule.IsBesideItsm ? now
        : KnownUntil + longestPause is { } last && last < now ? last
        : now;

    private IEnumerable<WatchedRule> Moving() =>
        rules.Values.Where(rule => !rule.Rule.IsBesideItsm && !failing.ContainsKey(rule.Rule.Source));

    private IEnumerable<WatchedRule> Beside() => rules.Values.Where(rule => rule.Rule.IsBesideItsm);

    private List<(WatchedRule Rule, WatchedGroup Group)> All() =>
        [.. rules.Values.SelectMany(rule => rule.Groups.Select(group => (rule, group)))];

    private void Refresh(WatchedRule rule, DateTime now)
    {
        Pass(now);
        foreach (var group in rule.Groups)
            Shown.Show(group);
    }

    private void Hold(DeskCut cut, DateTime? lookAt)
    {
        foreach (var result in cut.Kpis)
        {
            if (result.RetryAt is not null)
            {
                failing.TryAdd(result.Kpi, cut.Cut.At);
                continue;
            }
            var whole = held.TryGetValue(result.Kpi, out var before) ? KpiGroups.Apply(before, result) : result;
            held[result.Kpi] = whole;
            var hasFailed = failing.Remove(result.Kpi, out var since);
            if (lookAt is not { } at || result.LateSince is not null)
                continue;
            if (hasFailed)
                foreach (var (rule, group) in All().Where(one => one.Rule.Rule.Source == result.Kpi))
                    Do(rule, group, () => Skip(group, since, at));
            Look(whole, at);
        }
    }

    private void Look(KpiResult result, DateTime at, string? only = null)
    {
        double? ofGone = isSum(result.Kpi) ? 0 : null;
        foreach (
            var rule in rules.Values.Where(rule =>
                rule.Rule.Source == result.Kpi && (only ?? rule.Rule.Id) == rule.Rule.Id
            )
        )
        {
            foreach (var (group, value) in rule.In(result, ofGone, at))
                Do(rule, group, () => group.Machine.Look(at, new Reading(result.AsOf, value, result.Rate)));
            rule.ForgetQuiet(result);
        }
    }

    private void Do(WatchedRule rule, WatchedGroup group, Func<Outcome> step)
    {
        var before = group.Machine.State;
        var outcome = step();
        if (outcome != Outcome.Nothing || !before.IsAs(group.Machine.State))
            Dirty.Add(rule.Rule.Id);
        Shown.Hear(group, outcome);
    }
}
