using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Schedules;

/// <summary>
/// The interventions of a desk with their tickets and conflicts. A change costs what it touches: the intervention,
/// those of its technician, and those of its ticket.
/// </summary>
internal sealed class ScheduleRows
{
    private readonly Dictionary<string, Intervention> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> conflicts = new(StringComparer.Ordinal);
    private readonly Index byTechnician = new();
    private readonly Index byTicket = new();
    private readonly Dictionary<string, Ticket> tickets = new(StringComparer.Ordinal);

    /// <summary>Ids of all interventions.</summary>
    public IEnumerable<string> Ids => rows.Keys;

    /// <summary>Whether an intervention is held.</summary>
    public bool Holds(string id) => rows.ContainsKey(id);

    /// <summary>Ids of tickets that an intervention names and that are not known here.</summary>
    public IEnumerable<string> UnknownTickets => byTicket.Keys.Where(id => !tickets.ContainsKey(id));

    /// <summary>Takes an intervention as it is now (null = it is gone).</summary>
    /// <returns>Ids of the interventions that look different.</returns>
    public IEnumerable<string> Put(string id, Intervention? after)
    {
        var before = rows.GetValueOrDefault(id);
        if (before is not null)
        {
            byTechnician[before.Technician].Remove(id);
            byTicket[before.TicketId].Remove(id);
        }
        if (after is null)
        {
            rows.Remove(id);
            conflicts.Remove(id);
        }
        else
        {
            rows[id] = after;
            byTechnician[after.Technician].Add(id);
            byTicket[after.TicketId].Add(id);
        }
        return new[] { before?.Technician, after?.Technician }
            .OfType<string>()
            .Distinct()
            .SelectMany(Judge)
            .Append(id)
            // Whom it collides with is told to who sees both.
            .Concat(before is not null && before.Team != after?.Team ? conflicts.GetValueOrDefault(id, []) : [])
            .Distinct()
            .ToList();
    }

    /// <summary>Takes a ticket as it is now.</summary>
    /// <returns>Ids of its interventions.</returns>
    public IReadOnlyCollection<string> Put(Ticket ticket)
    {
        if (byTicket.Find(ticket.Id) is not { Count: > 0 } linked)
            return [];
        var isElsewhere = tickets.TryGetValue(ticket.Id, out var before) && before.Team != ticket.Team;
        tickets[ticket.Id] = ticket;
        return isElsewhere ? [.. linked, .. linked.SelectMany(id => conflicts.GetValueOrDefault(id, []))] : linked;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        rows.Clear();
        conflicts.Clear();
        byTechnician.Clear();
        byTicket.Clear();
    }

    /// <summary>The interventions of a ticket.</summary>
    public IReadOnlyCollection<string> OfTicket(string ticket) => byTicket.Find(ticket) ?? [];

    /// <summary>One intervention as an audience sees it; null where it is not held.</summary>
    public ScheduleEntry? Entry(string id, Audience audience) =>
        rows.TryGetValue(id, out var row)
            ? Show(
                row,
                TicketOf(row),
                conflicts
                    .GetValueOrDefault(id, [])
                    .RemoveAll(other =>
                        !rows.TryGetValue(other, out var it) || !audience.Sees(TeamOf(it, TicketOf(it)))
                    ),
                audience
            )
            : null;

    /// <summary>
    /// An intervention as an audience sees it: another team's without title, person, address and link, and another
    /// team's ticket by its id alone.
    /// </summary>
    /// <param name="row">The intervention.</param>
    /// <param name="ticket">Its ticket; null = none, or not known.</param>
    /// <param name="conflicts">Ids of those it collides with, as far as the audience may see them.</param>
    /// <param name="audience">Who looks.</param>
    public static ScheduleEntry Show(
        Intervention row,
        Ticket? ticket,
        ImmutableArray<string> conflicts,
        Audience audience
    )
    {
        if (audience.Sees(TeamOf(row, ticket)))
            return Whole(row, ticket is not null && audience.Sees(ticket.Team) ? ticket : null, conflicts);
        return new ScheduleEntry
        {
            Id = row.Id,
            TicketId = row.TicketId,
            State = row.State,
            Location = row.Location,
            Team = row.Team,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            DoneAt = row.DoneAt,
            UpdatedAt = row.UpdatedAt,
        };
    }

    private Ticket? TicketOf(Intervention row) => row.TicketId is null ? null : tickets.GetValueOrDefault(row.TicketId);

    /// <summary>Whose team's a visit is: of the team that goes, else of its ticket's.</summary>
    private static string? TeamOf(Intervention row, Ticket? ticket) =>
        row.Team
        ?? (
            row.TicketId is null ? null
            : ticket is null ? Audience.UnknownTeam
            : ticket.Team
        );

    private static ScheduleEntry Whole(Intervention row, Ticket? ticket, ImmutableArray<string> conflicts) =>
        new()
        {
            Id = row.Id,
            TicketId = row.TicketId,
            Title = row.Title,
            State = row.State,
            Location = row.Location,
            Address = row.Address,
            Contact = row.Contact,
            Team = row.Team,
            Technician = row.Technician,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            DoneAt = row.DoneAt,
            Url = row.Url,
            UpdatedAt = row.UpdatedAt,
            Ticket = ticket is null
                ? null
                : new ScheduleTicket(
                    ticket.Id,
                    ticket.Title,
                    ticket.State,
                    ticket.Priority,
                    ticket.DueAt,
                    ticket.IsOpen
                ),
            Conflicts = conflicts,
            AfterSla = IsAhead(row) && ticket is { IsOpen: true } && row.StartsAt > ticket.DueAt,
        };

    private static bool IsAhead(Intervention row) =>
        row.State is InterventionState.Planned or InterventionState.Underway;

    /// <summary>Compares the visits of a technician with each other.</summary>
    /// <returns>Those whose conflicts are others now.</returns>
    private List<string> Judge(string technician)
    {
        var visits = byTechnician[technician].Select(id => rows[id]).ToList();
        var differing = new List<string>();
        foreach (var visit in visits)
        {
            ImmutableArray<string> now =
            [
                .. visits.Where(other => Overlap(visit, other)).Select(other => other.Id).Order(StringComparer.Ordinal),
            ];
            if (now.SequenceEqual(conflicts.GetValueOrDefault(visit.Id, [])))
                continue;
            conflicts[visit.Id] = now;
            differing.Add(visit.Id);
        }
        return differing;
    }

    private static bool Overlap(Intervention one, Intervention other) =>
        one.Id != other.Id
        && IsAhead(one)
        && IsAhead(other)
        && one.StartsAt < other.EndsAt
        && other.StartsAt < one.EndsAt;

    /// <summary>Ids by a name; rows without one are in no list.</summary>
    private sealed class Index
    {
        private readonly Dictionary<string, HashSet<string>> lists = new(StringComparer.Ordinal);

        public IEnumerable<string> Keys => lists.Where(list => list.Value.Count > 0).Select(list => list.Key);

        public HashSet<string> this[string? name] =>
            name is null ? []
            : lists.TryGetValue(name, out var list) ? list
            : lists[name] = new(StringComparer.Ordinal);

        public HashSet<string>? Find(string name) => lists.GetValueOrDefault(name);

        public void Clear() => lists.Clear();
    }
}
