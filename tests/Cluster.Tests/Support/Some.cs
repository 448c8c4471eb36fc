using Apollo.Model;

namespace Apollo.Cluster.Tests.Support;

/// <summary>Rows that are whole.</summary>
internal static class Some
{
    public static Ticket Ticket(string id, DateTime stamped) =>
        new()
        {
            Id = id,
            Kind = TicketKind.Incident,
            Title = "Printer on fire",
            State = TicketState.Open,
            Priority = 3,
            Team = "Network",
            Assignee = "Ana Lima",
            Location = "Lyon",
            Category = "Hardware",
            OpenedAt = stamped,
            UpdatedAt = stamped,
            Reopens = 0,
            Reassignments = 0,
        };

    public static Intervention Intervention(string id, DateTime stamped) =>
        new()
        {
            Id = id,
            State = InterventionState.Planned,
            Team = "Field",
            Technician = "Bo Chen",
            Location = "Lyon",
            StartsAt = stamped.AddHours(1),
            EndsAt = stamped.AddHours(2),
            UpdatedAt = stamped,
        };
}
