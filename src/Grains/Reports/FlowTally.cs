using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>Counts the ways that the tickets opened in a period take through steps.</summary>
internal sealed class FlowTally(PeriodReading reading, ImmutableArray<string> steps) : ITicketTally
{
    private const int FewestSteps = 2;
    private const int MostSteps = 5;
    private readonly Func<Ticket, string?>[] values = [.. steps.Select(step => ValueOf(step, reading))];
    private readonly Dictionary<Way, int> ways = [];
    private int total;

    /// <summary>Checks steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="further">What the desk's tickets are broken down by besides: each is a step too.</param>
    /// <exception cref="ReportQueryException">One is none, they are too few or too many, or one is named
    /// twice.</exception>
    public static void Check(ImmutableArray<string> steps, FurtherNames further)
    {
        var all = FlowReport.AllSteps.AddRange(further.All);
        if (steps.FirstOrDefault(step => !all.Contains(step)) is { } wrong)
            throw Wrong($"There is no step '{wrong}'.");
        if (steps.Length is < FewestSteps or > MostSteps || steps.Distinct().Count() < steps.Length)
            throw Wrong($"Give {FewestSteps} to {MostSteps} steps, each once.");

        ReportQueryException Wrong(string what) => new("steps", $"{what} Steps: {string.Join(", ", all)}.");
    }

    public void Begin()
    {
        ways.Clear();
        total = 0;
    }

    public ValueTask TakeAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (!reading.Days.Holds(ticket.OpenedAt) || !reading.Passes(ticket))
            return ValueTask.CompletedTask;
        total++;
        var way = new Way(Array.ConvertAll(values, value => value(ticket)));
        ways[way] = ways.GetValueOrDefault(way) + 1;
        return ways.Count <= FlowReport.MostPaths
            ? ValueTask.CompletedTask
            : throw new ReportQueryException(
                "steps",
                $"There are more than {FlowReport.MostPaths} different ways through {string.Join(", ", steps)}: "
                    + "leave out a step with many values, or filter the tickets."
            );
    }

    /// <summary>What was counted.</summary>
    public FlowReport Told()
    {
        var nodes = new List<FlowNode>();
        var places = new Dictionary<(int Step, string Value), int>();
        for (var step = 0; step < steps.Length; step++)
            foreach (var node in NodesOf(step))
            {
                places[(step, Key(node.Value))] = nodes.Count;
                nodes.Add(node);
            }
        var paths = ways.Select(way => new FlowPath(
                [.. way.Key.Values.Select((value, step) => places[(step, Key(value))])],
                way.Value
            ))
            .OrderByDescending(path => path.Count)
            .ThenBy(path => path.Nodes, Comparer<ImmutableArray<int>>.Create(Compare))
            .ToImmutableArray();
        return new FlowReport
        {
            Period = reading.Days.Told(),
            ReadAt = ReportDays.Milliseconds(reading.At),
            Filter = reading.Query.Filter,
            Total = total,
            Steps = steps,
            Nodes = [.. nodes],
            Links =
            [
                .. paths
                    .SelectMany(path =>
                        path.Nodes.Zip(path.Nodes.Skip(1), (from, to) => (From: from, To: to, path.Count))
                    )
                    .GroupBy(link => (link.From, link.To), link => link.Count)
                    .OrderBy(link => link.Key)
                    .Select(link => new FlowLink(link.Key.From, link.Key.To, link.Sum())),
            ],
            Paths = paths,
        };
    }

    private IEnumerable<FlowNode> NodesOf(int step)
    {
        var nodes = ways.GroupBy(way => Key(way.Key.Values[step]), way => (way.Key.Values[step], way.Value))
            .Select(same => new FlowNode(steps[step], same.First().Item1, same.Sum(way => way.Value)));
        return steps[step] switch
        {
            FlowReport.Ending => nodes.OrderBy(node => TicketAsOf.Endings.ToList().IndexOf(node.Value!)),
            Dimension.Priority => nodes.OrderBy(node => node.Value ?? "9", StringComparer.Ordinal),
            _ => nodes
                .OrderBy(node => node.Value is null)
                .ThenByDescending(node => node.Count)
                .ThenBy(node => node.Value, StringComparer.Ordinal),
        };
    }

    private static Func<Ticket, string?> ValueOf(string step, PeriodReading reading) =>
        step == FlowReport.Ending ? ticket => TicketAsOf.Ending(ticket, reading.Days.AsOf) : ReportGroups.Of(step);

    /// <summary>A value as a key: no value is another than every text.</summary>
    private static string Key(string? value) => value is null ? "" : "=" + value;

    private static int Compare(ImmutableArray<int> one, ImmutableArray<int> other) =>
        one.AsSpan().SequenceCompareTo(other.AsSpan());

    private readonly struct Way(string?[] values) : IEquatable<Way>
    {
        public string?[] Values => values;

        public bool Equals(Way other) => values.AsSpan().SequenceEqual(other.Values);

        public override bool Equals(object? obj) => obj is Way other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in values)
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
