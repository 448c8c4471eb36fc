using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Benchmarks.History;

/// <summary>
/// A desk of 6 teams, 10 locations, 10 categories and 5 priorities with so many tickets a day: most by day, each
/// opened, answered, moved now and then, resolved, rated and closed.
/// </summary>
internal sealed class BusyDesk
{
    private const int MonthBefore = 32;
    private readonly List<Kpi<Ticket>> kpis = [.. KpiCatalogue.Standard.All.OfType<Kpi<Ticket>>()];
    private readonly PriorityQueue<Ticket, DateTime> changes = new();
    private readonly Dictionary<string, Ticket> rows = [];
    private readonly List<KpiWorkflow<Ticket>> live;

    public BusyDesk(DeskCalendar calendar, DateTime start, int days, int ticketsADay)
    {
        var random = new Random(3);
        for (var number = 0; number < (MonthBefore + days) * ticketsADay; number++)
            Plan(random, number, start.AddDays(-MonthBefore).AddDays((double)number / ticketsADay));
        live = kpis.ConvertAll(kpi =>
            kpi.Start(calendar, new Thresholds(kpi.Definition.Warning, kpi.Definition.Critical))
        );
        while (changes.TryPeek(out _, out var at) && at < start)
            Take(changes.Dequeue());
        foreach (var workflow in live)
        {
            workflow.Load([.. rows.Values], start);
            workflow.TakeCut();
        }
    }

    /// <summary>The KPIs it has.</summary>
    public IReadOnlyList<KpiDefinition> Kpis => kpis.ConvertAll(kpi => kpi.Definition);

    /// <summary>Everything, as told first.</summary>
    public DeskCut Whole(DateTime now) =>
        Cut(now, kpis.Zip(live, (kpi, workflow) => Result(kpi, workflow, now) with { Groups = workflow.Groups() }));

    /// <summary>When something happens next.</summary>
    public DateTime Next(DateTime until)
    {
        var next = changes.TryPeek(out _, out var at) && at < until ? at : until;
        return live.Min(kpi => kpi.NextInstant) is { } instant && instant < next ? instant : next;
    }

    /// <summary>What happened up to an instant.</summary>
    public DeskCut Tick(DateTime now)
    {
        var happened = new List<RowChange<Ticket>>();
        while (changes.TryPeek(out _, out var at) && at <= now)
            happened.Add(Take(changes.Dequeue()));
        var results = new List<KpiResult>();
        foreach (var (kpi, workflow) in kpis.Zip(live))
        {
            workflow.Apply(happened.ToArray(), now);
            if (workflow.TakeCut() is { Changed: true } cut)
                results.Add(
                    Result(kpi, workflow, now) with
                    {
                        Groups = cut.ChangedGroups.IsEmpty ? null : cut.ChangedGroups,
                        EndedGroups = cut.EndedGroups,
                    }
                );
        }
        return Cut(now, results);
    }

    private static DeskCut Cut(DateTime now, IEnumerable<KpiResult> results) =>
        new(new SliceCut(SliceName.Tickets, new Position(1, now.Ticks), now), [.. results]);

    private static KpiResult Result(Kpi<Ticket> kpi, KpiWorkflow<Ticket> workflow, DateTime now) =>
        new()
        {
            Kpi = kpi.Id,
            Value = workflow.Value,
            Rate = workflow.Rate,
            AsOf = now,
            ReadAt = now,
            SliceVersion = "1-1",
            Slice = SliceName.Tickets,
        };

    private RowChange<Ticket> Take(Ticket row)
    {
        var change = new RowChange<Ticket>(rows.GetValueOrDefault(row.Id), row);
        rows[row.Id] = row;
        return change;
    }

    private void Plan(Random random, int number, DateTime day)
    {
        // Eight of ten come from 8 to 18 o'clock.
        var opened = day.Date.AddHours(random.Next(10) < 8 ? 8 + (random.NextDouble() * 10) : random.NextDouble() * 24);
        opened = opened.AddTicks(-(opened.Ticks % TimeSpan.TicksPerMillisecond));
        var ticket = new Ticket
        {
            Id = $"INC{number:0000000}",
            Kind = (TicketKind)random.Next(1, 5),
            State = TicketState.New,
            Priority = random.Next(1, 6),
            Team = $"Team {random.Next(6)}",
            Assignee = $"Person {random.Next(40)}",
            Location = $"Location {random.Next(10)}",
            Category = $"Category {random.Next(10)}",
            OpenedAt = opened,
            DueAt = opened.AddHours(4 + random.Next(72)),
            ResponseDueAt = opened.AddHours(1 + random.Next(4)),
            Reopens = 0,
            Reassignments = 0,
            UpdatedAt = opened,
        };
        Add(ticket, opened);
        var responded = opened.AddSeconds(60 + random.Next(10_000));
        Add(ticket = ticket with { State = TicketState.Open, RespondedAt = responded }, responded);
        if (random.Next(3) == 0)
            Add(ticket = ticket with { Team = $"Team {random.Next(6)}", Reassignments = 1 }, responded.AddMinutes(30));
        var resolved = responded.AddSeconds(3_600 + random.Next(200_000));
        Add(ticket = ticket with { State = TicketState.Resolved, ResolvedAt = resolved }, resolved);
        if (random.Next(4) == 0)
            Add(ticket = ticket with { Rating = random.Next(1, 6) }, resolved.AddHours(3));
        Add(ticket with { State = TicketState.Closed, ClosedAt = resolved.AddDays(2) }, resolved.AddDays(2));
    }

    private void Add(Ticket ticket, DateTime at) => changes.Enqueue(ticket with { UpdatedAt = at }, at);
}
