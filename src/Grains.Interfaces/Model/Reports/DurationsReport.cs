using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// How long the tickets resolved in a period took: service time from opened to resolved less the time on hold, as the
/// KPIs measure it, in whole seconds.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.DurationsReport")]
public sealed record DurationsReport
{
    /// <summary>The days.</summary>
    [Id(0)]
    public required ReportPeriod Period { get; init; }

    /// <summary>When the ITSM was read, Unix ms.</summary>
    [Id(1)]
    public long ReadAt { get; init; }

    /// <summary>The filter; null = none.</summary>
    [Id(2)]
    public string? Filter { get; init; }

    /// <summary>Tickets resolved in the period.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>How many took how long, shortest first: 40 bins of an hour, and one above.</summary>
    [Id(4)]
    public ImmutableArray<DurationBin> Bins { get; init; } = [];

    /// <summary>Half took at most as long (nearest rank), seconds; null = none was resolved.</summary>
    [Id(5)]
    public long? Median { get; init; }

    /// <summary>Mean, seconds.</summary>
    [Id(6)]
    public long? Mean { get; init; }

    /// <summary>90 % took at most as long (nearest rank), seconds.</summary>
    [Id(7)]
    public long? P90 { get; init; }

    /// <summary>By team, most tickets first.</summary>
    [Id(8)]
    public ImmutableArray<DurationGroup> Teams { get; init; } = [];
}

/// <summary>Tickets that took about the same time.</summary>
/// <param name="From">From so many seconds on.</param>
/// <param name="To">To less than so many seconds; null = without end.</param>
/// <param name="Count">Tickets.</param>
[GenerateSerializer, Immutable, Alias("apollo.DurationBin")]
public sealed record DurationBin([property: Id(0)] long From, [property: Id(1)] long? To, [property: Id(2)] int Count);

/// <summary>How long the tickets of a team took.</summary>
/// <param name="Group">The team; null = none.</param>
/// <param name="Count">Tickets.</param>
/// <param name="Median">Nearest rank, seconds.</param>
/// <param name="Mean">Seconds.</param>
/// <param name="P90">Nearest rank, seconds.</param>
[GenerateSerializer, Immutable, Alias("apollo.DurationGroup")]
public sealed record DurationGroup(
    [property: Id(0)] string? Group,
    [property: Id(1)] int Count,
    [property: Id(2)] long Median,
    [property: Id(3)] long Mean,
    [property: Id(4)] long P90
);
