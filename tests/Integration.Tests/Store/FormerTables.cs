namespace Apollo.Integration.Tests.Store;

/// <summary>The statements by which the Apollo before migrations (0.1.0) made its tables, word for word.</summary>
internal static class FormerTables
{
    public static IReadOnlyList<string> Of(string provider) =>
        provider switch
        {
            "Sqlite" or "PostgreSql" =>
            [
                """
                    CREATE TABLE IF NOT EXISTS apollo_dashboards (
                      owner VARCHAR(80) NOT NULL,
                      name VARCHAR(60) NOT NULL,
                      share CHAR(32) NOT NULL UNIQUE,
                      document TEXT NOT NULL,
                      updated_at BIGINT NOT NULL,
                      PRIMARY KEY (owner, name))
                    """,
                """
                    CREATE TABLE IF NOT EXISTS apollo_locations (
                      desk VARCHAR(80) NOT NULL,
                      name VARCHAR(200) NOT NULL,
                      place INT NOT NULL,
                      code VARCHAR(3) NOT NULL,
                      PRIMARY KEY (desk, name))
                    """,
                """
                    CREATE TABLE IF NOT EXISTS apollo_moves (
                      desk VARCHAR(80) NOT NULL,
                      kpi VARCHAR(80) NOT NULL,
                      number BIGINT NOT NULL,
                      at BIGINT NOT NULL,
                      document TEXT NOT NULL,
                      PRIMARY KEY (desk, kpi, number))
                    """,
            ],
            "MySql" =>
            [
                """
                    CREATE TABLE IF NOT EXISTS apollo_dashboards (
                      owner VARCHAR(80) NOT NULL,
                      name VARCHAR(60) NOT NULL,
                      share CHAR(32) NOT NULL UNIQUE,
                      document MEDIUMTEXT NOT NULL,
                      updated_at BIGINT NOT NULL,
                      PRIMARY KEY (owner, name)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                    """,
                """
                    CREATE TABLE IF NOT EXISTS apollo_locations (
                      desk VARCHAR(80) NOT NULL,
                      name VARCHAR(200) NOT NULL,
                      place INT NOT NULL,
                      code VARCHAR(3) NOT NULL,
                      PRIMARY KEY (desk, name)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                    """,
                """
                    CREATE TABLE IF NOT EXISTS apollo_moves (
                      desk VARCHAR(80) NOT NULL,
                      kpi VARCHAR(80) NOT NULL,
                      number BIGINT NOT NULL,
                      at BIGINT NOT NULL,
                      document LONGTEXT NOT NULL,
                      PRIMARY KEY (desk, kpi, number)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
                    """,
            ],
            _ =>
            [
                """
                    CREATE TABLE apollo_dashboards (
                      owner NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      name NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      share NCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
                      document NVARCHAR(MAX) NOT NULL,
                      updated_at BIGINT NOT NULL,
                      PRIMARY KEY (owner, name))
                    """,
                """
                    CREATE TABLE apollo_locations (
                      desk NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      place INT NOT NULL,
                      code NVARCHAR(3) NOT NULL,
                      PRIMARY KEY (desk, name))
                    """,
                """
                    CREATE TABLE apollo_moves (
                      desk NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      kpi NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
                      number BIGINT NOT NULL,
                      at BIGINT NOT NULL,
                      document NVARCHAR(MAX) NOT NULL,
                      PRIMARY KEY (desk, kpi, number))
                    """,
            ],
        };
}
