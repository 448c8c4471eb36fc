using System.Collections.Immutable;
using System.Globalization;
using Apollo.Benchmarks.Engine;
using Apollo.Grains.Alerts;
using Apollo.Grains.Catalogue;
using Apollo.Model;

namespace Apollo.Benchmarks.Alerts;

/// <summary>
/// What 1,000 rules and 10,000 tickets that are due within the hour cost at 50 changes a second: from each cut of the
/// desk until what fires is shown; beside it, in the same run, the engine's own work for that cut.
/// </summary>
internal static class AlertsBench
{
    private const int Rules = 1_000;
    private const int Due = 10_000;
    private const int Changes = 3_000;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    public static Task<int> RunAsync(string[] args)
    {
        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Run(200, isShown: false);
        Console.WriteLine("| of each cut | p50 ms | p99 ms | max ms |");
        Console.WriteLine("|---|---:|---:|---:|");
        Run(Changes, isShown: true);
        return Task.FromResult(0);
    }

    private static void Run(int changes, bool isShown)
    {
        var (board, desk, now) = (new Board(), new DeskHistory(100_000), DeskHistory.Start);
        board.Load(desk, now);
        var alerts = new DeskAlerts(DeskHistory.Calendar, TimeSpan.FromSeconds(10), _ => true, Whom.Nobody);
        alerts.Restore(
            SomeRules(board.All(now)).Select(rule => (rule, ImmutableArray<GroupState>.Empty)),
            [],
            ImmutableDictionary<string, DateTime>.Empty
        );
        var since = now;
        Take(alerts, board.All(now), now, since);
        var watch = Watching(desk, now);
        var (engine, beside) = (new double[changes], new double[changes]);
        for (var index = 0; index < changes; index++)
        {
            now += Every;
            var change = desk.Next(now);
            var begun = OwnTime.Now;
            var said = board.Say(change, now);
            engine[index] = (OwnTime.Now - begun) / 1e6;
            begun = OwnTime.Now;
            Take(alerts, said, now, since);
            watch.Apply(change);
            foreach (var (rule, ticket, at) in watch.Take(now))
                alerts.Look(rule.Id, ticket.Id, ticket, at);
            alerts.Shown.Drain();
            beside[index] = (OwnTime.Now - begun) / 1e6;
        }
        if (!isShown)
            return;
        Write("the engine: all KPIs of tickets", engine);
        Write($"alerts: {Rules:N0} rules, {Due:N0} tickets due within the hour", beside);
        Console.WriteLine();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Alerts ÷ engine: {beside.Average() / engine.Average():0.00}; at 50 cuts a second they take "
                    + $"{beside.Average() * 50 / 10:0.0} % of one core, beside the tick. "
                    + $"{alerts.Shown.Standing.Count:N0} alerts stand."
            )
        );
    }

    private static void Take(DeskAlerts alerts, ImmutableArray<KpiResult> said, DateTime now, DateTime since) =>
        alerts.Take(
            new DeskCuts(
                new Position(1, 1),
                null,
                [new DeskCut(new SliceCut(SliceName.Tickets, new Position(1, 1), now), said)],
                Slices: [new SliceRead(SliceName.Tickets, now, since)]
            ),
            now
        );

    /// <summary>Half on the whole desk, half on single teams: limits around what the numbers are now.</summary>
    private static IEnumerable<AlertRule> SomeRules(ImmutableArray<KpiResult> all)
    {
        var random = new Random(1);
        for (var number = 0; number < Rules; number++)
        {
            var kpi = all[number % all.Length];
            var teams = kpi.Groups?.GetValueOrDefault(Dimension.Team);
            var group =
                number % 2 == 0 || teams is not { Count: > 0 } ? null : teams.Keys.ElementAt(number % teams.Count);
            var value = (group is null ? kpi.Value : teams![group]) ?? 1;
            yield return new AlertRule
            {
                Id = $"r{number}",
                Name = $"Rule {number}",
                Kpi = kpi.Kpi,
                Dimension = group is null ? null : Dimension.Team,
                Group = group,
                Above = KpiCatalogue.Standard.Find(kpi.Kpi)!.Definition.Better != Better.Higher,
                Warning = new AlertLevel(value * (0.9 + 0.2 * random.NextDouble()), 30),
                Critical = null,
                Enabled = true,
            };
        }
    }

    private static TicketWatch Watching(DeskHistory desk, DateTime now)
    {
        var random = new Random(2);
        var rule = RuleKinds.Whole(
            new AlertRule
            {
                Id = "due",
                Name = "Due",
                Kpi = "",
                Kind = AlertKind.Ticket,
                Of = AlertOf.Due,
                Enabled = true,
            }
        );
        var watch = new TicketWatch(DeskHistory.Calendar);
        watch.Set(rule, rule.Id);
        watch.Load(
            desk.Tickets.Take(Due)
                .Select(ticket =>
                    ticket with
                    {
                        State = TicketState.Open,
                        ResolvedAt = null,
                        ClosedAt = null,
                        DueAt = now.AddHours(random.NextDouble()),
                    }
                )
        );
        return watch;
    }

    private static void Write(string what, double[] took)
    {
        Array.Sort(took);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {took[took.Length / 2]:0.00} | {took[took.Length * 99 / 100]:0.00} | {took[^1]:0.00} |"
            )
        );
    }
}
