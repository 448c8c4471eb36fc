using Apollo.Grains.Databases;

namespace Apollo.Grains.Store;

/// <summary>
/// The table of what moved in each KPI: row 0 holds what it counted at an instant, the others what moved after it, in
/// order. Times are ticks, UTC.
/// </summary>
internal static class MoveTable
{
    public const string Probe = "SELECT COUNT(*) FROM apollo_moves WHERE 1 = 0";
    public const string All =
        "SELECT number, at, document FROM apollo_moves WHERE desk = @desk AND kpi = @kpi ORDER BY number";
    public const string Insert =
        "INSERT INTO apollo_moves (desk, kpi, number, at, document) VALUES (@desk, @kpi, @number, @at, @document)";
    public const string Rebase =
        "UPDATE apollo_moves SET at = @at, document = @document WHERE desk = @desk AND kpi = @kpi AND number = 0";
    public const string Fold =
        "DELETE FROM apollo_moves WHERE desk = @desk AND kpi = @kpi AND number > 0 AND number <= @number";
    public const string Clear = "DELETE FROM apollo_moves WHERE desk = @desk AND kpi = @kpi";

    public static IReadOnlyList<string> Statements { get; } = [Probe, All, Insert, Rebase, Fold, Clear];

    public static string Create(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite or DatabaseProvider.PostgreSql => """
                CREATE TABLE IF NOT EXISTS apollo_moves (
                  desk VARCHAR(80) NOT NULL,
                  kpi VARCHAR(80) NOT NULL,
                  number BIGINT NOT NULL,
                  at BIGINT NOT NULL,
                  document TEXT NOT NULL,
                  PRIMARY KEY (desk, kpi, number))
                """,
            DatabaseProvider.MySql => """
                CREATE TABLE IF NOT EXISTS apollo_moves (
                  desk VARCHAR(80) NOT NULL,
                  kpi VARCHAR(80) NOT NULL,
                  number BIGINT NOT NULL,
                  at BIGINT NOT NULL,
                  document LONGTEXT NOT NULL,
                  PRIMARY KEY (desk, kpi, number)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                """,
            DatabaseProvider.SqlServer => """
                IF OBJECT_ID(N'apollo_moves', N'U') IS NULL
                CREATE TABLE apollo_moves (
                  desk NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  kpi NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  number BIGINT NOT NULL,
                  at BIGINT NOT NULL,
                  document NVARCHAR(MAX) NOT NULL,
                  PRIMARY KEY (desk, kpi, number))
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
}
