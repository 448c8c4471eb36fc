using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>
/// The columns of a period's tickets: those of the lists, and what reports tell of a ticket, so that each figure's
/// tickets can be asked for.
/// </summary>
internal static class ReportColumns
{
    private static readonly HashSet<string> OfOneTicket = ["id", "title", "assignee", "requester", "url"];
    private static readonly HashSet<string> OfANumber = ["part", "own"];

    /// <summary>All of them.</summary>
    /// <param name="calendar">The desk's.</param>
    /// <param name="asOf">As of when tickets are told, UTC.</param>
    /// <param name="further">What the desk's tickets are broken down by besides.</param>
    public static IReadOnlyList<Column<Ticket>> Of(DeskCalendar calendar, DateTime asOf, FurtherNames further) =>
        [
            .. TicketRows.Kind.With(further).Columns.Where(column => !OfANumber.Contains(column.Name)),
            ColumnsOf<Ticket>.Text(FlowReport.Ending, "Ending", t => TicketAsOf.Ending(t, asOf)),
            ColumnsOf<Ticket>.Number("weekday", "Weekday", t => Hours(calendar, t) / 24 + 1),
            ColumnsOf<Ticket>.Number("hour", "Hour", t => Hours(calendar, t) % 24),
            ColumnsOf<Ticket>.Number("timeToResolve", "Time to resolve", t => Seconds(ToResolve(calendar, t))),
            ColumnsOf<Ticket>.Number("age", "Age", t => Seconds((asOf - t.OpenedAt).Ticks)),
            ColumnsOf<Ticket>.YesNo(
                "resolvedInTime",
                "Resolved in time",
                t => IsResolutionDue(t) ? t.Resolved <= t.DueAt : null
            ),
            ColumnsOf<Ticket>.YesNo(
                "respondedInTime",
                "Responded in time",
                t => IsResponseDue(t) ? t.RespondedAt <= t.ResponseDueAt : null
            ),
        ];

    /// <summary>Those that a filter of figures may name for who may not see every row: none of them tells one ticket
    /// or one person from the others.</summary>
    public static IReadOnlyList<Column<Ticket>> OfFigures(IReadOnlyList<Column<Ticket>> columns) =>
        [.. columns.Where(column => !OfOneTicket.Contains(column.Name))];

    /// <summary>It was resolved, and had a due time.</summary>
    public static bool IsResolutionDue(Ticket ticket) => ticket is { Resolved: not null, DueAt: not null };

    /// <summary>It was responded to, and had a due time for that.</summary>
    public static bool IsResponseDue(Ticket ticket) => ticket is { RespondedAt: not null, ResponseDueAt: not null };

    /// <summary>Service time from opened to resolved less the time on hold, ticks; null = it is not resolved.</summary>
    public static long? ToResolve(DeskCalendar calendar, Ticket ticket) =>
        ticket.Resolved is null ? null : Measures.ToResolve.Ticks(ticket, calendar);

    /// <summary>Hour of the desk's week in which it was opened, from Monday 00:00 on.</summary>
    public static int Hours(DeskCalendar calendar, Ticket ticket) => calendar.QuarterOfWeek(ticket.OpenedAt.Ticks) / 4;

    private static double? Seconds(long? ticks) =>
        ticks is { } all ? (double)((decimal)all / TimeSpan.TicksPerSecond) : null;
}
