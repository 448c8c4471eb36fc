namespace Apollo.Grains.Itsm;

/// <summary>Which ITSM a desk reads, and how.</summary>
/// <param name="System">A shipped system (<c>apollo</c>) or the path of a folder of SQL files.</param>
/// <param name="Provider">Database.</param>
/// <param name="ConnectionString">Never shown in any message.</param>
/// <param name="TimeZone">IANA zone its time columns are in; null = UTC.</param>
public sealed record ItsmConnection(
    string System,
    ItsmProvider Provider,
    string ConnectionString,
    string? TimeZone = null
)
{
    /// <inheritdoc/>
    public override string ToString() => $"{System} on {Provider}";
}

/// <summary>The databases Apollo reads.</summary>
public enum ItsmProvider
{
    /// <summary>SQLite file.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>MySQL or MariaDB.</summary>
    MySql,
}
