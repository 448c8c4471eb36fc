using Apollo.Grains.Databases;

namespace Apollo.Grains.Store;

/// <summary>The table of the desks' locations. Names are compared sign by sign on every database.</summary>
internal static class LocationTable
{
    public const string Probe = "SELECT COUNT(*) FROM apollo_locations WHERE 1 = 0";
    public const string All = "SELECT name, place, code FROM apollo_locations WHERE desk = @desk ORDER BY place";
    public const string Insert =
        "INSERT INTO apollo_locations (desk, name, place, code) VALUES (@desk, @name, @place, @code)";
    public const string Recode = "UPDATE apollo_locations SET code = @code WHERE desk = @desk AND name = @name";

    public static IReadOnlyList<string> Statements { get; } = [Probe, All, Insert, Recode];

    public static string Create(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite or DatabaseProvider.PostgreSql => """
                CREATE TABLE IF NOT EXISTS apollo_locations (
                  desk VARCHAR(80) NOT NULL,
                  name VARCHAR(200) NOT NULL,
                  place INT NOT NULL,
                  code VARCHAR(3) NOT NULL,
                  PRIMARY KEY (desk, name))
                """,
            DatabaseProvider.MySql => """
                CREATE TABLE IF NOT EXISTS apollo_locations (
                  desk VARCHAR(80) NOT NULL,
                  name VARCHAR(200) NOT NULL,
                  place INT NOT NULL,
                  code VARCHAR(3) NOT NULL,
                  PRIMARY KEY (desk, name)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                """,
            DatabaseProvider.SqlServer => """
                IF OBJECT_ID(N'apollo_locations', N'U') IS NULL
                CREATE TABLE apollo_locations (
                  desk NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
                  place INT NOT NULL,
                  code NVARCHAR(3) NOT NULL,
                  PRIMARY KEY (desk, name))
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
}
