using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Tickets;

/// <summary>
/// The service level clocks of a ticket, in the desk's service time. Pending time is not taken off: due times already
/// allow for it.
/// </summary>
internal static class Sla
{
    private static readonly long Second = TimeSpan.TicksPerSecond;

    public static SlaClocks Of(Ticket ticket, DeskCalendar calendar, DateTime now) =>
        new(
            Clock(ticket.OpenedAt, ticket.ResponseDueAt, ticket.RespondedAt, ticket.IsOpen, calendar, now),
            Clock(ticket.OpenedAt, ticket.DueAt, ticket.Resolved, ticket.IsOpen, calendar, now)
        );

    private static SlaClock? Clock(
        DateTime from,
        DateTime? dueAt,
        DateTime? doneAt,
        bool isOpen,
        DeskCalendar calendar,
        DateTime now
    )
    {
        // A ticket that was cancelled, or closed without the step, has nothing to keep any more.
        if (dueAt is not { } due || (doneAt is null && !isOpen))
            return null;
        var end = doneAt ?? now;
        var state = doneAt is { } done
            ? done <= due
                ? SlaState.Met
                : SlaState.Breached
            : now < due
                ? SlaState.Running
                : SlaState.Overdue;
        var inService = doneAt is null && calendar.ServiceTicks(now.Ticks, now.Ticks + Second) > 0;
        return new SlaClock(
            from,
            due,
            doneAt,
            state,
            Seconds(from, end, calendar),
            Seconds(from, due, calendar),
            inService ? 1 : 0
        );
    }

    private static double Seconds(DateTime from, DateTime to, DeskCalendar calendar) =>
        (double)((decimal)calendar.ServiceTicks(from.Ticks, to.Ticks) / Second);
}
