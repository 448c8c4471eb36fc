using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// A desk of any size, the same for a seed: 10 % of its tickets open, the rest resolved within the last 30 days.
/// </summary>
internal sealed class DeskHistory
{
    public static readonly DateTime Start = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// The dearer kind of calendar: weekly hours with a lunch break, holidays, a zone with clock changes.
    /// </summary>
    public static readonly DeskCalendar Calendar = DeskCalendar.For(
        "Europe/Paris",
        ServiceHours.Parse(
            new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" }.ToDictionary(
                day => day,
                _ => "08:00-12:00,13:00-18:00"
            ),
            ["2026-11-11", "2026-12-25"]
        )
    );

    private static readonly string[] Teams = Names("Team", 20);
    private static readonly string[] People = Names("Technician", 200);
    private static readonly string[] Places = Names("Site", 50);
    private static readonly string[] Categories = Names("Category", 40);
    private readonly Random random;
    private int newest;

    public DeskHistory(int tickets, int seed = 1)
    {
        random = new Random(seed);
        Tickets = new List<Ticket>(tickets + 100_000);
        while (Tickets.Count < tickets)
            Tickets.Add(NewTicket(open: random.Next(10) == 0));
        Interventions = [.. Enumerable.Range(1, Math.Max(1, tickets / 20)).Select(NewIntervention)];
    }

    public List<Ticket> Tickets { get; }

    public IReadOnlyList<Intervention> Interventions { get; }

    /// <summary>
    /// What a desk does next: a ticket is opened, taken, answered, held, resolved, reopened, rated or recategorised.
    /// </summary>
    public RowChange<Ticket> Next(DateTime now)
    {
        if (random.Next(6) == 0)
        {
            var opened = NewTicket(open: true) with
            {
                OpenedAt = now,
                RespondedAt = null,
                Assignee = null,
                UpdatedAt = now,
            };
            Tickets.Add(opened);
            return new RowChange<Ticket>(null, opened);
        }
        var index = random.Next(Tickets.Count);
        var before = Tickets[index];
        var after = (before.IsOpen ? Worked(before, now) : AfterTheEnd(before, now)) with { UpdatedAt = now };
        Tickets[index] = after;
        return new RowChange<Ticket>(before, after);
    }

    private static string[] Names(string kind, int count) =>
        [.. Enumerable.Range(1, count).Select(number => $"{kind} {number}")];

    private Ticket Worked(Ticket ticket, DateTime now) =>
        random.Next(5) switch
        {
            0 => ticket with { State = TicketState.Resolved, ResolvedAt = now },
            1 => ticket with { Assignee = Any(People), Team = Any(Teams), Reassignments = ticket.Reassignments + 1 },
            2 => ticket with { RespondedAt = ticket.RespondedAt ?? now, State = TicketState.Open },
            3 => ticket with { State = TicketState.Pending },
            _ => ticket with { Category = Any(Categories), Priority = 1 + random.Next(5) },
        };

    private Ticket AfterTheEnd(Ticket ticket, DateTime now) =>
        random.Next(4) switch
        {
            0 => ticket with { State = TicketState.Open, ReopenedAt = now, Reopens = ticket.Reopens + 1 },
            1 => ticket with { State = TicketState.Closed, ClosedAt = now },
            2 => ticket with { Rating = 1 + random.Next(5) },
            _ => ticket with { Team = Any(Teams) },
        };

    private Ticket NewTicket(bool open)
    {
        var number = ++newest;
        var resolved = Start.AddSeconds(-random.Next(30 * 86_400)).AddMilliseconds(-random.Next(1000));
        var opened = (
            open ? Start.AddSeconds(-random.Next(40 * 86_400)) : resolved.AddSeconds(-random.Next(60, 10 * 86_400))
        ).AddMilliseconds(-random.Next(1000));
        var responded = opened.AddSeconds(random.Next(4 * 3_600));
        return new Ticket
        {
            Id = $"INC{number:0000000}",
            Title = "Printer prints nothing",
            Kind = random.Next(10) switch
            {
                < 5 => TicketKind.Incident,
                < 8 => TicketKind.Request,
                8 => TicketKind.Problem,
                _ => TicketKind.Change,
            },
            State =
                !open ? TicketState.Resolved
                : random.Next(4) == 0 ? TicketState.Pending
                : TicketState.Open,
            Priority = 1 + random.Next(5),
            Team = Any(Teams),
            Assignee = open && random.Next(10) == 0 ? null : Any(People),
            Location = Any(Places),
            Category = Any(Categories),
            OpenedAt = opened,
            RespondedAt = open && responded > Start ? null : responded,
            ResolvedAt = open ? null : resolved,
            ResponseDueAt = opened.AddHours(2),
            DueAt = opened.AddDays(random.Next(1, 12)),
            PendingSeconds = random.Next(3) == 0 ? random.Next(40_000) : null,
            Reopens = random.Next(12) == 0 ? 1 : 0,
            Reassignments = random.Next(4),
            Rating = random.Next(3) == 0 ? 1 + random.Next(5) : null,
            Outcome = random.Next(5) == 0 ? ChangeOutcome.Failed : ChangeOutcome.Successful,
            UpdatedAt = open ? opened : resolved,
        };
    }

    private Intervention NewIntervention(int number)
    {
        var starts = Start.AddMinutes(random.Next(-30 * 1_440, 14 * 1_440));
        var done = starts < Start;
        return new Intervention
        {
            Id = $"INT{number:000000}",
            State = done ? InterventionState.Done : InterventionState.Planned,
            Team = Any(Teams),
            Technician = Any(People),
            Location = Any(Places),
            StartsAt = starts,
            EndsAt = starts.AddHours(1),
            DoneAt = done ? starts.AddMinutes(random.Next(20, 80)) : null,
            UpdatedAt = Start.AddDays(-1),
        };
    }

    private string Any(string[] names) => names[random.Next(names.Length)];
}
