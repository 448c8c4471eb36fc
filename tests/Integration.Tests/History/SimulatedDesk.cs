using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;
using Apollo.Oracle;

namespace Apollo.Integration.Tests.History;

/// <summary>
/// A desk whose tickets live by chance and whose KPIs follow them and the clock, second by second where something
/// happens; it remembers every version of every row, for a recount of any instant.
/// </summary>
internal sealed class SimulatedDesk
{
#pragma warning disable CA5394 // Test data, not secrets.
    public static readonly DeskCalendar Paris = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
    private static readonly string[] Teams = ["Network", "Workplace", "Field"];
    private readonly List<Kpi<Ticket>> kpis = [.. KpiCatalogue.Standard.All.OfType<Kpi<Ticket>>()];
    private readonly List<(DateTime At, Ticket Row)> written = [];
    private readonly Dictionary<string, Ticket> itsm = [];
    private readonly Dictionary<string, Ticket> read = [];
    private readonly Random random = new(7);
    private List<KpiWorkflow<Ticket>> live = [];
    private int number;

    /// <summary>The KPIs it has.</summary>
    public IReadOnlyList<KpiDefinition> Kpis => kpis.ConvertAll(kpi => kpi.Definition);

    /// <summary>When something happened, in order.</summary>
    public List<DateTime> Ticks { get; } = [];

    /// <summary>The next instant at which a number moves by itself.</summary>
    public DateTime? NextInstant => live.Min(kpi => kpi.NextInstant);

    /// <summary>Somebody works in the ITSM: a ticket is new or goes on.</summary>
    public void Work(DateTime now)
    {
        var open = itsm.Values.Where(ticket => ticket.State is TicketState.New or TicketState.Open).ToList();
        var row = random.Next(3) == 0 || open.Count < 5 ? New(now) : GoOn(open[random.Next(open.Count)], now);
        itsm[row.Id] = row;
        written.Add((now, row));
    }

    /// <summary>Apollo starts: it reads all rows.</summary>
    public DeskCut Start(DateTime now)
    {
        read.Clear();
        foreach (var (id, row) in itsm)
            read[id] = row;
        Ticks.Add(now);
        live = kpis.ConvertAll(kpi =>
        {
            var workflow = kpi.Start(Paris, new Thresholds(kpi.Definition.Warning, kpi.Definition.Critical));
            workflow.Load([.. read.Values], now);
            workflow.TakeCut();
            return workflow;
        });
        return Cut(
            now,
            kpis.Zip(live, (kpi, workflow) => Result(kpi, workflow, now) with { Groups = workflow.Groups() })
        );
    }

    /// <summary>The clock moves, and what changed in the ITSM is read where it can be.</summary>
    public DeskCut Tick(DateTime now, bool canRead)
    {
        Ticks.Add(now);
        var changes = !canRead
            ? []
            : itsm
                .Values.Where(row => read.GetValueOrDefault(row.Id) != row)
                .Select(row => new RowChange<Ticket>(read.GetValueOrDefault(row.Id), row))
                .ToArray();
        foreach (var change in changes)
            read[change.After!.Id] = change.After;
        var results = new List<KpiResult>();
        foreach (var (kpi, workflow) in kpis.Zip(live))
        {
            workflow.Apply(changes, now);
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

    /// <summary>All numbers at an instant, by the rows as they were then.</summary>
    public IReadOnlyDictionary<string, Recounted> Recount(DateTime at)
    {
        var rows = new Dictionary<string, Ticket>();
        foreach (var (when, row) in written)
            if (when <= at)
                rows[row.Id] = row;
        return Oracle.Recount.All(rows.Values, [], at, new OracleDesk("Europe/Paris"));
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

    private Ticket New(DateTime now) =>
        new()
        {
            Id = $"INC-{++number}",
            Kind = (TicketKind)random.Next(1, 5),
            State = TicketState.New,
            Priority = random.Next(1, 6),
            Team = random.Next(8) == 0 ? null : Teams[random.Next(Teams.Length)],
            Location = random.Next(2) == 0 ? "Lyon" : "Oslo",
            Category = random.Next(2) == 0 ? "Mail" : "Printer",
            OpenedAt = now,
            DueAt = now.AddSeconds(random.Next(600, 200_000)),
            ResponseDueAt = now.AddSeconds(random.Next(60, 20_000)),
            Reopens = 0,
            Reassignments = 0,
            UpdatedAt = now,
        };

    private Ticket GoOn(Ticket ticket, DateTime now) =>
        random.Next(4) switch
        {
            0 => ticket with { State = TicketState.Open, RespondedAt = ticket.RespondedAt ?? now, UpdatedAt = now },
            1 => ticket with { Team = Teams[random.Next(Teams.Length)], UpdatedAt = now },
            2 => ticket with { Priority = random.Next(1, 6), Assignee = "Ana", UpdatedAt = now },
            _ => ticket with
            {
                State = TicketState.Resolved,
                RespondedAt = ticket.RespondedAt ?? now,
                ResolvedAt = now,
                Rating = random.Next(1, 6),
                UpdatedAt = now,
            },
        };
}
