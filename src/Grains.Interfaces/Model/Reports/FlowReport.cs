using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// The tickets opened in a period, along steps: the counts of each step's nodes add up to the total, and so do those of
/// the links between two steps.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.FlowReport")]
public sealed record FlowReport
{
    /// <summary>The steps there are.</summary>
    public static ImmutableArray<string> AllSteps { get; } =
    ["channel", "category", "team", "location", "priority", "kind", "service", Ending];

    /// <summary>The steps where none are asked for.</summary>
    public static ImmutableArray<string> UsualSteps { get; } = ["channel", "category", "team", Ending];

    /// <summary>The step that tells how tickets stand as of the period's end.</summary>
    public const string Ending = "ending";

    /// <summary>Most different ways through the steps; more are refused.</summary>
    public const int MostPaths = 20_000;

    /// <summary>The days.</summary>
    [Id(0)]
    public required ReportPeriod Period { get; init; }

    /// <summary>When the ITSM was read, Unix ms.</summary>
    [Id(1)]
    public long ReadAt { get; init; }

    /// <summary>The filter; null = none.</summary>
    [Id(2)]
    public string? Filter { get; init; }

    /// <summary>Tickets opened in the period.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>The steps in order.</summary>
    [Id(4)]
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>The values of all steps, step by step, most frequent first.</summary>
    [Id(5)]
    public ImmutableArray<FlowNode> Nodes { get; init; } = [];

    /// <summary>What goes from a value of a step to one of the next.</summary>
    [Id(6)]
    public ImmutableArray<FlowLink> Links { get; init; } = [];

    /// <summary>The different ways through all steps, most frequent first.</summary>
    [Id(7)]
    public ImmutableArray<FlowPath> Paths { get; init; } = [];
}

/// <summary>A value of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">The value; null = none. Of the step ending: <c>in-time</c>, <c>late</c>, <c>open</c>,
/// <c>overdue</c>, <c>cancelled</c>.</param>
/// <param name="Count">Tickets.</param>
[GenerateSerializer, Immutable, Alias("apollo.FlowNode")]
public sealed record FlowNode(
    [property: Id(0)] string Step,
    [property: Id(1)] string? Value,
    [property: Id(2)] int Count
);

/// <summary>Tickets with one value in a step and another in the next.</summary>
/// <param name="Source">Place in the nodes.</param>
/// <param name="Target">Place in the nodes.</param>
/// <param name="Count">Tickets.</param>
[GenerateSerializer, Immutable, Alias("apollo.FlowLink")]
public sealed record FlowLink([property: Id(0)] int Source, [property: Id(1)] int Target, [property: Id(2)] int Count);

/// <summary>Tickets with the same values in all steps.</summary>
/// <param name="Nodes">Places in the nodes, one per step.</param>
/// <param name="Count">Tickets.</param>
[GenerateSerializer, Immutable, Alias("apollo.FlowPath")]
public sealed record FlowPath([property: Id(0)] ImmutableArray<int> Nodes, [property: Id(1)] int Count);
