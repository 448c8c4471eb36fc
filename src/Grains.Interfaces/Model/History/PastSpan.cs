using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What is known of a series over a span of time: a value, or what a step of history tells of many.</summary>
/// <param name="From">Begin, Unix ms.</param>
/// <param name="To">End, Unix ms; after the begin. All between is known.</param>
/// <param name="First">The value at the begin; NaN = none, or many are told as one.</param>
/// <param name="Last">The value at the end; NaN = none.</param>
/// <param name="Min">Smallest value; NaN = there was none.</param>
/// <param name="Max">Greatest value; NaN = there was none.</param>
/// <param name="Mean">Time-weighted mean while there was a value; NaN = there was none.</param>
/// <param name="HasNone">Whether there was no value for some of it.</param>
/// <param name="IsExact">Nothing is hidden: <paramref name="First"/> holds, but for what it grows by itself.</param>
[GenerateSerializer, Immutable, Alias("apollo.PastSpan")]
public readonly record struct PastSpan(
    [property: Id(0)] long From,
    [property: Id(1)] long To,
    [property: Id(2)] double First,
    [property: Id(3)] double Last,
    [property: Id(4)] double Min,
    [property: Id(5)] double Max,
    [property: Id(6)] double Mean,
    [property: Id(7)] bool HasNone,
    [property: Id(8)] bool IsExact
);

/// <summary>A series over a range of time, each part as finely as it is kept.</summary>
[GenerateSerializer, Immutable, Alias("apollo.PastSpans")]
public sealed record PastSpans
{
    /// <summary>How fast it grows by itself, per second: 0 or 1.</summary>
    [Id(0)]
    public int Rate { get; init; }

    /// <summary>What is known, in order; what lies between is not known.</summary>
    [Id(1)]
    public ImmutableArray<PastSpan> Spans { get; init; } = [];

    /// <summary>Spans of which nothing is known of the desk, as begin and end in Unix ms.</summary>
    [Id(2)]
    public ImmutableArray<ImmutableArray<long>> Gaps { get; init; } = [];

    /// <summary>Until when it was computed afterwards, UTC; null = none of it.</summary>
    [Id(3)]
    public DateTime? ComputedUntil { get; init; }
}
