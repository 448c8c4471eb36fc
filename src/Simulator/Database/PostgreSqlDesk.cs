using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Apollo.Simulator.Database;

/// <summary>PostgreSQL; many rows go by binary COPY.</summary>
internal sealed class PostgreSqlDesk(string connectionString)
    : DeskDatabase(new NpgsqlConnectionStringBuilder(connectionString).ToString())
{
    public override string Provider => "PostgreSql";

    private protected override string SchemaFile => "apollo.postgresql.sql";

    private protected override DbConnection NewConnection() => new NpgsqlConnection(ConnectionString);

    private protected override async Task<bool> HasTablesAsync(
        DbConnection connection,
        CancellationToken cancellation
    ) => await ScalarAsync(connection, "SELECT to_regclass('tickets') IS NOT NULL", cancellation) is true;

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
        await using var import = await ((NpgsqlConnection)connection).BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellation);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value)
                    await import.WriteAsync(value, TypeOf(column.Type), cancellation);
                else
                    await import.WriteNullAsync(cancellation);
            }
        }
        await import.CompleteAsync(cancellation);
    }

    private protected override DbParameter NewParameter(string name, ColumnType type, object? value) =>
        new NpgsqlParameter(name, TypeOf(type)) { Value = value ?? DBNull.Value };

    private static NpgsqlDbType TypeOf(ColumnType type) =>
        type switch
        {
            ColumnType.Number => NpgsqlDbType.Integer,
            ColumnType.Time => NpgsqlDbType.TimestampTz,
            _ => NpgsqlDbType.Text,
        };
}
