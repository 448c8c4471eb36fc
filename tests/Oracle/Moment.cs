using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>An instant on a desk: the words of the catalogue that need a clock.</summary>
internal sealed record Moment(DateTime Now, OracleDesk Desk)
{
    /// <summary>Whether now lies in [from, from + length).</summary>
    public bool IsWithin(DateTime? from, TimeSpan length) => from is { } at && Now >= at && Now < at + length;

    public bool IsWithin(DateTime? from, int days) => IsWithin(from, TimeSpan.FromDays(days));

    /// <summary>From an instant to the desk's next midnight after it; no day is as long as two.</summary>
    public bool IsToday(DateTime? from) =>
        from is { } at && Now >= at && Now < at.AddDays(2) && Now < Desk.NextMidnight(at);

    /// <summary>The whole local day that holds an instant.</summary>
    public bool IsOnDayOf(DateTime? at) => at is { } day && Now >= Desk.Midnight(day) && Now < Desk.NextMidnight(day);
}

/// <summary>Words of the catalogue that need the ticket alone.</summary>
internal static class Words
{
    public static bool IsOpen(Ticket t) => t.State is TicketState.New or TicketState.Open or TicketState.Pending;

    public static bool IsIncidentOrRequest(Ticket t) => t.Kind is TicketKind.Incident or TicketKind.Request;

    public static bool IsCriticalIncident(Ticket t) => t.Kind == TicketKind.Incident && t.Priority == 1;

    public static DateTime? Resolved(Ticket t) =>
        t.State == TicketState.Resolved ? t.ResolvedAt
        : t.State == TicketState.Closed ? t.ResolvedAt ?? t.ClosedAt
        : null;
}
