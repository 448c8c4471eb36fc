using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Reports;

/// <summary>Everything that is told of a period without steps, by one reading.</summary>
internal sealed class FiguresTally(PeriodReading reading, DeskSetup desk, SlaTarget target) : ITicketTally
{
    /// <summary>The tickets it needs.</summary>
    public const PeriodCut Cut =
        PeriodCut.Opened | PeriodCut.Resolved | PeriodCut.Responded | PeriodCut.Reopened | PeriodCut.Open;

    private readonly int[] arrivals = new int[7 * 24];
    private readonly ResolveTimes times = new();
    private readonly AgesByTeam ages = new();
    private readonly KeptDueTimes kept = new(reading.Further);
    private readonly CountsByGroup counts = new();
    private readonly CountsByDay byDay = new(reading.Days, desk.Calendar.Zone);

    public void Begin()
    {
        Array.Clear(arrivals);
        times.Clear();
        ages.Clear();
        kept.Clear();
        counts.Clear();
        byDay.Clear();
    }

    public ValueTask TakeAsync(Ticket ticket, CancellationToken cancellation)
    {
        var days = reading.Days;
        var (opened, resolved) = (days.Holds(ticket.OpenedAt), days.Holds(ticket.Resolved));
        var (responded, reopened) = (days.Holds(ticket.RespondedAt), days.Holds(ticket.ReopenedAt));
        var isOpen = TicketAsOf.IsOpen(ticket, days.AsOf);
        if (!(opened || resolved || responded || reopened || isOpen) || !reading.Passes(ticket))
            return ValueTask.CompletedTask;
        if (opened)
            arrivals[ReportColumns.Hours(desk.Calendar, ticket)]++;
        if (resolved)
            times.Add(ticket.Team, ReportColumns.ToResolve(desk.Calendar, ticket)!.Value);
        if (isOpen)
            ages.Add(ticket.Team, days.AsOf - ticket.OpenedAt);
        kept.Add(
            ticket,
            resolved && ReportColumns.IsResolutionDue(ticket),
            responded && ReportColumns.IsResponseDue(ticket)
        );
        counts.Add(ticket, opened, resolved, reopened, isOpen, isOpen && TicketAsOf.IsOverdue(ticket, days.AsOf));
        byDay.Add(ticket, opened, resolved);
        return ValueTask.CompletedTask;
    }

    /// <summary>What was counted.</summary>
    public PeriodFigures Told()
    {
        var (period, readAt) = (reading.Days.Told(), ReportDays.Milliseconds(reading.At));
        var filter = reading.Query.Filter;
        var all = counts.Told();
        return new PeriodFigures(
            new ArrivalsReport
            {
                Period = period,
                ReadAt = readAt,
                Filter = filter,
                Total = all.All.Opened,
                Cells = [.. arrivals.Chunk(24).Select(hours => hours.ToImmutableArray())],
                Days = Weekdays(),
            },
            times.Told() with
            {
                Period = period,
                ReadAt = readAt,
                Filter = filter,
            },
            ages.Told() with
            {
                Period = period,
                ReadAt = readAt,
                Filter = filter,
            },
            SlaReport
                .AllBy.Concat(reading.Further.All)
                .ToImmutableDictionary(
                    by => by,
                    by => kept.Told(by, target) with { Period = period, ReadAt = readAt, Filter = filter }
                ),
            all
        )
        {
            Days = byDay.Told(),
        };
    }

    /// <summary>How many of each weekday have begun, Monday first.</summary>
    private ImmutableArray<int> Weekdays()
    {
        var (days, weekdays) = (reading.Days, new int[7]);
        for (var day = days.From; day <= days.To; day = day.PlusDays(1))
            if (desk.Calendar.Zone.AtStartOfDay(day).ToDateTimeUtc() < days.AsOf)
                weekdays[(int)day.DayOfWeek - (int)IsoDayOfWeek.Monday]++;
        return [.. weekdays];
    }
}
