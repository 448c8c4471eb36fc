using System.Collections.Immutable;
using Apollo.Model;
using NodaTime;
using NodaTime.Text;

namespace Apollo.Grains.Reports;

/// <summary>How many tickets came and went by day of the period, and how those that went kept their due time.</summary>
/// <param name="days">The period.</param>
/// <param name="zone">The desk's zone.</param>
internal sealed class CountsByDay(ReportDays days, DateTimeZone zone)
{
    private readonly Counted[] counts =
    [
        .. Enumerable.Range(0, Period.DaysBetween(days.From, days.To) + 1).Select(_ => new Counted()),
    ];

    public void Clear() => Array.ForEach(counts, one => one.Clear());

    /// <param name="ticket">The ticket.</param>
    /// <param name="opened">It was opened in the period.</param>
    /// <param name="resolved">It was resolved in the period.</param>
    public void Add(Ticket ticket, bool opened, bool resolved)
    {
        if (opened)
            On(ticket.OpenedAt).Opened++;
        if (resolved)
            On(ticket.Resolved!.Value).Resolve(ticket);
    }

    /// <summary>What was counted, first day first.</summary>
    public ImmutableArray<PeriodDay> Told() =>
        [.. counts.Select((one, at) => one.Told(LocalDatePattern.Iso.Format(days.From.PlusDays(at))))];

    private Counted On(DateTime instant) =>
        counts[Period.DaysBetween(days.From, Instant.FromDateTimeUtc(instant).InZone(zone).Date)];

    private sealed class Counted
    {
        private int resolved;
        private int due;
        private int inTime;

        public int Opened { get; set; }

        public void Clear() => (Opened, resolved, due, inTime) = (0, 0, 0, 0);

        public void Resolve(Ticket ticket)
        {
            resolved++;
            if (!ReportColumns.IsResolutionDue(ticket))
                return;
            due++;
            inTime += ticket.Resolved <= ticket.DueAt ? 1 : 0;
        }

        public PeriodDay Told(string day) => new(day, Opened, resolved, due, inTime);
    }
}
