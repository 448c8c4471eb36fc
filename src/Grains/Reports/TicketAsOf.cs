using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>
/// How a ticket stood just before an instant, by its own stamps: the same notion as that of the history computed
/// afterwards. A ticket that was reopened has lost its first solution, and counts as open until its last; one that
/// ended without a stamp that says when counts as open until its last update.
/// </summary>
internal static class TicketAsOf
{
    public const string InTime = "in-time";
    public const string Late = "late";
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Cancelled = "cancelled";

    /// <summary>In the order they are shown.</summary>
    public static IReadOnlyList<string> Endings { get; } = [InTime, Late, Open, Overdue, Cancelled];

    /// <summary>When it ended, UTC; null = it is open.</summary>
    public static DateTime? Ended(Ticket ticket) =>
        ticket.IsOpen ? null
        : ticket.State == TicketState.Cancelled ? ticket.ClosedAt ?? ticket.UpdatedAt
        : ticket.ResolvedAt ?? ticket.ClosedAt ?? ticket.UpdatedAt;

    /// <summary>Whether it was there and open.</summary>
    public static bool IsOpen(Ticket ticket, DateTime asOf) => ticket.OpenedAt < asOf && !HasEnded(ticket, asOf);

    /// <summary>Whether it was there, open and past its due time.</summary>
    public static bool IsOverdue(Ticket ticket, DateTime asOf) => IsOpen(ticket, asOf) && ticket.DueAt < asOf;

    /// <summary>How it stood; one that was resolved and had no due time was in time.</summary>
    public static string Ending(Ticket ticket, DateTime asOf) =>
        !HasEnded(ticket, asOf)
            ? ticket.DueAt < asOf
                ? Overdue
                : Open
            : ticket.State == TicketState.Cancelled
                ? Cancelled
                : Ended(ticket) > ticket.DueAt
                    ? Late
                    : InTime;

    private static bool HasEnded(Ticket ticket, DateTime asOf) => Ended(ticket) < asOf;
}
