using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// What a desk breaks the numbers of its tickets down by, beside what every desk does: named by its mapping's columns
/// <c>by_…</c>, at most three, in the order of their names.
/// </summary>
/// <param name="All">The names without <c>by_</c>, as on the wire: <c>customer</c>.</param>
[GenerateSerializer, Immutable, Alias("apollo.FurtherNames")]
public sealed record FurtherNames([property: Id(0)] ImmutableArray<string> All)
{
    /// <summary>Nothing.</summary>
    public static FurtherNames None { get; } = new(ImmutableArray<string>.Empty);

    /// <summary>There are none.</summary>
    public bool IsEmpty => All.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(FurtherNames? other) =>
        ReferenceEquals(this, other) || (other is not null && All.AsSpan().SequenceEqual(other.All.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join(',', All).GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// Up to three values of a row that a desk names itself and breaks its numbers down by, beside those every desk has. A
/// row brings their names along, so that each of its readers understands it.
/// </summary>
/// <param name="Names">What they are called; one object for all rows of a reading.</param>
/// <param name="First">The first; null = the ITSM does not say.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
[GenerateSerializer, Immutable, Alias("apollo.FurtherValues")]
public sealed record FurtherValues(
    [property: Id(0)] FurtherNames Names,
    [property: Id(1)] string? First,
    [property: Id(2)] string? Second = null,
    [property: Id(3)] string? Third = null
)
{
    /// <summary>One of them by its name; null = the ITSM does not say, or there is none of this name.</summary>
    public string? Of(string name) =>
        Names.All.IndexOf(name) switch
        {
            0 => First,
            1 => Second,
            2 => Third,
            _ => null,
        };
}

/// <summary>A breakdown that only this desk has, for people.</summary>
/// <param name="Name">Its name on the wire: <c>customer</c>.</param>
/// <param name="Title">As people read it: <c>Customer</c>.</param>
[GenerateSerializer, Immutable, Alias("apollo.FurtherBreakdown")]
public sealed record FurtherBreakdown([property: Id(0)] string Name, [property: Id(1)] string Title)
{
    /// <summary>Those of a desk, as its catalogue tells them.</summary>
    public static FurtherNames NamesIn(IEnumerable<KpiDefinition> catalogue) =>
        catalogue.FirstOrDefault(kpi => kpi.Further is not null)?.Further is { } further
            ? new FurtherNames([.. further.Select(one => one.Name)])
            : FurtherNames.None;
}
