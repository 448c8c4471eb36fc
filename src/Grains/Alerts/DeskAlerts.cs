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
/// <param name="sliceOf">The slice of a KPI; null = all are of tickets.</param>
internal sealed class DeskAlerts(
    DeskCalendar calendar,
    TimeSpan longestPause,
    Func<string, bool> isSum,
    Whom? whom = null,
    Func<string, string>? sliceOf = null
)
{
    /// <summary>So long after an instant all cuts up to it have come.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, WatchedRule> rules = [];
    private readonly Dictionary<string, KpiResult> held = [];
    private readonly Dictionary<string, DateTime> failing = [];
    private readonly SliceReach[] slices =
    [
        new(SliceName.Tickets, longestPause),
        new(SliceName.Interventions, longestPause),
    ];
    private ImmutableArray<AlertSilence> silences = [];

    /// <summary>What is shown and written of them.</summary>
    public ShownAlerts Shown { get; } = new();

    /// <summary>Last good poll up to which all is done, UTC, of the slice that was read longest ago; null = nothing was
    /// read yet.</summary>
    public DateTime? KnownUntil => slices.Min(slice => slice.KnownUntil);

    /// <summary>The same of each slice that was read, by its name.</summary>
    public ImmutableDictionary<string, DateTime> Known =>
        slices
            .Where(slice => slice.KnownUntil is not null)
            .ToImmutableDictionary(slice => slice.Slice, slice => slice.KnownUntil!.Value);

    /// <summary>Whether a rule is switched on.</summary>
    public bool IsWatching => rules.Count > 0;

    /// <summary>The rules that are switched on.</summary>
    public IEnumerable<AlertRule> Rules => rules.Values.Select(watched => watched.Rule);

    /// <summary>How far the slice is known that a rule watches.</summary>
    public SliceReach SliceOf(AlertRule rule) => Named(sliceOf is null || rule.Kpi == "" ? null : sliceOf(rule.Kpi));

    /// <summary>Up to when tickets may be taken as due, UTC; null = they are not known yet.</summary>
    public DateTime? TicketsReach => Named(SliceName.Tickets).Reach;

    /// <summary>Rules whose state is another one than was kept; those that are off have none.</summary>
    public HashSet<string> Dirty { get; } = [];

    /// <summary>What is to be kept of a rule; nothing where it is off.</summary>
    public ImmutableArray<GroupState> StatesOf(string rule) => rules.GetValueOrDefault(rule)?.States ?? [];

    /// <summary>When to look at the clock again, UTC; null = only when the desk tells something.</summary>
    public DateTime? WakeAt
    {
        get
        {
            var next = Beside().SelectMany(rule => rule.Groups).Min(group => group.Machine.NextMove);
            foreach (var slice in slices)
            {
                if (slice is not { IsBroken: false, IsStale: false, End: { } end })
                    continue;
                Take(end);
                Take(Moving(slice).SelectMany(rule => rule.Groups).Min(group => group.Machine.NextMove));
            }
            return next + Settled;

            void Take(DateTime? at) => next = next < at ? next : at ?? next;
        }
    }

    /// <summary>Goes on from what was kept.</summary>
    /// <param name="kept">The rules that are switched on, and where they stood.</param>
    /// <param name="allSilences">The silences.</param>
    /// <param name="known">Up to when all was done, UTC, by slice: one that is away holds no other back.</param>
    public void Restore(
        IEnumerable<(AlertRule Rule, ImmutableArray<GroupState> States)> kept,
        ImmutableArray<AlertSilence> allSilences,
        IReadOnlyDictionary<string, DateTime> known
    )
    {
        silences = allSilences;
        foreach (var slice in slices)
            slice.KnownUntil = known.TryGetValue(slice.Slice, out var until) ? until : null;
        foreach (var (rule, states) in kept)
        {
            var watched = rules[rule.Id] = Watched(rule);
            watched.Restore(states, watched.Slice.KnownUntil ?? default);
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
            foreach (var slice in slices)
                slice.IsBroken = true;
            held.Clear();
        }
        foreach (var slice in slices)
            Take(
                slice,
                told.Cuts.Where(cut => cut.Cut.Slice == slice.Slice),
                told.Slices.IsDefault ? null : told.Slices.FirstOrDefault(read => read.Slice == slice.Slice)
            );
        Pass(now);
    }

    /// <summary>The clock goes on.</summary>
    /// <param name="now">Now, UTC.</param>
    public void Pass(DateTime now)
    {
        foreach (var rule in Beside())
        foreach (var group in rule.Groups)
            Do(rule, group, () => group.Machine.Pass(now - Settled));
        foreach (var slice in slices)
            Pass(slice, now);
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
        if (
            (rule.IsBesideItsm || added.Slice is { IsBroken: false, IsStale: false })
            && held.TryGetValue(rule.Source, out var result)
        )
            Look(result, At(now, added), only: rule => rule == added);
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

    private WatchedRule Watched(AlertRule rule) => new(rule, calendar, silences, whom ?? Whom.Nobody, SliceOf(rule));

    private SliceReach Named(string? slice) => slices.FirstOrDefault(one => one.Slice == slice) ?? slices[0];

    private void Take(SliceReach slice, IEnumerable<DeskCut> cuts, SliceRead? read)
    {
        if (read is null)
        {
            foreach (var cut in cuts)
                Hold(cut, null);
            return;
        }
        var since = slice.IsBroken ? read.At : read.Since;
        var gap = since > slice.End ? slice.KnownUntil : null;
        slice.KnownUntil = slice.KnownUntil > read.At ? slice.KnownUntil : read.At;
        DateTime? settles = gap is not null || slice.IsBroken ? since : null;
        foreach (var cut in cuts)
        {
            if (settles < cut.Cut.At)
                Settle();
            // What the clock alone did while nobody could read the ITSM is not true yet.
            Hold(cut, settles is null && cut.Cut.At <= read.At + slice.LongestPause ? cut.Cut.At : null);
        }
        Settle();

        // From here on things are known again: as they are now decides.
        void Settle()
        {
            if (settles is not { } at)
                return;
            (slice.IsBroken, settles) = (false, null);
            if (gap is { } begins)
                foreach (var (rule, group) in All().Where(one => one.Rule.GoesBy(slice)))
                    Do(rule, group, () => Skip(group, begins, at));
            // What lay ahead before is not what does now.
            foreach (
                var result in held
                    .Values.Where(one => !one.Kpi.StartsWith(AlertRule.AheadOf, StringComparison.Ordinal))
                    .ToList()
            )
                Look(result, at, rule => rule.Slice == slice);
        }
    }

    private void Pass(SliceReach slice, DateTime now)
    {
        if (slice.End is not { } end)
            return;
        var isStale = now >= end + Settled;
        if (!slice.IsBroken)
            foreach (var rule in Moving(slice))
            foreach (var group in rule.Groups)
                Do(rule, group, () => group.Machine.Pass(isStale ? end : now - Settled));
        if (isStale == slice.IsStale)
            return;
        slice.IsStale = isStale;
        foreach (var (_, group) in All().Where(one => one.Rule.Slice == slice))
            Shown.Show(group);
    }

    private static Outcome Skip(WatchedGroup group, DateTime from, DateTime to)
    {
        group.Machine.Skip(from, to);
        return Outcome.Nothing;
    }

    /// <summary>Nothing moves beyond what is known.</summary>
    private static DateTime At(DateTime now, WatchedRule rule) =>
        rule.Rule.IsBesideItsm ? now
        : rule.Slice.End is { } last && last < now ? last
        : now;

    private IEnumerable<WatchedRule> Moving(SliceReach slice) =>
        rules.Values.Where(rule => rule.GoesBy(slice) && !failing.ContainsKey(rule.Rule.Source));

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

    private void Look(KpiResult result, DateTime at, Func<WatchedRule, bool>? only = null)
    {
        double? ofGone = isSum(result.Kpi) ? 0 : null;
        foreach (var rule in rules.Values.Where(rule => rule.Rule.Source == result.Kpi && only?.Invoke(rule) != false))
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
