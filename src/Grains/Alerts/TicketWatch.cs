using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>
/// Which tickets the rules of a desk find: each at the instant at which it is due, or how many pass a filter. One
/// schedule, ordered by instant: a change of a ticket costs that ticket, and the clock only what is due.
/// </summary>
/// <param name="calendar">The desk's time.</param>
internal sealed class TicketWatch(DeskCalendar calendar)
{
    private readonly Dictionary<string, Ticket> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Watch> watches = [];
    private readonly SortedSet<(DateTime At, string Rule, string Ticket)> coming = new(ByInstant.Order);

    private FurtherNames further = FurtherNames.None;

    /// <summary>Whether all tickets are known.</summary>
    public bool IsReady { get; private set; }

    /// <summary>When the next ticket is due, UTC; null = none is.</summary>
    public DateTime? NextAt => coming.Count == 0 ? null : coming.Min.At;

    /// <summary>Whether a rule watches tickets.</summary>
    public bool IsWatching => watches.Count > 0;

    /// <summary>A rule is new or another one.</summary>
    /// <param name="rule">The rule; null = it watches no tickets any more.</param>
    /// <param name="id">Its id.</param>
    public void Set(AlertRule? rule, string id)
    {
        if (watches.Remove(id, out var before))
            foreach (var (ticket, at) in before.Due)
                coming.Remove((at, id, ticket));
        if (rule is not { Enabled: true, Kind: AlertKind.Ticket })
            return;
        var watch = watches[id] = new Watch(rule, Passes(rule));
        foreach (var ticket in open.Values)
            Look(watch, ticket);
    }

    /// <summary>All tickets there are.</summary>
    /// <param name="all">The tickets.</param>
    /// <param name="names">What they are broken down by besides: a filter may name it.</param>
    public void Load(IEnumerable<Ticket> all, FurtherNames? names = null)
    {
        open.Clear();
        coming.Clear();
        further = names ?? FurtherNames.None;
        foreach (var (id, watch) in watches.ToList())
            watches[id] = new Watch(watch.Rule, Passes(watch.Rule));
        foreach (var ticket in all)
            if (ticket.IsOpen)
                open[ticket.Id] = ticket;
        foreach (var watch in watches.Values)
        foreach (var ticket in open.Values)
            Look(watch, ticket);
        IsReady = true;
    }

    /// <summary>One ticket is another one, or gone.</summary>
    /// <param name="change">What changed.</param>
    /// <returns>The rules for which it is no longer due, and those of which the number is another.</returns>
    public Changed Apply(RowChange<Ticket> change)
    {
        var id = (change.After ?? change.Before)!.Id;
        if (change.After is { IsOpen: true } now)
            open[id] = now;
        else
            open.Remove(id);
        var changed = new Changed([], []);
        foreach (var watch in watches.Values)
        {
            var (wasDue, count) = (watch.Fired.Remove(id), watch.Counted.Count);
            if (watch.Due.Remove(id, out var at))
                coming.Remove((at, watch.Rule.Id, id));
            watch.Counted.Remove(id);
            if (open.TryGetValue(id, out var ticket))
                Look(watch, ticket);
            if (wasDue)
                changed.Over.Add(watch.Rule.Id);
            if (watch.Counted.Count != count)
                changed.Counts.Add(watch.Rule.Id);
        }
        return changed;
    }

    /// <summary>Takes the tickets that are due by an instant, in order.</summary>
    /// <param name="until">The instant, UTC.</param>
    public IEnumerable<(AlertRule Rule, AlertTicket Ticket, DateTime At)> Take(DateTime until)
    {
        while (coming.Count > 0 && coming.Min is var next && next.At <= until)
        {
            coming.Remove(next);
            var watch = watches[next.Rule];
            watch.Fired.Add(next.Ticket);
            watch.Due.Remove(next.Ticket);
            yield return (watch.Rule, Shown(watch.Rule, open[next.Ticket]), next.At);
        }
    }

    /// <summary>The tickets of a rule that are due and were taken.</summary>
    public IReadOnlySet<string> Fired(string rule) => watches[rule].Fired;

    /// <summary>How many tickets a rule counts; null = it counts none.</summary>
    public int? Count(string rule) =>
        watches.GetValueOrDefault(rule) is { Rule.Of: AlertOf.Count } watch && watch.Passes is not null
            ? watch.Counted.Count
            : null;

    /// <summary>Ids of the rules that watch tickets.</summary>
    public IEnumerable<AlertRule> Rules => watches.Values.Select(watch => watch.Rule);

    private Func<Counted<Ticket>, bool>? Passes(AlertRule rule)
    {
        try
        {
            return Filter.Parse(rule.Filter, RowKind.Of<Ticket>().With(further).Columns);
        }
        catch (TableQueryException)
        {
            return null;
        }
    }

    private static AlertTicket Shown(AlertRule rule, Ticket ticket) =>
        new(ticket.Id, ticket.Team, ticket.Assignee, DueOf(rule, ticket)!.Value);

    private static DateTime? DueOf(AlertRule rule, Ticket ticket) =>
        // On hold nobody is late.
        ticket.State == TicketState.Pending
            ? null
        : rule.Of == AlertOf.Due ? ticket.DueAt
        : ticket.RespondedAt is null ? ticket.ResponseDueAt
        : null;

    private void Look(Watch watch, Ticket ticket)
    {
        if (watch.Passes?.Invoke(new Counted<Ticket>(ticket)) != true)
            return;
        if (watch.Rule.Of == AlertOf.Count)
            watch.Counted.Add(ticket.Id);
        else if (DueOf(watch.Rule, ticket) is { } due)
        {
            var at = Before(watch.Rule, due);
            watch.Due[ticket.Id] = at;
            coming.Add((at, watch.Rule.Id, ticket.Id));
        }
    }

    private DateTime Before(AlertRule rule, DateTime due) =>
        rule.Before is not > 0 ? due
        : rule.Clock ? due.AddSeconds(-rule.Before.Value)
        : new DateTime(
            calendar.ServiceBefore(due.Ticks, rule.Before.Value * TimeSpan.TicksPerSecond),
            DateTimeKind.Utc
        );

    /// <summary>What a change of a ticket did.</summary>
    /// <param name="Over">Rules for which it was due, and is to be looked at anew.</param>
    /// <param name="Counts">Rules that count another number.</param>
    public readonly record struct Changed(List<string> Over, List<string> Counts);

    private sealed class Watch(AlertRule rule, Func<Counted<Ticket>, bool>? passes)
    {
        public AlertRule Rule => rule;

        /// <summary>Null = its filter names a column that the desk does not have: it watches nothing.</summary>
        public Func<Counted<Ticket>, bool>? Passes => passes;

        public Dictionary<string, DateTime> Due { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Fired { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Counted { get; } = new(StringComparer.Ordinal);
    }

    private sealed class ByInstant : IComparer<(DateTime At, string Rule, string Ticket)>
    {
        public static ByInstant Order { get; } = new();

        public int Compare((DateTime At, string Rule, string Ticket) x, (DateTime At, string Rule, string Ticket) y)
        {
            var byAt = x.At.CompareTo(y.At);
            var byRule = byAt != 0 ? byAt : string.CompareOrdinal(x.Rule, y.Rule);
            return byRule != 0 ? byRule : string.CompareOrdinal(x.Ticket, y.Ticket);
        }
    }
}
