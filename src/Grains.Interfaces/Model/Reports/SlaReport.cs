using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// How many of the tickets resolved, and of those first responded to, in a period kept their due time: as the KPIs of
/// the service level count them, over the period.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.SlaReport")]
public sealed record SlaReport
{
    /// <summary>What it is told by.</summary>
    public static ImmutableArray<string> AllBy { get; } =
    [Dimension.Location, Dimension.Team, Dimension.Category, Dimension.Priority, "kind"];

    /// <summary>The days.</summary>
    [Id(0)]
    public required ReportPeriod Period { get; init; }

    /// <summary>When the ITSM was read, Unix ms.</summary>
    [Id(1)]
    public long ReadAt { get; init; }

    /// <summary>The filter; null = none.</summary>
    [Id(2)]
    public string? Filter { get; init; }

    /// <summary>Tickets that were due and were resolved, or first responded to, in the period: each once.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>What it is told by.</summary>
    [Id(4)]
    public required string By { get; init; }

    /// <summary>The desk's limits.</summary>
    [Id(5)]
    public required SlaTarget Target { get; init; }

    /// <summary>All together.</summary>
    [Id(6)]
    public required SlaGroup All { get; init; }

    /// <summary>By group, most tickets that were due first.</summary>
    [Id(7)]
    public ImmutableArray<SlaGroup> Groups { get; init; } = [];
}

/// <summary>The shares that a desk wants to reach: below them its KPIs warn.</summary>
/// <param name="Resolution">Of resolutions, 0 to 1; null = no limit.</param>
/// <param name="Response">Of first responses, 0 to 1; null = no limit.</param>
[GenerateSerializer, Immutable, Alias("apollo.SlaTarget")]
public sealed record SlaTarget([property: Id(0)] double? Resolution, [property: Id(1)] double? Response);

/// <summary>How a group kept its due times.</summary>
/// <param name="Group">The group; null = the tickets without one, and all of them together.</param>
/// <param name="Resolution">Of its resolutions.</param>
/// <param name="Response">Of its first responses.</param>
[GenerateSerializer, Immutable, Alias("apollo.SlaGroup")]
public sealed record SlaGroup(
    [property: Id(0)] string? Group,
    [property: Id(1)] SlaCount Resolution,
    [property: Id(2)] SlaCount Response
);

/// <summary>How many kept their due time.</summary>
/// <param name="Due">Tickets that had one.</param>
/// <param name="InTime">Of these, those that kept it.</param>
[GenerateSerializer, Immutable, Alias("apollo.SlaCount")]
public sealed record SlaCount([property: Id(0)] int Due, [property: Id(1)] int InTime);
