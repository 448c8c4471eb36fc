using System.Collections.Immutable;
using Apollo.Grains.Following;
using Apollo.Grains.Slices;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What rules watch that is no number of the desk: tickets, the reading of the ITSM, displays.</summary>
internal sealed partial class AlertsGrain
{
    private static readonly TimeSpan LookAtDisplaysEvery = TimeSpan.FromSeconds(5);

    /// <summary>So long after a start what was away because Apollo was has come back.</summary>
    private static readonly TimeSpan FirstMinute = TimeSpan.FromMinutes(1);
    private readonly Signal beside = new(time);
    private readonly Dictionary<string, WallDisplay> displays = [];
    private TicketWatch watch = null!;
    private SliceFollower<Ticket> tickets = null!;
    private Position? displaysKnown;
    private DateTime startedAt;
    private (DateTime? ReadAt, int LeftOut)? reading;

    private async Task<bool> FollowTicketsAsync(CancellationToken cancellation)
    {
        if (!watch.IsWatching)
        {
            // Nobody asks: when somebody does, all tickets are read.
            tickets.Restart();
            await beside.NextAsync(LongestWait, cancellation);
            return true;
        }
        var (ticks, rows) = await tickets.NextAsync(null, cancellation);
        foreach (var tick in ticks)
            Take(tick, rows);
        if (!ticks.IsEmpty)
            moved.Raise();
        Publish();
        return true;
    }

    private void Take(SliceTick<Ticket> tick, List<Ticket>? rows)
    {
        var looked = new List<(string Rule, string Ticket)>();
        var counts = new HashSet<string>();
        if (rows is not null)
        {
            watch.Load(rows, tickets.Further);
            foreach (var rule in watch.Rules)
            {
                if (rule.IsOfTickets)
                    looked.AddRange(alerts.TicketsOf(rule.Id).Select(ticket => (rule.Id, ticket)));
                else
                    counts.Add(rule.Id);
            }
        }
        foreach (var change in tick.Changes)
        {
            var changed = watch.Apply(change);
            looked.AddRange(changed.Over.Select(rule => (rule, (change.After ?? change.Before)!.Id)));
            counts.UnionWith(changed.Counts);
        }
        TakeDue();
        foreach (var (rule, ticket) in looked)
            if (!watch.Fired(rule).Contains(ticket))
                alerts.Look(rule, ticket, null, tick.At);
        foreach (var rule in counts)
            HearCount(rule);
    }

    /// <summary>Tickets that are due by now: where the ITSM cannot be read, by when it was known.</summary>
    private void TakeDue()
    {
        if (alerts.TicketsReach is { } reach)
            foreach (var (rule, ticket, at) in watch.Take(reach < Now ? reach : Now))
                alerts.Look(rule.Id, ticket.Id, ticket, at);
    }

    private void HearCount(string rule)
    {
        if (!watch.IsReady || watch.Count(rule) is not { } count)
            return;
        var at = alerts.TicketsReach < Now ? alerts.TicketsReach.Value : Now;
        alerts.Hear(ResultOf(AlertKind.Ticket, $"{AlertOf.Count}:{rule}", at, count, 0), at);
    }

    /// <summary>How the ITSM is read: how long ago, by the clock alone, and what is left out.</summary>
    private void HearReading(DeskCuts told)
    {
        if (reading == (told.ReadAt, told.LeftOut) || !alerts.Rules.Any(rule => rule.Kind == AlertKind.Data))
            return;
        if (told.ReadAt is null && Now - startedAt < FirstMinute)
            return;
        reading = (told.ReadAt, told.LeftOut);
        var readAt = told.ReadAt ?? alerts.KnownUntil ?? Now;
        alerts.Hear(ResultOf(AlertKind.Data, $"{AlertOf.Age}", readAt, 0, 1), Now);
        if (told.ReadAt is not null)
            alerts.Hear(ResultOf(AlertKind.Data, $"{AlertOf.LeftOut}", Now, told.LeftOut, 0), Now);
        moved.Raise();
    }

    private async Task<bool> FollowDisplaysAsync(CancellationToken cancellation)
    {
        if (!alerts.Rules.Any(rule => rule.Kind == AlertKind.Display) || Now - startedAt < FirstMinute)
        {
            displaysKnown = null;
            await beside.NextAsync(LookAtDisplaysEvery, cancellation);
            return true;
        }
        var told = await GrainFactory.GetGrain<IDisplaysGrain>(0).ChangesSince(displaysKnown, cancellation);
        displaysKnown = told.Position;
        if (told.Full)
            displays.Clear();
        foreach (var id in told.Removed)
            displays.Remove(id);
        foreach (var display in told.Changed)
            displays[display.Id] = display;
        Hear(AlertOf.Offline, DisplayState.Offline, display => display.SeenAt);
        Hear(AlertOf.Frozen, DisplayState.Frozen, display => display.FrozenSince);
        Publish();
        moved.Raise();
        await beside.NextAsync(LookAtDisplaysEvery, cancellation);
        return true;

        void Hear(AlertOf of, DisplayState state, Func<WallDisplay, DateTime?> since)
        {
            var now = Now;
            var seconds = displays
                .Values.Where(display => display.State == state && display.Desks.Contains(Desk))
                .GroupBy(display => display.Name)
                .ToImmutableSortedDictionary(
                    same => same.Key,
                    same => same.Max(display => (double?)(now - (since(display) ?? now)).TotalSeconds),
                    StringComparer.Ordinal
                );
            alerts.Hear(
                ResultOf(AlertKind.Display, $"{of}", now, null, 1) with
                {
                    Groups = ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>.Empty.Add(
                        RuleKinds.Display,
                        seconds
                    ),
                },
                now
            );
        }
    }

    private static KpiResult ResultOf(AlertKind kind, string of, DateTime at, double? value, int rate) =>
        new()
        {
            Kpi = $"{kind}:{of}",
            Value = value,
            Rate = rate,
            AsOf = at,
            SliceVersion = "",
        };
}
