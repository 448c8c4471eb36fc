using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Apollo.Simulator.Database;

/// <summary>SQL Server; many rows go by SqlBulkCopy.</summary>
internal sealed class SqlServerDesk(string connectionString)
    : DeskDatabase(new SqlConnectionStringBuilder(connectionString).ToString())
{
    private const int BulkSeconds = 120;

    public override string Provider => "SqlServer";

    private protected override string SchemaFile => "apollo.sqlserver.sql";

    private protected override DbConnection NewConnection() => new SqlConnection(ConnectionString);

    private protected override async Task<bool> HasTablesAsync(
        DbConnection connection,
        CancellationToken cancellation
    ) => await ScalarAsync(connection, "SELECT OBJECT_ID(N'tickets', N'U')", cancellation) is not null and not DBNull;

    // Not MERGE, which needs care against races. The locks keep another writer from inserting the same id between the
    // two statements.
    private protected override string UpsertSql<T>(Table<T> table) =>
        $"""
            UPDATE {table.Name} WITH (UPDLOCK, HOLDLOCK) SET {Updates(table, name => "@" + name)} WHERE id = @id;
            IF @@ROWCOUNT = 0 INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({table.Parameters});
            """;

    internal string TicketUpsertSql => UpsertSql(Tables.Tickets);

    internal string InterventionUpsertSql => UpsertSql(Tables.Interventions);

    internal string EventInsertSql => EventSql;

    private protected override async Task BulkAsync<T>(
        DbConnection connection,
        DbTransaction transaction,
        Table<T> table,
        IReadOnlyList<T> rows,
        CancellationToken cancellation
    )
    {
        using var data = new DataTable();
        data.Locale = System.Globalization.CultureInfo.InvariantCulture;
        foreach (var column in table.Columns)
            data.Columns.Add(
                column.Name,
                column.Type switch
                {
                    ColumnType.Number => typeof(int),
                    ColumnType.Time => typeof(DateTime),
                    _ => typeof(string),
                }
            );
        foreach (var row in rows)
            data.Rows.Add([.. table.Columns.Select(column => column.Value(row) ?? DBNull.Value)]);
        using var bulk = new SqlBulkCopy(
            (SqlConnection)connection,
            SqlBulkCopyOptions.CheckConstraints,
            (SqlTransaction)transaction
        )
        {
            DestinationTableName = table.Name,
            BatchSize = 5000,
            BulkCopyTimeout = BulkSeconds,
        };
        foreach (var column in table.Columns)
            bulk.ColumnMappings.Add(column.Name, column.Name);
        await bulk.WriteToServerAsync(data, cancellation);
    }

    private protected override DbParameter NewParameter(string name, ColumnType type, object? value) =>
        type switch
        {
            ColumnType.Number => new SqlParameter(name, SqlDbType.Int) { Value = value ?? DBNull.Value },
            ColumnType.Time => new SqlParameter(name, SqlDbType.DateTime2) { Scale = 3, Value = value ?? DBNull.Value },
            _ => new SqlParameter(name, SqlDbType.NVarChar, -1) { Value = value ?? DBNull.Value },
        };
}
