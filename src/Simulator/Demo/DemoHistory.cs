using Apollo.Simulator.Database;

namespace Apollo.Simulator.Demo;

/// <summary>The ninety days a new demo desk has behind it.</summary>
internal static class DemoHistory
{
    /// <summary>
    /// Rows as an ITSM would hold them at an instant; the same seed, size and instant give the same rows.
    /// </summary>
    public static DeskRows At(DateTime now, int seed, int tickets, CancellationToken cancellation = default)
    {
        var engine = new DeskEngine(seed, (double)tickets / SetPoints.Tickets, now.AddDays(-SetPoints.Days));
        var ticketRows = new Dictionary<string, TicketRow>(StringComparer.Ordinal);
        var visitRows = new Dictionary<string, InterventionRow>(StringComparer.Ordinal);
        var lines = new List<TicketEvent>();
        while (engine.Next(now, 1) is { } change)
        {
            cancellation.ThrowIfCancellationRequested();
            if (change.Ticket is { } ticket)
                ticketRows[ticket.Id] = ticket;
            if (change.Intervention is { } visit)
                visitRows[visit.Id] = visit;
            lines.AddRange(change.Events);
        }
        return new(
            [.. ticketRows.Values.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal)],
            [.. visitRows.Values.OrderBy(row => row.StartsAt).ThenBy(row => row.Id, StringComparer.Ordinal)],
            lines
        );
    }
}
