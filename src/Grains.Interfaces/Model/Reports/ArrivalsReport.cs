using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>When the tickets of a period were opened, by the clock on the desk's wall.</summary>
[GenerateSerializer, Immutable, Alias("apollo.ArrivalsReport")]
public sealed record ArrivalsReport
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

    /// <summary>Tickets opened in the period.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>Tickets by weekday (Monday first), then by hour (0 to 23).</summary>
    [Id(4)]
    public ImmutableArray<ImmutableArray<int>> Cells { get; init; } = [];

    /// <summary>How many of each weekday the period has until <see cref="ReportPeriod.AsOf"/>, Monday first.</summary>
    [Id(5)]
    public ImmutableArray<int> Days { get; init; } = [];
}
