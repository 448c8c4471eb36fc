using System.Collections.Immutable;
using Apollo.Grains.Databases;

namespace Apollo.Grains.Itsm;

/// <summary>Which ITSM a desk reads, and how.</summary>
/// <param name="System">A shipped system (<c>apollo</c>) or the path of a folder of SQL files.</param>
/// <param name="Provider">Database.</param>
/// <param name="ConnectionString">Never shown in any message.</param>
/// <param name="TimeZone">IANA zone its time columns are in; null = UTC.</param>
public sealed record ItsmConnection(
    string System,
    DatabaseProvider Provider,
    string ConnectionString,
    string? TimeZone = null
)
{
    private static readonly ImmutableDictionary<string, string> None = ImmutableDictionary<string, string>.Empty;

    /// <summary>Values of the options that the system declares, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = None;

    /// <summary>The ITSM's own states and the state each means; <c>*</c> = any other.</summary>
    public IReadOnlyDictionary<string, string> States { get; init; } = None;

    /// <summary>The ITSM's own kinds of tickets and the kind each means; <c>*</c> = any other.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = None;

    /// <summary>The ITSM's own priorities and the number (1 to 5) each means; <c>*</c> = any other.</summary>
    public IReadOnlyDictionary<string, string> Priorities { get; init; } = None;

    /// <inheritdoc/>
    public override string ToString() => $"{System} on {Provider}";
}
