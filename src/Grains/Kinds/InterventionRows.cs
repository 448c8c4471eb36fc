using Apollo.Model;
using static Apollo.Grains.Tables.ColumnsOf<Apollo.Model.Intervention>;

namespace Apollo.Grains.Kinds;

/// <summary>What Apollo knows of interventions.</summary>
internal static class InterventionRows
{
    /// <summary>They are held so long after their end: the calendar looks back that far.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromDays(400);

    /// <summary>All of it.</summary>
    public static RowKind<Intervention> Kind { get; } =
        new()
        {
            Slice = SliceName.Interventions,
            Title = intervention => intervention.Title,
            // One without a team is its ticket's, and whose that is only the ticket says.
            Team = visit => visit.Team ?? (visit.TicketId is null ? null : Audience.UnknownTeam),
            Dimensions =
            [
                new(Dimension.Team, intervention => intervention.Team),
                new(Dimension.Technician, intervention => intervention.Technician),
                new(Dimension.Location, intervention => intervention.Location),
            ],
            // The calendar shows them longer than any number counts them.
            NeededUntil = visit =>
                visit.StartsAt is { } start ? (visit.EndsAt > start ? visit.EndsAt.Value : start) + HeldFor : null,
            Columns =
            [
                Id("Intervention", i => i.Id),
                Text("ticketId", "Ticket", i => i.TicketId),
                Text("title", "Title", i => i.Title),
                Word("state", "State", i => (InterventionState?)i.State),
                Text("location", "Location", i => i.Location),
                Text("address", "Address", i => i.Address),
                Text("contact", "Contact", i => i.Contact),
                Text("team", "Team", i => i.Team),
                Text("technician", "Technician", i => i.Technician),
                Time("startsAt", "Starts", i => i.StartsAt),
                Time("endsAt", "Ends", i => i.EndsAt),
                Time("doneAt", "Done", i => i.DoneAt),
                Text("url", "Link", i => i.Url),
                Time("updatedAt", "Updated", i => i.UpdatedAt),
                .. Counted,
            ],
        };
}
