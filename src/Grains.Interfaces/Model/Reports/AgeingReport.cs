using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How old the tickets were that were open as of <see cref="ReportPeriod.AsOf"/>, by team.</summary>
[GenerateSerializer, Immutable, Alias("apollo.AgeingReport")]
public sealed record AgeingReport
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

    /// <summary>Open tickets.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>The classes of age, youngest first.</summary>
    [Id(4)]
    public ImmutableArray<AgeClass> Classes { get; init; } = [];

    /// <summary>By team, most tickets first.</summary>
    [Id(5)]
    public ImmutableArray<AgeGroup> Groups { get; init; } = [];
}

/// <summary>A class of ages.</summary>
/// <param name="From">From so many days (of 24 h) since the opening on.</param>
/// <param name="To">To less than so many days; null = without end.</param>
[GenerateSerializer, Immutable, Alias("apollo.AgeClass")]
public sealed record AgeClass([property: Id(0)] int From, [property: Id(1)] int? To);

/// <summary>The open tickets of a team.</summary>
/// <param name="Group">The team; null = none.</param>
/// <param name="Counts">Tickets by class.</param>
[GenerateSerializer, Immutable, Alias("apollo.AgeGroup")]
public sealed record AgeGroup([property: Id(0)] string? Group, [property: Id(1)] ImmutableArray<int> Counts);
