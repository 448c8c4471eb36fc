using Apollo.Grains.Databases;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// Columns that are alike on every database: texts hold every sign and are compared sign by sign. What the library
/// would choose holds no emoji on MariaDB, and compares by the language of the server elsewhere.
/// </summary>
/// <param name="provider">Database.</param>
/// <param name="schema">Where the login's tables are; null where there is no such thing.</param>
public sealed class StoreColumns(DatabaseProvider provider, string? schema)
{
    /// <summary>Where the login's tables are; null where there is no such thing.</summary>
    public string? Schema => schema;

    /// <summary>A text of any length.</summary>
    public string LongText =>
        provider switch
        {
            DatabaseProvider.Sqlite => "TEXT",
            DatabaseProvider.PostgreSql => "TEXT COLLATE \"C\"",
            DatabaseProvider.MySql => "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            _ => "NVARCHAR(MAX)",
        };

    /// <summary>A number with a fraction, always read as one.</summary>
    public string Real =>
        provider switch
        {
            DatabaseProvider.Sqlite => "REAL",
            DatabaseProvider.PostgreSql => "DOUBLE PRECISION",
            DatabaseProvider.MySql => "DOUBLE",
            _ => "FLOAT",
        };

    /// <summary>Bytes, as many as there are.</summary>
    public string Bytes =>
        provider switch
        {
            DatabaseProvider.Sqlite => "BLOB",
            DatabaseProvider.PostgreSql => "BYTEA",
            DatabaseProvider.MySql => "LONGBLOB",
            _ => "VARBINARY(MAX)",
        };

    /// <summary>A text of at most so many signs.</summary>
    public string Text(int length) =>
        provider switch
        {
            DatabaseProvider.Sqlite => $"VARCHAR({length})",
            DatabaseProvider.PostgreSql => $"VARCHAR({length}) COLLATE \"C\"",
            DatabaseProvider.MySql => $"VARCHAR({length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            _ => $"NVARCHAR({length}) COLLATE Latin1_General_100_BIN2",
        };
}
