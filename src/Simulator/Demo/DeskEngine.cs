using Apollo.Simulator.Database;

namespace Apollo.Simulator.Demo;

/// <summary>
/// The demo desk as chance processes: each kind of action has a rate that follows the hour and how the desk stands, and
/// the next action is drawn from all of them. Nothing is planned ahead, so a desk can be taken up again from its rows
/// alone.
/// </summary>
internal sealed partial class DeskEngine
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(2);

    private readonly SetPoints aim;
    private readonly Dice dice;
    private readonly ServiceClock clock = new();
    private readonly List<Case> open = [];
    private readonly List<Case> resolved = [];
    private readonly List<Visit> visits = [];
    private readonly Queue<(DateTime At, bool InTime)> criticalResolved = new();
    private readonly (Func<double> PerHour, Func<DeskChange?> Act)[] processes;
    private readonly double[] rates;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal)
    {
        ["INC"] = 45000,
        ["REQ"] = 18000,
        ["PRB"] = 100,
        ["CHG"] = 3000,
        ["INT"] = 7000,
    };

    private Census census;
    private double asking;
    private double working;
    private (DateTime Day, int Count) reopenedToday;

    /// <summary>An empty desk at an instant.</summary>
    public DeskEngine(int seed, double size, DateTime start)
    {
        dice = new Dice(seed);
        aim = new SetPoints(size);
        At = start;
        processes =
        [
            (() => aim.ArrivalsPerHour * asking, Arrive),
            (CriticalArrivals, ArriveCritical),
            (Responses, Respond),
            (() => aim.ArrivalsPerHour * .5 * asking * Squared(census.Unassigned / aim.Unassigned), AssignTriaged),
            (() => aim.ArrivalsPerHour * .95 * working, Reassign),
            (() => Chatter(2.5, 90) * Math.Exp(.15 * (aim.OnHold - census.OnHold) / aim.Size), Hold),
            (
                () =>
                    (Chatter(2.5, 90) * Math.Exp(.15 * (census.OnHold - aim.OnHold) / aim.Size))
                    + (6 * census.HeldButDue),
                Resume
            ),
            (() => Chatter(6, 240), Comment),
            (() => aim.ArrivalsPerHour * .03 * working, Escalate),
            (CriticalResolutions, ResolveCritical),
            (() => Paced(.44, .12, census.Incidents, aim.Incidents), () => ResolveKind(TicketKinds.Incident)),
            (() => Paced(.34, .12, census.Requests, aim.Requests), () => ResolveKind(TicketKinds.Request)),
            (() => 4 * working * Math.Max(0, census.DueSoon - (2 * aim.Size)), ResolveDue),
            (() => Paced(.009, .5, census.Problems, aim.Problems), ResolveProblem),
            (() => Paced(.06, .4, census.Changes, aim.Changes), ResolveChange),
            (() => Paced(.1, .15, census.Wishes, aim.Wishes), EndWish),
            (() => aim.ArrivalsPerHour * .03 * working, Reopen),
            (() => Closings / 24, Close),
            (() => aim.ArrivalsPerHour * .38 * asking, Rate),
            (() => .8 * aim.Size * working * Math.Exp(.15 * (aim.Visits - PlannedVisits) / aim.Size), PlanVisit),
            (() => 12 * VisitsToStart, StartVisit),
            (() => 12 * VisitsToFinish, FinishVisit),
            (() => Math.Max(0, OverdueVisits - aim.OverdueVisits) * Math.Max(working, .1), FinishOverdueVisit),
            (() => .06 * working, CancelVisit),
            (() => Chatter(.15, 1), MoveVisit),
        ];
        rates = new double[processes.Length];
    }

    /// <summary>How far the desk has lived.</summary>
    public DateTime At { get; private set; }

    /// <summary>
    /// Live, people write far more often than a history needs to record, so that a viewer sees data move within seconds
    /// at any hour.
    /// </summary>
    public bool Lively { get; set; }

    /// <summary>Open tickets.</summary>
    public int OpenCount => open.Count;

    /// <summary>Takes up a desk from its rows.</summary>
    /// <param name="rows">Tickets and interventions that can still move or moved lately; of tickets on hold, since
    /// when.</param>
    /// <param name="ids">Every id given out.</param>
    public void Load(DeskRows rows, IEnumerable<string> ids)
    {
        var holds = rows.Events.ToDictionary(hold => hold.TicketId, hold => hold.At, StringComparer.Ordinal);
        foreach (
            var row in rows
                .Tickets.OrderBy(row => row.ResolvedAt ?? row.OpenedAt)
                .ThenBy(row => row.Id, StringComparer.Ordinal)
        )
        {
            var item = new Case(row);
            if (row.State == TicketStates.Pending)
                item.HeldSince = holds.TryGetValue(row.Id, out var since) ? since : row.UpdatedAt;
            if (row.IsOpen)
                open.Add(item);
            else if (row.State == TicketStates.Resolved)
                resolved.Add(item);
            if (item.Critical && row is { ResolvedAt: { } at, DueAt: { } due })
                criticalResolved.Enqueue((at, at <= due));
        }
        visits.AddRange(
            rows.Interventions.Where(row => row.State is InterventionStates.Planned or InterventionStates.Underway)
                .Select(row => new Visit(row))
        );
        foreach (var id in ids)
        {
            var dash = id.IndexOf('-', StringComparison.Ordinal);
            if (
                dash > 0
                && numbers.TryGetValue(id[..dash], out var number)
                && int.TryParse(id[(dash + 1)..], out var given)
                && given > number
            )
                numbers[id[..dash]] = given;
        }
    }

    /// <summary>
    /// Lives on until the next action, at most until an instant; null when nothing happens before it.
    /// </summary>
    /// <param name="until">How far to live.</param>
    /// <param name="speed">Multiplies all rates, not the clock.</param>
    public DeskChange? Next(DateTime until, double speed)
    {
        while (At < until)
        {
            var total = Weigh() * speed;
            var wait = TimeSpan.FromHours(Math.Min(dice.Wait(1 / total), 1000));
            // Rates follow the clock: a long wait is cut and drawn anew, which changes nothing for chance without
            // memory.
            var limit = until - At < LongestStep ? until - At : LongestStep;
            if (wait >= limit)
            {
                At += limit;
                continue;
            }
            At = (At + wait).ToMillisecond();
            if (Draw(total / speed)() is { } change)
                return change;
        }
        return null;
    }

    private double Weigh()
    {
        census = Census.Of(open, At);
        TakeVisits();
        var local = clock.Local(At);
        (asking, working) = (Rhythm.AskingAt(local), Rhythm.WorkingAt(local));
        var total = 0.0;
        for (var i = 0; i < rates.Length; i++)
            total += rates[i] = processes[i].PerHour();
        return total;
    }

    private Func<DeskChange?> Draw(double total)
    {
        var point = dice.Next() * total;
        for (var i = 0; i < rates.Length; i++)
            if ((point -= rates[i]) < 0)
                return processes[i].Act;
        return () => null;
    }

    /// <summary>
    /// A rate that carries its share of the arrivals off, faster above its set point and slower below.
    /// </summary>
    private double Paced(double share, double gain, int count, double target) =>
        aim.ArrivalsPerHour
        * share
        * working
        * (Rhythm.AskingHoursPerWeek / Rhythm.WorkingHoursPerWeek)
        * Math.Exp(Math.Min(6, gain * (count - target) / aim.Size));

    private double Chatter(double history, double live) =>
        (Lively ? live * Math.Max(working, .8) / 1.6 : history * working) * aim.Size;

    private static double Squared(double value) => value * value;

    private string NewId(string prefix) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{++numbers[prefix]}");

    /// <summary>Applies a change to a ticket and words it.</summary>
    private DeskChange Changed(Case item, TicketRow row, params TicketEvent[] lines)
    {
        item.Row = row with { UpdatedAt = At };
        return new(At, item.Row, null, lines);
    }

    private TicketEvent Line(Case item, string? author, string kind, string text) =>
        new(item.Row.Id, At, author, kind, text);

    private Case? Pick(Func<Case, double> weight) => dice.Weighed(open, weight);
}
