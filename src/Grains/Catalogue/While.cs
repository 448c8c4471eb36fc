using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>
/// When a ticket counts: the filters of the catalogue's rows. Each answers with a span; they combine by intersection.
/// </summary>
internal static class While
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Filter<Ticket> Open { get; } = (t, _) => Span.When(t.IsOpen);

    public static Filter<Ticket> OnHold { get; } = (t, _) => Span.When(t.State == TicketState.Pending);

    public static Filter<Ticket> Unassigned { get; } = (t, _) => Span.When(t.Assignee is null);

    public static Filter<Ticket> Assigned { get; } = (t, _) => Span.When(t.Assignee is not null);

    public static Filter<Ticket> NotResponded { get; } = (t, _) => Span.When(t.RespondedAt is null);

    public static Filter<Ticket> IncidentOrRequest { get; } =
        (t, _) => Span.When(t.Kind is TicketKind.Incident or TicketKind.Request);

    public static Filter<Ticket> CriticalIncident { get; } =
        (t, _) => Span.When(t.Kind == TicketKind.Incident && t.Priority == 1);

    public static Filter<Ticket> SinceOpened { get; } = (t, _) => Span.Since(t.OpenedAt);

    public static Filter<Ticket> OpenedToday { get; } =
        (t, calendar) => new(t.OpenedAt.Ticks, calendar.NextMidnight(t.OpenedAt.Ticks));

    public static Filter<Ticket> ResolvedToday { get; } =
        (t, calendar) => t.Resolved is { } at ? new(at.Ticks, calendar.NextMidnight(at.Ticks)) : Span.Never;

    public static Filter<Ticket> ReopenedToday { get; } =
        (t, calendar) => t.ReopenedAt is { } at ? new(at.Ticks, calendar.NextMidnight(at.Ticks)) : Span.Never;

    /// <summary>
    /// From the due time to the next midnight after it, where the ticket is open, or was resolved after it.
    /// </summary>
    public static Filter<Ticket> BreachedToday { get; } =
        (t, calendar) =>
            t.DueAt is { } due && (t.IsOpen || t.Resolved > due)
                ? new(due.Ticks, calendar.NextMidnight(due.Ticks))
                : Span.Never;

    public static Filter<Ticket> PastDue { get; } = (t, _) => t.DueAt is { } due ? Span.Since(due) : Span.Never;

    public static Filter<Ticket> ResponsePastDue { get; } =
        (t, _) => t.ResponseDueAt is { } due ? Span.Since(due) : Span.Never;

    public static Filter<Ticket> HasDue { get; } = (t, _) => Span.When(t.DueAt is not null);

    public static Filter<Ticket> HasResponseDue { get; } = (t, _) => Span.When(t.ResponseDueAt is not null);

    public static Filter<Ticket> KnownReopens { get; } = (t, _) => Span.When(t.Reopens is not null);

    public static Filter<Ticket> KnownReassignments { get; } = (t, _) => Span.When(t.Reassignments is not null);

    public static Filter<Ticket> Rated { get; } = (t, _) => Span.When(t.Rating is not null);

    public static Filter<Ticket> ChangeWithOutcome { get; } =
        (t, _) => Span.When(t.Kind == TicketKind.Change && t.Outcome is not (null or ChangeOutcome.Unknown));

    public static Filter<Ticket> Kind(TicketKind kind) => (t, _) => Span.When(t.Kind == kind);

    public static Filter<Ticket> OlderThan(int days) => (t, _) => Span.Since(t.OpenedAt + (days * Day));

    public static Filter<Ticket> UntouchedFor(int days) => (t, _) => Span.Since(t.UpdatedAt + (days * Day));

    public static Filter<Ticket> OpenedWithin(TimeSpan time) => (t, _) => Span.For(t.OpenedAt, time);

    public static Filter<Ticket> ResolvedWithin(int days) =>
        (t, _) => t.Resolved is { } at ? Span.For(at, days * Day) : Span.Never;

    public static Filter<Ticket> RespondedWithin(int days) =>
        (t, _) => t.RespondedAt is { } at ? Span.For(at, days * Day) : Span.Never;

    public static Filter<Ticket> DueWithin(TimeSpan time) =>
        (t, _) => t.DueAt is { } due ? Span.For(due - time, time) : Span.Never;
}
