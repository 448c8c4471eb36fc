using System.Globalization;
using Apollo.Model;
using static Apollo.Grains.Tables.ColumnsOf<Apollo.Model.Ticket>;

namespace Apollo.Grains.Kinds;

/// <summary>What Apollo knows of tickets.</summary>
internal static class TicketRows
{
    /// <summary>All of it.</summary>
    public static RowKind<Ticket> Kind { get; } =
        new()
        {
            Slice = SliceName.Tickets,
            Title = ticket => ticket.Title,
            Team = ticket => ticket.Team,
            Further = ticket => ticket.Further,
            Dimensions =
            [
                new(Dimension.Team, ticket => ticket.Team),
                new(Dimension.Assignee, ticket => ticket.Assignee),
                new(Dimension.Location, ticket => ticket.Location),
                new(Dimension.Category, ticket => ticket.Category),
                new(Dimension.Priority, ticket => ticket.Priority?.ToString(CultureInfo.InvariantCulture)),
            ],
            Columns =
            [
                Id("Ticket", t => t.Id),
                Text("title", "Title", t => t.Title),
                Word("kind", "Kind", t => t.Kind == TicketKind.Unknown ? null : (TicketKind?)t.Kind),
                Word("state", "State", t => (TicketState?)t.State),
                Number("priority", "Priority", t => t.Priority),
                Text("category", "Category", t => t.Category),
                Text("service", "Service", t => t.Service),
                Text("channel", "Channel", t => t.Channel),
                Text("location", "Location", t => t.Location),
                Text("team", "Team", t => t.Team),
                Text("assignee", "Assignee", t => t.Assignee),
                Text("requester", "Requester", t => t.Requester),
                Time("openedAt", "Opened", t => t.OpenedAt),
                Time("respondedAt", "Responded", t => t.RespondedAt),
                Time("resolvedAt", "Resolved", t => t.Resolved),
                Time("closedAt", "Closed", t => t.ClosedAt),
                Time("reopenedAt", "Reopened", t => t.ReopenedAt),
                Time("responseDueAt", "Response due", t => t.ResponseDueAt),
                Time("dueAt", "Due", t => t.DueAt),
                Number("pendingSeconds", "Pending", t => t.PendingSeconds),
                Number("reopens", "Reopens", t => t.Reopens),
                Number("reassignments", "Reassignments", t => t.Reassignments),
                YesNo("escalated", "Escalated", t => t.Escalated),
                Number("rating", "Rating", t => t.Rating),
                Text("outcome", "Outcome", t => OutcomeWord(t.Outcome)),
                Text("url", "Link", t => t.Url),
                Time("updatedAt", "Updated", t => t.UpdatedAt),
                .. Counted,
            ],
        };

    private static string? OutcomeWord(ChangeOutcome? outcome) =>
        outcome switch
        {
            ChangeOutcome.Successful => "successful",
            ChangeOutcome.Failed => "failed",
            ChangeOutcome.BackedOut => "backed_out",
            _ => null,
        };
}
