using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Apollo.Simulator.Database;

/// <summary>SQLite: one file, write-ahead log so that readers and the writer do not block each other.</summary>
internal sealed class SqliteDesk(string connectionString)
    : DeskDatabase(new SqliteConnectionStringBuilder(connectionString).ToString())
{
    public override string Provider => "Sqlite";

    private protected override string SchemaFile => "apollo.sqlite.sql";

    public override async Task CreateSchemaAsync(CancellationToken cancellation)
    {
        var file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder && file != ":memory:")
            Directory.CreateDirectory(folder);
        await base.CreateSchemaAsync(cancellation);
    }

    private protected override DbConnection NewConnection() => new SqliteConnection(ConnectionString);

    private protected override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await base.OpenAsync(cancellation);
        // The mode stays in the file; NORMAL loses nothing but the last moments at a power cut.
        await ExecuteAsync(
            connection,
            null,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;",
            cancellation
        );
        return connection;
    }

    private protected override async Task<bool> HasTablesAsync(
        DbConnection connection,
        CancellationToken cancellation
    ) =>
        await ScalarAsync(
            connection,
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tickets'",
            cancellation
        )
            is not null;

    private protected override string UpsertSql<T>(Table<T> table) =>
        $"""
            INSERT INTO {table.Name} ({table.ColumnNames})
            VALUES ({table.Parameters})
            ON CONFLICT (id) DO UPDATE SET {Updates(table, name => "excluded." + name)}
            """;

    private protected override async Task BulkAsync<T>(
        DbConnection connection,
        DbTransaction transaction,
        Table<T> table,
        IReadOnlyList<T> rows,
        CancellationToken cancellation
    )
    {
        await using var command = Command(
            connection,
            transaction,
            $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({table.Parameters})"
        );
        foreach (var column in table.Columns)
            command.Parameters.Add(NewParameter("@" + column.Name, column.Type, null));
        await command.PrepareAsync(cancellation);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < table.Columns.Count; i++)
                command.Parameters[i].Value = Stored(table.Columns[i].Value(row));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private protected override DbParameter NewParameter(string name, ColumnType type, object? value) =>
        new SqliteParameter(name, Stored(value));

    private protected override DateTime ReadTime(object value) => Instant.Parse((string)value);

    private static object Stored(object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTime time => Instant.ToText(time),
            _ => value,
        };
}
