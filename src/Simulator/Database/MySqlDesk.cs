using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Apollo.Simulator.Database;

/// <summary>MariaDB and MySQL; many rows go by multi-row inserts, which need no server setting.</summary>
internal sealed class MySqlDesk(string connectionString)
    : DeskDatabase(new MySqlConnectionStringBuilder(connectionString).ToString())
{
    private const int RowsPerStatement = 500;

    public override string Provider => "MySql";

    private protected override string SchemaFile => "apollo.mysql.sql";

    private protected override string EventSql =>
        """
            INSERT INTO ticket_events (ticket_id, at, author, kind, text)
            SELECT @ticket_id, @at, @author, @kind, @text FROM DUAL
            WHERE NOT EXISTS (
              SELECT 1 FROM ticket_events WHERE ticket_id = @ticket_id AND at = @at AND kind = @kind AND text = @text)
            """;

    private protected override DbConnection NewConnection() => new MySqlConnection(ConnectionString);

    private protected override async Task<bool> HasTablesAsync(
        DbConnection connection,
        CancellationToken cancellation
    ) =>
        await ScalarAsync(
            connection,
            "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'tickets'",
            cancellation
        )
            is not null;

    private protected override string UpsertSql<T>(Table<T> table) =>
        $"""
            INSERT INTO {table.Name} ({table.ColumnNames})
            VALUES ({table.Parameters})
            ON DUPLICATE KEY UPDATE {Updates(table, name => $"VALUES({name})")}
            """;

    private protected override async Task BulkAsync<T>(
        DbConnection connection,
        DbTransaction transaction,
        Table<T> table,
        IReadOnlyList<T> rows,
        CancellationToken cancellation
    )
    {
        foreach (var part in rows.Chunk(RowsPerStatement))
        {
            var tuples = part.Select(
                (_, i) =>
                {
                    var row = i.ToString(CultureInfo.InvariantCulture);
                    return $"({string.Join(", ", table.Columns.Select(column => $"@{column.Name}_{row}"))})";
                }
            );
            await using var command = Command(
                connection,
                transaction,
                $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES {string.Join(", ", tuples)}"
            );
            for (var i = 0; i < part.Length; i++)
                Bind(command, table, part[i], string.Create(CultureInfo.InvariantCulture, $"_{i}"));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private protected override DbParameter NewParameter(string name, ColumnType type, object? value) =>
        new MySqlParameter(name, value ?? DBNull.Value);
}
