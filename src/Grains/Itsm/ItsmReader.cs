using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Apollo.Model;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Reads one kind of row from one ITSM: committed rows only, by connections that can only read, with time-outs. Holds
/// no state of the desk.
/// </summary>
internal sealed class ItsmReader<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>Rows of one page.</summary>
    public const int PageLimit = 5_000;

    /// <summary>Ids of one page of a sweep.</summary>
    public const int IdsLimit = 20_000;

    private const int TimeoutSeconds = 30;

    /// <summary>
    /// Behind rows without a stamp, which some databases put first; every database can hold this time.
    /// </summary>
    private static readonly Position BeforeAllTimes = new(new DateTime(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc), null);
    private readonly ItsmConnection itsm;
    private readonly Dialect dialect;
    private readonly Mapping<TRow> mapping = Mappings.Of<TRow>();
    private readonly string rowsQuery;
    private readonly string idsQuery;
    private readonly string rowsFile;
    private readonly TimeProvider time;

    // Polls and a sweep may read side by side.
    private readonly ConcurrentDictionary<string, string> pool = new(StringComparer.Ordinal);

    public ItsmReader(ItsmConnection itsm, WallClock clock, TimeProvider time)
    {
        (this.itsm, Clock, this.time) = (itsm, clock, time);
        dialect = Dialect.Of(itsm.Provider);
        var system = ItsmSystem.Find(itsm.System, dialect);
        (rowsQuery, idsQuery, rowsFile) = (
            system.Read(mapping.Query),
            system.Read(mapping.Query + "-ids"),
            Path.GetFileName(system.FileOf(mapping.Query))
        );
    }

    /// <summary>Queries sent so far.</summary>
    public long Queries { get; private set; }

    /// <summary>Rows of tickets or interventions read so far, ids of sweeps left out.</summary>
    public long RowsRead { get; private set; }

    /// <summary>How column times are read.</summary>
    public WallClock Clock { get; }

    /// <summary>The next page after a position; from the very beginning where it is null.</summary>
    public async Task<Page<TRow>> ReadPageAsync(Position? from, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        parameters.Add(
            "since",
            from is { } position ? dialect.Time(position.Stamp, Clock.IsDeclared) : null,
            dialect.TimeType(Clock.IsDeclared)
        );
        parameters.Add("afterId", from?.Id);
        parameters.Add("ids", null, System.Data.DbType.String);
        var page = await ReadAsync(
            dialect.Page(rowsQuery, from is not null, from?.Id is not null, PageLimit),
            parameters,
            cancellation
        );
        // A page full of rows without a possible stamp gives no place to go on from: first behind those without any,
        // and then not again.
        return page.Last == BeforeAllTimes && from is not null ? page with { Last = null } : page;
    }

    /// <summary>The rows of some ids.</summary>
    public async Task<Page<TRow>> ReadByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        parameters.Add("since", null, dialect.TimeType(Clock.IsDeclared));
        parameters.Add("ids", JsonSerializer.Serialize(ids), System.Data.DbType.String);
        return await ReadAsync(dialect.ByIds(rowsQuery), parameters, cancellation);
    }

    /// <summary>
    /// The first rows that touch a range of time, by their start; around its ends those of a day more, where columns
    /// are in a zone.
    /// </summary>
    public async Task<IReadOnlyList<TRow>> ReadBetweenAsync(
        DateTime from,
        DateTime to,
        int limit,
        CancellationToken cancellation
    )
    {
        // Around a change of the clocks a wall time stands for two instants, or for none.
        var margin = Clock.IsDeclared ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        var parameters = new DynamicParameters();
        parameters.Add("since", null, dialect.TimeType(Clock.IsDeclared));
        parameters.Add("ids", null, System.Data.DbType.String);
        parameters.Add(
            "from",
            dialect.Time(Clock.ToColumn(from) - margin, Clock.IsDeclared),
            dialect.TimeType(Clock.IsDeclared)
        );
        parameters.Add(
            "to",
            dialect.Time(Clock.ToColumn(to) + margin, Clock.IsDeclared),
            dialect.TimeType(Clock.IsDeclared)
        );
        var page = await ReadAsync(dialect.Between(rowsQuery, limit), parameters, cancellation);
        return [.. page.Rows.Select(row => row.Row).OfType<TRow>()];
    }

    /// <summary>
    /// Ids and stamps (UTC) after an id, for a sweep, and the id the next page begins after; null = there is none.
    /// </summary>
    public Task<(List<(string? Id, DateTime? Stamp)> Ids, string? Last)> ReadIdsAsync(
        string? afterId,
        CancellationToken cancellation
    ) =>
        GuardAsync(
            mapping.Query + "-ids.sql",
            async () =>
            {
                await using var connection = await OpenAsync(cancellation);
                var command = new CommandDefinition(
                    dialect.Ids(idsQuery, afterId is not null, IdsLimit),
                    new { afterId },
                    commandTimeout: TimeoutSeconds,
                    cancellationToken: cancellation
                );
                await using var reader = (DbDataReader)await connection.ExecuteReaderAsync(command);
                var fields = new RowFields(reader, Clock, pool) { Now = time.GetUtcNow().UtcDateTime };
                Require(fields, ["id", "updated_at"], mapping.Query + "-ids.sql");
                var ids = new List<(string?, DateTime?)>();
                string? last = null;
                while (await reader.ReadAsync(cancellation))
                {
                    ids.Add((fields.Text("id", pooled: false), fields.Time("updated_at")));
                    last = fields.RawText("id");
                }
                return (ids, ids.Count >= IdsLimit ? last : null);
            }
        );

    private Task<Page<TRow>> ReadAsync(string query, DynamicParameters parameters, CancellationToken cancellation) =>
        GuardAsync(
            rowsFile,
            async () =>
            {
                await using var connection = await OpenAsync(cancellation);
                await using var reader = (DbDataReader)
                    await connection.ExecuteReaderAsync(
                        new CommandDefinition(
                            query,
                            parameters,
                            commandTimeout: TimeoutSeconds,
                            cancellationToken: cancellation
                        )
                    );
                var fields = new RowFields(reader, Clock, pool) { Now = time.GetUtcNow().UtcDateTime };
                Require(fields, mapping.Columns, rowsFile);
                var rows = new List<ReadRow<TRow>>();
                var itsmNow = default(DateTime);
                Position? last = null;
                while (await reader.ReadAsync(cancellation))
                {
                    itsmNow = UtcClock(fields);
                    // The clock's own row: a page without rows has it alone.
                    if (
                        fields.Raw("id") is null
                        && fields.Raw("updated_at") is null
                        && rows.Count == 0
                        && last is null
                        && fields.Raw("state") is null
                    )
                        continue;
                    rows.Add(Make(fields));
                    if (fields.ColumnTime("updated_at") is { } stamp && stamp > BeforeAllTimes.Stamp)
                        last = new Position(stamp, fields.RawText("id") ?? "");
                }
                RowsRead += rows.Count;
                return new Page<TRow>(rows, itsmNow, rows.Count >= PageLimit ? last ?? BeforeAllTimes : null);
            }
        );

    private static void Require(RowFields fields, IReadOnlyList<string> columns, string file)
    {
        var missing = columns.Where(column => !fields.Has(column)).ToList();
        if (missing.Count > 0)
            throw new ItsmException(
                $"{file} gives no column {string.Join(", ", missing)}: add it to the SELECT (NULL where the ITSM has none)."
            );
    }

    private ReadRow<TRow> Make(RowFields fields)
    {
        fields.Mended.Clear();
        var id = fields.Text("id", pooled: false);
        var stamp = fields.Time("updated_at");
        if (id is null)
            return new(null, stamp, null, "the row has no id", []);
        if (stamp is null)
            return new(id, null, null, "the row has no possible updated_at", []);
        if (fields.Has("deleted") && fields.Number("deleted", 0, 1) == 1)
            return new(id, stamp, null, null, []);
        var (row, leftOut) = mapping.Make(fields, id, stamp.Value);
        return new(id, stamp, row, leftOut, row is null || fields.Mended.Count == 0 ? [] : [.. fields.Mended]);
    }

    private static DateTime UtcClock(RowFields fields) =>
        fields.Raw("itsm_now") switch
        {
            DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
            string text => DateTime.Parse(
                text,
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AdjustToUniversal
                    | System.Globalization.DateTimeStyles.AssumeUniversal
            ),
            var other => throw new ItsmException($"The ITSM's clock reads '{other}', which is no time."),
        };

    private async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        Queries++;
        DbConnection connection;
        try
        {
            connection = dialect.Connect(itsm.ConnectionString);
        }
        catch (ArgumentException)
        {
            throw new ItsmException(
                $"Itsm:ConnectionString is no connection string for {itsm.Provider}: write it as key=value pairs separated by semicolons."
            );
        }
        try
        {
            await connection.OpenAsync(cancellation);
            await dialect.PrepareAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Turns what a provider says into one line without secrets.</summary>
    private async Task<TResult> GuardAsync<TResult>(string file, Func<Task<TResult>> read)
    {
        try
        {
            return await read();
        }
        catch (DbException error)
        {
            throw new ItsmException(
                $"{itsm.Provider}, {file}: {ItsmException.OneLine(error.Message, itsm.ConnectionString)}",
                error
            );
        }
        catch (TimeoutException error)
        {
            throw new ItsmException($"{itsm.Provider} did not answer in time.", error);
        }
    }
}
