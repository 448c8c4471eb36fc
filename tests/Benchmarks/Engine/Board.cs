using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Benchmarks.Engine;

/// <summary>All KPIs of one desk with their breakdowns, without grains.</summary>
internal sealed class Board
{
    private static readonly Kpi<Ticket>[] OfTickets = [.. KpiCatalogue.Standard.All.OfType<Kpi<Ticket>>()];
    private static readonly Kpi<Intervention>[] OfInterventions =
    [
        .. KpiCatalogue.Standard.All.OfType<Kpi<Intervention>>(),
    ];
    private static readonly (string, Func<Ticket, string?>)[] Dimensions =
    [
        (Dimension.Team, ticket => ticket.Team),
        (Dimension.Assignee, ticket => ticket.Assignee),
        (Dimension.Location, ticket => ticket.Location),
        (Dimension.Category, ticket => ticket.Category),
        (Dimension.Priority, ticket => ticket.Priority?.ToString(CultureInfo.InvariantCulture)),
    ];
    private readonly KpiWorkflow<Ticket>[] tickets = [.. OfTickets.Select(Start)];
    private readonly KpiWorkflow<Intervention>[] interventions = [.. OfInterventions.Select(Start)];

    public void Load(DeskHistory desk, DateTime now)
    {
        foreach (var kpi in tickets)
        {
            kpi.Load(desk.Tickets, now);
            kpi.TakeCut();
        }
        foreach (var kpi in interventions)
        {
            kpi.Load(desk.Interventions, now);
            kpi.TakeCut();
        }
    }

    /// <summary>
    /// One ticket change through every KPI of tickets, and a clock tick through the others; what each says afterwards
    /// is made too.
    /// </summary>
    /// <returns>How many KPIs had something new to say.</returns>
    public int Apply(RowChange<Ticket> change, DateTime now)
    {
        var said = 0;
        ReadOnlySpan<RowChange<Ticket>> changes = [change];
        foreach (var kpi in tickets)
        {
            kpi.Apply(changes, now);
            if (kpi.TakeCut().Changed)
                said++;
            _ = kpi.NextInstant;
        }
        foreach (var kpi in interventions)
        {
            kpi.Apply([], now);
            if (kpi.TakeCut().Changed)
                said++;
            _ = kpi.NextInstant;
        }
        return said;
    }

    /// <summary>As <see cref="Apply"/>; and what each KPI that changed says: its value and groups.</summary>
    public ImmutableArray<KpiResult> Say(RowChange<Ticket> change, DateTime now)
    {
        var said = ImmutableArray.CreateBuilder<KpiResult>();
        ReadOnlySpan<RowChange<Ticket>> changes = [change];
        for (var index = 0; index < tickets.Length; index++)
        {
            tickets[index].Apply(changes, now);
            if (tickets[index].TakeCut() is { Changed: true } cut)
                said.Add(Result(index, now, cut.ChangedGroups));
        }
        return said.ToImmutable();
    }

    /// <summary>What all KPIs of tickets say, with every group.</summary>
    public ImmutableArray<KpiResult> All(DateTime now) =>
        [.. Enumerable.Range(0, tickets.Length).Select(index => Result(index, now, tickets[index].Groups()))];

    private KpiResult Result(
        int index,
        DateTime now,
        ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>> groups
    ) =>
        new()
        {
            Kpi = OfTickets[index].Id,
            Value = tickets[index].Value,
            AsOf = now,
            SliceVersion = "1-1",
            Groups = groups,
        };

    /// <summary>What the clock alone will do to every KPI within some hours.</summary>
    public IReadOnlyList<Ahead> LookAhead(DateTime now, int hours) =>
        [
            .. tickets.Select(kpi => kpi.LookAhead(now, now.AddHours(hours), 2_000)),
            .. interventions.Select(kpi => kpi.LookAhead(now, now.AddHours(hours), 2_000)),
        ];

    /// <summary>
    /// Every value and group of the ticket KPIs recounted from the rows by LINQ, and held against the living ones.
    /// </summary>
    /// <returns>How many numbers were recounted; all of them were equal.</returns>
    public int Recount(IReadOnlyList<Ticket> rows, DateTime now)
    {
        var numbers = 0;
        for (var index = 0; index < OfTickets.Length; index++)
        {
            var kpi = OfTickets[index];
            var counted = kpi
                .Parts.Select(part =>
                    rows.Where(row => part.Counts(row, DeskHistory.Calendar).Contains(now.Ticks)).ToList()
                )
                .ToArray();
            Same(
                kpi.Id,
                "",
                tickets[index].Value,
                Value(kpi, now, [.. counted.Select((some, part) => Tally(kpi.Parts[part].Measure, some))])
            );
            numbers++;
            var living = tickets[index].Groups();
            foreach (var (dimension, value) in Dimensions)
            {
                var groups = kpi
                    .Parts.Select(
                        (part, at) =>
                            counted[at]
                                .GroupBy(row => value(row) ?? Dimension.NoValue)
                                .ToDictionary(group => group.Key, group => Tally(part.Measure, group))
                    )
                    .ToArray();
                var names = groups.SelectMany(group => group.Keys).Distinct().ToList();
                foreach (var name in names)
                    Same(
                        kpi.Id,
                        name,
                        living[dimension][name],
                        Value(kpi, now, [.. groups.Select(group => group.GetValueOrDefault(name))])
                    );
                if (names.Count != living[dimension].Count)
                    throw new InvalidOperationException($"{kpi.Id}: {dimension} holds a group that ended.");
                numbers += names.Count;
            }
        }
        return numbers;
    }

    private static KpiWorkflow<TRow> Start<TRow>(Kpi<TRow> kpi)
        where TRow : class, ISliceRow =>
        kpi.Start(DeskHistory.Calendar, new Thresholds(kpi.Definition.Warning, kpi.Definition.Critical));

    private static Tally Tally(Measure<Ticket> measure, IEnumerable<Ticket> rows)
    {
        var tally = measure.NewTally();
        foreach (var row in rows)
            tally.Add(measure.Weight(row, DeskHistory.Calendar), measure.Text(row));
        return tally;
    }

    private static double? Value(Kpi<Ticket> kpi, DateTime now, Tally?[] tallies) =>
        kpi.Combine is { } combine ? combine(tallies[0], tallies[1], now.Ticks) : tallies[0]!.Value(now.Ticks);

    private static void Same(string kpi, string group, double? living, double? recounted)
    {
        if (living != recounted)
            throw new InvalidOperationException($"{kpi} {group}: {living} is not {recounted}, the recount.");
    }
}
