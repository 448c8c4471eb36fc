using Apollo.Simulator.Database;
using Apollo.Simulator.Demo;

namespace Apollo.Simulator.Tests;

/// <summary>
/// A demo desk without a database: its ninety days of history, taken up from its rows as after a start, and lived on
/// from there.
/// </summary>
internal sealed class LivedDesk
{
    private readonly Dictionary<string, TicketRow> tickets;
    private readonly Dictionary<string, InterventionRow> interventions;
    private readonly DeskEngine engine;

    public LivedDesk(int seed, DateTime start)
    {
        var rows = DemoHistory.At(start, seed, SetPoints.Tickets);
        tickets = rows.Tickets.ToDictionary(row => row.Id, StringComparer.Ordinal);
        interventions = rows.Interventions.ToDictionary(row => row.Id, StringComparer.Ordinal);
        engine = new DeskEngine(unchecked(seed ^ (int)(start.Ticks / TimeSpan.TicksPerMillisecond)), 1, start)
        {
            Lively = true,
        };
        var since = start.AddDays(-30);
        var holds = rows
            .Events.Where(line =>
                line.Kind == TicketEventKinds.State && tickets[line.TicketId].State == TicketStates.Pending
            )
            .GroupBy(line => line.TicketId, StringComparer.Ordinal);
        engine.Load(
            new(
                [
                    .. rows.Tickets.Where(row =>
                        row.IsOpen || row.State == TicketStates.Resolved || row.UpdatedAt >= since
                    ),
                ],
                [
                    .. rows.Interventions.Where(row =>
                        row.State is InterventionStates.Planned or InterventionStates.Underway || row.UpdatedAt >= since
                    ),
                ],
                [.. holds.Select(lines => lines.MaxBy(line => line.At)!)]
            ),
            tickets.Keys.Concat(interventions.Keys)
        );
        At = start;
    }

    public DateTime At { get; private set; }

    public IReadOnlyCollection<TicketRow> Tickets => tickets.Values;

    public IReadOnlyCollection<InterventionRow> Interventions => interventions.Values;

    public IEnumerable<TicketRow> Open => tickets.Values.Where(row => row.IsOpen);

    public void LiveUntil(DateTime at)
    {
        while (engine.Next(at, 1) is { } change)
        {
            if (change.Ticket is { } ticket)
                tickets[ticket.Id] = ticket;
            if (change.Intervention is { } visit)
                interventions[visit.Id] = visit;
        }
        At = at;
    }

    /// <summary>
    /// How often a technician is planned in two places at once, of visits that start within some days.
    /// </summary>
    public int Conflicts(DateTime from, int days)
    {
        var visits = Interventions
            .Where(visit =>
                visit.State != InterventionStates.Cancelled
                && visit.StartsAt >= from
                && visit.StartsAt < from.AddDays(days)
            )
            .ToList();
        return visits
            .SelectMany(
                (one, i) =>
                    visits
                        .Skip(i + 1)
                        .Where(other =>
                            one.Technician == other.Technician
                            && one.StartsAt < other.EndsAt
                            && other.StartsAt < one.EndsAt
                        )
            )
            .Count();
    }
}
