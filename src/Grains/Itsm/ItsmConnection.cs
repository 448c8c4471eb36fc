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
    /// <inheritdoc/>
    public override string ToString() => $"{System} on {Provider}";
}
