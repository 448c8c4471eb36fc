using Apollo.Grains.Databases;

namespace Apollo.Grains.Store;

/// <summary>
/// The one table of own dashboards. Names are compared sign by sign on every database; a time is Unix milliseconds, and
/// the revision.
/// </summary>
internal static class DashboardTable
{
    public const string Probe = "SELECT COUNT(*) FROM apollo_dashboards WHERE 1 = 0";
    public const string All =
        "SELECT name, share, updated_at AS UpdatedAt FROM apollo_dashboards WHERE owner = @owner ORDER BY name";
    public const string Find = """
        SELECT name, share, updated_at AS UpdatedAt, document
        FROM apollo_dashboards
        WHERE owner = @owner AND name = @name
        """;
    public const string Shared =
        "SELECT name, share, updated_at AS UpdatedAt, document FROM apollo_dashboards WHERE share = @share";
    public const string Insert = """
        INSERT INTO apollo_dashboards (owner, name, share, document, updated_at)
        VALUES (@owner, @name, @share, @document, @updatedAt)
        """;
    public const string Update = """
        UPDATE apollo_dashboards
        SET name = @name, document = @document, updated_at = @updatedAt
        WHERE owner = @owner AND name = @from AND updated_at = @known
        """;
    public const string Delete = "DELETE FROM apollo_dashboards WHERE owner = @owner AND name = @name";

    public static IReadOnlyList<string> Statements { get; } = [Probe, All, Find, Shared, Insert, Update, Delete];

    public static string Create(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite or DatabaseProvider.PostgreSql => """
                CREATE TABLE IF NOT EXISTS apollo_dashboards (
                  owner VARCHAR(80) NOT NULL,
                  name VARCHAR(60) NOT NULL,
                  share CHAR(32) NOT NULL UNIQUE,
                  document TEXT NOT NULL,
                  updated_at BIGINT NOT NULL,
                  PRIMARY KEY (owner, name))
                """,
            DatabaseProvider.MySql => """
                CREATE TABLE IF NOT EXISTS apollo_dashboards (
                  owner VARCHAR(80) NOT NULL,
                  name VARCHAR(60) NOT NULL,
                  share CHAR(32) NOT NULL UNIQUE,
                  document MEDIUMTEXT NOT NULL,
                  updated_at BIGINT NOT NULL,
                  PRIMARY KEY (owner, name)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                """,
            DatabaseProvider.SqlServer => """
                IF OBJECT_ID(N'apollo_dashboards', N'U') IS NULL
                CREATE TABLE apollo_dashboards (
                  owner NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  name NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  share NCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
                  document NVARCHAR(MAX) NOT NULL,
                  updated_at BIGINT NOT NULL,
                  PRIMARY KEY (owner, name))
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
}
