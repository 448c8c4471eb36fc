using System.Data.Common;

namespace Apollo.Simulator.Database;

/// <summary>
/// The ITSM's database as the simulator writes it, by one provider. A write is one short transaction, and writing the
/// same change twice is writing it once, so that it can be repeated after a connection broke.
/// </summary>
public abstract class DeskDatabase
{
    private const int CommandSeconds = 30;

    private protected DeskDatabase(string connectionString) => ConnectionString = connectionString;

    /// <summary>The provider's name as in Apollo's configuration.</summary>
    public abstract string Provider { get; }

    private protected string ConnectionString { get; }

    private protected abstract string SchemaFile { get; }

    /// <summary>Opens the database of a provider.</summary>
    /// <param name="provider"><c>Sqlite</c>, <c>PostgreSql</c>, <c>MySql</c> or <c>SqlServer</c>.</param>
    /// <param name="connectionString">As the provider wants it.</param>
    /// <exception cref="ArgumentException">No such provider, or a connection string it cannot read.</exception>
    public static DeskDatabase Of(string provider, string connectionString) =>
        provider?.ToUpperInvariant() switch
        {
            "SQLITE" => new SqliteDesk(connectionString),
            "POSTGRESQL" => new PostgreSqlDesk(connectionString),
            "MYSQL" => new MySqlDesk(connectionString),
            "SQLSERVER" => new SqlServerDesk(connectionString),
            _ => throw new ArgumentException(
                $"There is no provider '{provider}'. Use Sqlite, PostgreSql, MySql or SqlServer.",
                nameof(provider)
            ),
        };

    /// <summary>Makes the tables of the schema <c>apollo</c> where they are not there yet.</summary>
    /// <param name="cancellation">Ends it.</param>
    public virtual async Task CreateSchemaAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await ExecuteAsync(connection, null, SchemaSql(SchemaFile), cancellation);
    }

    /// <summary>How many tickets there are; null where the tables are not there yet.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task<long?> CountTicketsAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        if (!await HasTablesAsync(connection, cancellation))
            return null;
        return Convert.ToInt64(
            await ScalarAsync(connection, "SELECT COUNT(*) FROM tickets", cancellation),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    /// <summary>Writes many new rows at once, in one transaction.</summary>
    /// <param name="rows">What to write.</param>
    /// <param name="replace">Whether what is there goes first, in the same transaction.</param>
    /// <param name="cancellation">Ends it; then nothing is written.</param>
    public async Task WriteAllAsync(DeskRows rows, bool replace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (replace)
            await ExecuteAsync(
                connection,
                transaction,
                "DELETE FROM ticket_events; DELETE FROM interventions; DELETE FROM tickets;",
                cancellation
            );
        await BulkAsync(connection, transaction, Tables.Tickets, rows.Tickets, cancellation);
        await BulkAsync(connection, transaction, Tables.Interventions, rows.Interventions, cancellation);
        await BulkAsync(connection, transaction, Tables.Events, rows.Events, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Writes changes in one transaction; a change written already is left as it is.</summary>
    /// <param name="changes">In the order they happened.</param>
    /// <param name="cancellation">Ends it; then nothing is written.</param>
    public async Task WriteAsync(IReadOnlyCollection<DeskChange> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One statement per row: of a row changed several times only its last state is written.
        foreach (var ticket in LastOf(changes, change => change.Ticket, ticket => ticket.Id))
            await WriteRowAsync(
                connection,
                transaction,
                UpsertSql(Tables.Tickets),
                Tables.Tickets,
                ticket,
                cancellation
            );
        foreach (var intervention in LastOf(changes, change => change.Intervention, intervention => intervention.Id))
            await WriteRowAsync(
                connection,
                transaction,
                UpsertSql(Tables.Interventions),
                Tables.Interventions,
                intervention,
                cancellation
            );
        foreach (var line in changes.SelectMany(change => change.Events))
            await WriteRowAsync(connection, transaction, EventSql, Tables.Events, line, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>All tickets that can still move, and all that moved lately.</summary>
    /// <param name="since">How far back.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<DeskRows> ReadAsync(DateTime since, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        var tickets = await RowsAsync(
            connection,
            $"""
            SELECT {Tables.Tickets.ColumnNames}
            FROM tickets
            WHERE state IN ('new', 'open', 'pending', 'resolved') OR updated_at >= @since
            """,
            since,
            row => Tables.ReadTicket(row, ReadTime),
            cancellation
        );
        var interventions = await RowsAsync(
            connection,
            $"""
            SELECT {Tables.Interventions.ColumnNames}
            FROM interventions
            WHERE state IN ('planned', 'underway') OR updated_at >= @since
            """,
            since,
            row => Tables.ReadIntervention(row, ReadTime),
            cancellation
        );
        var holds = await RowsAsync(
            connection,
            """
            SELECT e.ticket_id, MAX(e.at) FROM ticket_events e JOIN tickets t ON t.id = e.ticket_id
            WHERE t.state = 'pending' AND e.kind = 'state' GROUP BY e.ticket_id
            """,
            null,
            row => new TicketEvent(
                row.GetString(0),
                ReadTime(row.GetValue(1)),
                null,
                TicketEventKinds.State,
                "Pending"
            ),
            cancellation
        );
        return new(tickets, interventions, holds);
    }

    /// <summary>All ids given out so far.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<string>> ReadIdsAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await RowsAsync(
            connection,
            "SELECT id FROM tickets UNION ALL SELECT id FROM interventions",
            null,
            row => row.GetString(0),
            cancellation
        );
    }

    private protected abstract DbConnection NewConnection();

    private protected abstract Task<bool> HasTablesAsync(DbConnection connection, CancellationToken cancellation);

    private protected abstract string UpsertSql<T>(Table<T> table);

    private protected abstract Task BulkAsync<T>(
        DbConnection connection,
        DbTransaction transaction,
        Table<T> table,
        IReadOnlyList<T> rows,
        CancellationToken cancellation
    );

    private protected abstract DbParameter NewParameter(string name, ColumnType type, object? value);

    private protected virtual DateTime ReadTime(object value) =>
        DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

    private protected virtual string EventSql =>
        """
            INSERT INTO ticket_events (ticket_id, at, author, kind, text)
            SELECT @ticket_id, @at, @author, @kind, @text
            WHERE NOT EXISTS (
              SELECT 1 FROM ticket_events WHERE ticket_id = @ticket_id AND at = @at AND kind = @kind AND text = @text)
            """;

    private protected virtual async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = NewConnection();
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private protected static string Updates<T>(Table<T> table, Func<string, string> newValue) =>
        string.Join(", ", table.Columns.Skip(1).Select(column => $"{column.Name} = {newValue(column.Name)}"));

    private protected static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // All SQL is written in this folder; values go as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = CommandSeconds;
        command.Transaction = transaction;
        return command;
    }

    private protected static async Task ExecuteAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, transaction, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private protected static async Task<object?> ScalarAsync(
        DbConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, null, sql);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private protected void Bind<T>(DbCommand command, Table<T> table, T row, string suffix = "")
    {
        foreach (var column in table.Columns)
            command.Parameters.Add(NewParameter($"@{column.Name}{suffix}", column.Type, column.Value(row)));
    }

    internal static string SchemaSql(string file)
    {
        using var stream =
            typeof(DeskDatabase).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private async Task WriteRowAsync<T>(
        DbConnection connection,
        DbTransaction transaction,
        string sql,
        Table<T> table,
        T row,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, transaction, sql);
        Bind(command, table, row);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<List<T>> RowsAsync<T>(
        DbConnection connection,
        string sql,
        DateTime? since,
        Func<DbDataReader, T> read,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, null, sql);
        if (since is { } time)
            command.Parameters.Add(NewParameter("@since", ColumnType.Time, time));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    private static IEnumerable<T> LastOf<T>(
        IEnumerable<DeskChange> changes,
        Func<DeskChange, T?> row,
        Func<T, string> id
    )
        where T : class =>
        changes.Select(row).OfType<T>().GroupBy(id, StringComparer.Ordinal).Select(states => states.Last());
}

/// <summary>Rows of all three tables.</summary>
/// <param name="Tickets">Tickets.</param>
/// <param name="Interventions">Interventions.</param>
/// <param name="Events">Lines of timelines.</param>
public sealed record DeskRows(
    IReadOnlyList<TicketRow> Tickets,
    IReadOnlyList<InterventionRow> Interventions,
    IReadOnlyList<TicketEvent> Events
);
