using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>The columns of the data tables.</summary>
public static class Columns
{
    /// <summary>The columns of tickets, in the order they are shown.</summary>
    public static IReadOnlyList<Column<Ticket>> OfTickets { get; } =
    [
        Text<Ticket>("id", "Ticket", t => t.Row.Id),
        Text<Ticket>("title", "Title", t => t.Row.Title),
        Text<Ticket>("kind", "Kind", t => Word<TicketKind>(t.Row.Kind == TicketKind.Unknown ? null : t.Row.Kind)),
        Text<Ticket>("state", "State", t => Word<TicketState>(t.Row.State)),
        Number<Ticket>("priority", "Priority", t => t.Row.Priority),
        Text<Ticket>("category", "Category", t => t.Row.Category),
        Text<Ticket>("service", "Service", t => t.Row.Service),
        Text<Ticket>("channel", "Channel", t => t.Row.Channel),
        Text<Ticket>("location", "Location", t => t.Row.Location),
        Text<Ticket>("team", "Team", t => t.Row.Team),
        Text<Ticket>("assignee", "Assignee", t => t.Row.Assignee),
        Text<Ticket>("requester", "Requester", t => t.Row.Requester),
        Time<Ticket>("openedAt", "Opened", t => t.Row.OpenedAt),
        Time<Ticket>("respondedAt", "Responded", t => t.Row.RespondedAt),
        Time<Ticket>("resolvedAt", "Resolved", t => t.Row.Resolved),
        Time<Ticket>("closedAt", "Closed", t => t.Row.ClosedAt),
        Time<Ticket>("reopenedAt", "Reopened", t => t.Row.ReopenedAt),
        Time<Ticket>("responseDueAt", "Response due", t => t.Row.ResponseDueAt),
        Time<Ticket>("dueAt", "Due", t => t.Row.DueAt),
        Number<Ticket>("pendingSeconds", "Pending", t => t.Row.PendingSeconds),
        Number<Ticket>("reopens", "Reopens", t => t.Row.Reopens),
        Number<Ticket>("reassignments", "Reassignments", t => t.Row.Reassignments),
        YesNo<Ticket>("escalated", "Escalated", t => t.Row.Escalated),
        Number<Ticket>("rating", "Rating", t => t.Row.Rating),
        Text<Ticket>(
            "outcome",
            "Outcome",
            t =>
                t.Row.Outcome switch
                {
                    ChangeOutcome.BackedOut => "backed_out",
                    null or ChangeOutcome.Unknown => null,
                    var known => Word<ChangeOutcome>(known),
                }
        ),
        Text<Ticket>("url", "Link", t => t.Row.Url),
        Time<Ticket>("updatedAt", "Updated", t => t.Row.UpdatedAt),
        Text<Ticket>("part", "Part", t => t.Part),
        Number<Ticket>("own", "Own value", t => t.Own),
    ];

    /// <summary>The columns of interventions, in the order they are shown.</summary>
    public static IReadOnlyList<Column<Intervention>> OfInterventions { get; } =
    [
        Text<Intervention>("id", "Intervention", i => i.Row.Id),
        Text<Intervention>("ticketId", "Ticket", i => i.Row.TicketId),
        Text<Intervention>("title", "Title", i => i.Row.Title),
        Text<Intervention>("state", "State", i => Word<InterventionState>(i.Row.State)),
        Text<Intervention>("location", "Location", i => i.Row.Location),
        Text<Intervention>("address", "Address", i => i.Row.Address),
        Text<Intervention>("contact", "Contact", i => i.Row.Contact),
        Text<Intervention>("team", "Team", i => i.Row.Team),
        Text<Intervention>("technician", "Technician", i => i.Row.Technician),
        Time<Intervention>("startsAt", "Starts", i => i.Row.StartsAt),
        Time<Intervention>("endsAt", "Ends", i => i.Row.EndsAt),
        Time<Intervention>("doneAt", "Done", i => i.Row.DoneAt),
        Text<Intervention>("url", "Link", i => i.Row.Url),
        Time<Intervention>("updatedAt", "Updated", i => i.Row.UpdatedAt),
        Text<Intervention>("part", "Part", i => i.Part),
        Number<Intervention>("own", "Own value", i => i.Own),
    ];

    /// <summary>The columns of a kind of row.</summary>
    public static IReadOnlyList<Column<TRow>> Of<TRow>()
        where TRow : class, ISliceRow =>
        (IReadOnlyList<Column<TRow>>)(typeof(TRow) == typeof(Ticket) ? OfTickets : (object)OfInterventions);

    /// <summary>A column by its name, exactly spelt.</summary>
    /// <exception cref="TableQueryException">There is none; the message lists those there are.</exception>
    public static Column<TRow> Find<TRow>(IReadOnlyList<Column<TRow>> columns, string name)
        where TRow : class, ISliceRow =>
        columns.FirstOrDefault(column => column.Name == name)
        ?? throw new TableQueryException(
            $"There is no column '{name}'. Columns: {string.Join(", ", columns.Select(column => column.Name))}."
        );

    private static string? Word<TWord>(TWord? word)
        where TWord : struct, Enum => word?.ToString().ToLowerInvariant();

    private static TextColumn<TRow> Text<TRow>(string name, string title, Func<Counted<TRow>, string?> read)
        where TRow : class, ISliceRow => new(name, title, read);

    private static NumberColumn<TRow> Number<TRow>(string name, string title, Func<Counted<TRow>, double?> read)
        where TRow : class, ISliceRow => new(name, title, read);

    private static TimeColumn<TRow> Time<TRow>(string name, string title, Func<Counted<TRow>, DateTime?> read)
        where TRow : class, ISliceRow => new(name, title, read);

    private static YesNoColumn<TRow> YesNo<TRow>(string name, string title, Func<Counted<TRow>, bool?> read)
        where TRow : class, ISliceRow => new(name, title, read);
}
