using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Apollo.Grains.Databases;
using Apollo.Model;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Reads one kind of row from one ITSM: committed rows only, by connections that can only read, with time-outs. Holds
/// no state of the desk.
/// </summary>
internal sealed partial class ItsmReader<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>Rows of one page.</summary>
    public const int PageLimit = 5_000;

    /// <summary>Ids of one page of a sweep.</summary>
    public const int IdsLimit = 20_000;

    /// <summary>Rows that are read by id at once, where a full read goes by ids.</summary>
    public const int RowsById = 1_000;

    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AllIdsWithin = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Behind rows without a stamp, which some databases put first; every database can hold this time.
    /// </summary>
    private static readonly PageStart BeforeAllTimes = new(new DateTime(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc), null);
    private readonly DatabaseDriver driver;
    private readonly Dialect dialect;
    private readonly Mapping<TRow> mapping = Mappings.Of<TRow>();
    private readonly ItsmConnector connector;
    private readonly MappingFile rowsFile;
    private readonly MappingFile idsFile;
    private readonly MappingFile? changedFile;
    private readonly ItsmSystem system;
    private readonly TimeProvider time;

    // Polls and a sweep may read side by side.
    private readonly ConcurrentDictionary<string, string> pool = new(StringComparer.Ordinal);

    public ItsmReader(ItsmConnection itsm, WallClock clock, TimeProvider time, bool isOneDatabase = false)
    {
        (Clock, this.time) = (clock, time);
        driver = DatabaseDriver.Of(itsm.Provider);
        dialect = Dialect.Of(itsm.Provider);
        connector = new ItsmConnector(itsm, dialect, isOneDatabase);
        system = ItsmSystem.Find(itsm, dialect);
        (rowsFile, idsFile) = (system.File(mapping.Query), system.File(mapping.Query + "-ids"));
        changedFile = system.Optional(mapping.Query + "-changed");
    }

    /// <summary>Name of the file that gives rows.</summary>
    public string RowsFile => rowsFile.Name;

    /// <summary>Name of the file that a poll is made of.</summary>
    public string PollFile => (changedFile ?? rowsFile).Name;

    /// <summary>Name of the file that gives ids.</summary>
    public string IdsFile => idsFile.Name;

    /// <summary>A file of the mapping was written since it was read, or gives other columns <c>by_…</c>.</summary>
    public bool AreFilesChanged =>
        rowsFile.HasChanged
        || idsFile.HasChanged
        || changedFile?.HasChanged == true
        || system.HasChanged
        || hasOtherColumns;

    /// <summary>
    /// A file of the mapping tells which rows changed: polls read those by id, and a full read goes by all ids.
    /// </summary>
    public bool HasChangedSet => changedFile is not null;

    /// <summary>Queries sent so far.</summary>
    public long Queries => connector.Queries;

    /// <summary>Rows of tickets or interventions read so far, ids of sweeps left out.</summary>
    public long RowsRead { get; private set; }

    /// <summary>How column times are read.</summary>
    public WallClock Clock { get; }

    /// <summary>
    /// The column <c>updated_at</c> holds wall times of the declared zone, not instants; known once a row was read.
    /// </summary>
    private bool StampIsWall { get; set; }

    private bool stampIsRounded;

    /// <summary>What <c>updated_at</c> shows at an instant.</summary>
    public DateTime ToColumn(DateTime utc) => StampIsWall ? Clock.ToColumn(utc) : utc;

    /// <summary>The next page after a position; from the very beginning where it is null.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="until">Rows stamped later, UTC, are left for another time; null = none are.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<Page<TRow>> ReadPageAsync(PageStart? from, DateTime? until, CancellationToken cancellation)
    {
        var parameters = Options();
        AddTime(parameters, "since", from?.Stamp);
        if (until is { } end)
            AddTime(parameters, "until", ToColumn(end));
        parameters.Add("afterId", from?.Id);
        parameters.Add("ids", null, System.Data.DbType.String);
        var page = await ReadAsync(
            dialect.Page(rowsFile.Text, from is not null, from?.Id is not null, PageLimit, until is not null),
            parameters,
            cancellation
        );
        // A page full of rows without a possible stamp gives no place to go on from: first behind those without any,
        // and then not again.
        return page.Last == BeforeAllTimes && from is not null ? page with { Last = null } : page;
    }

    /// <summary>The rows of some ids.</summary>
    public Task<Page<TRow>> ReadByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        ReadAsync(dialect.ByIds(rowsFile.Text), ByIds(ids), cancellation);

    private DynamicParameters ByIds(IReadOnlyCollection<string> ids)
    {
        var parameters = Options();
        AddTime(parameters, "since", null);
        parameters.Add("ids", JsonSerializer.Serialize(ids), System.Data.DbType.String);
        return parameters;
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
        var parameters = Options();
        AddTime(parameters, "since", null);
        parameters.Add("ids", null, System.Data.DbType.String);
        parameters.Add(
            "from",
            dialect.Time(Clock.ToColumn(from) - margin, Clock.IsDeclared),
            dialect.TimeType(Clock.IsDeclared, false)
        );
        parameters.Add(
            "to",
            dialect.Time(Clock.ToColumn(to) + margin, Clock.IsDeclared),
            dialect.TimeType(Clock.IsDeclared, false)
        );
        var page = await ReadAsync(dialect.Between(rowsFile.Text, limit), parameters, cancellation);
        return [.. page.Rows.Select(row => row.Row).OfType<TRow>()];
    }

    /// <summary>All rows, page by page.</summary>
    public async IAsyncEnumerable<Page<TRow>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (HasChangedSet)
        {
            var all = await ReadAllIdsAsync(cancellation);
            foreach (var some in all.Ids.Select(listed => listed.RawId).OfType<string>().Chunk(RowsById))
                yield return await ReadByIdsAsync(some, cancellation);
            yield break;
        }
        PageStart? next = null;
        do
        {
            var page = await ReadPageAsync(next, null, cancellation);
            yield return page;
            next = page.Last;
        } while (next is not null);
    }

    /// <summary>
    /// Ids and stamps (UTC) after an id, for a sweep, and the id the next page begins after; null = there is none.
    /// </summary>
    public async Task<(List<ListedId> Ids, object? Last)> ReadIdsAsync(object? afterId, CancellationToken cancellation)
    {
        // Where the id is computed no index serves: each page would sort all ids.
        if (HasChangedSet)
            return ((await ReadAllIdsAsync(cancellation)).Ids, null);
        var parameters = Options();
        parameters.Add("afterId", afterId);
        return await connector.ReadAsync(
            idsFile,
            dialect.Ids(idsFile.Text, afterId is not null, IdsLimit),
            parameters,
            ReadWithin,
            async (reader, token) =>
            {
                var fields = Fields(reader);
                Require(fields, ["id", "updated_at"], idsFile.Name);
                var ids = new List<ListedId>();
                object? last = null;
                while (await reader.ReadAsync(token))
                {
                    last = fields.Raw("id");
                    ids.Add(Listed(fields, fields.Time("updated_at")));
                }
                return (ids, ids.Count >= IdsLimit ? last : null);
            },
            cancellation
        );
    }

    /// <summary>All ids and stamps (UTC), by one query with a time limit of its own.</summary>
    public Task<IdList> ReadAllIdsAsync(CancellationToken cancellation) =>
        ReadIdListAsync(idsFile, dialect.AllIds(idsFile.Text), Options(), hasStamp: true, AllIdsWithin, cancellation);

    /// <summary>Ids of the rows that changed at or after a time of the columns; a row may be named twice.</summary>
    public Task<IdList> ReadChangedAsync(DateTime since, CancellationToken cancellation)
    {
        var parameters = Options();
        AddTime(parameters, "since", since);
        var query = dialect.Changed(changedFile!.Text);
        return ReadIdListAsync(changedFile, query, parameters, hasStamp: false, ReadWithin, cancellation);
    }

    private Task<IdList> ReadIdListAsync(
        MappingFile file,
        string query,
        DynamicParameters parameters,
        bool hasStamp,
        TimeSpan within,
        CancellationToken cancellation
    )
    {
        var before = time.GetUtcNow().UtcDateTime;
        return connector.ReadAsync(
            file,
            query,
            parameters,
            within,
            async (reader, token) =>
            {
                var after = time.GetUtcNow().UtcDateTime;
                var fields = Fields(reader);
                var itsmNow = default(DateTime);
                if (fields.Columns is ["itsm_now"])
                {
                    await reader.ReadAsync(token);
                    itsmNow = UtcClock(fields);
                    await reader.NextResultAsync(token);
                    fields = Fields(reader);
                }
                Require(fields, hasStamp ? ["id", "updated_at"] : ["id"], file.Name);
                var ids = new List<ListedId>();
                while (await reader.ReadAsync(token))
                {
                    if (itsmNow == default)
                        itsmNow = UtcClock(fields);
                    if (hasStamp && fields.ColumnTime("updated_at") is { Kind: var kind })
                        StampIsWall = Clock.IsDeclared && kind == DateTimeKind.Unspecified;
                    // Without an id it is the clock's own row, or one that can be no row.
                    if (fields.Raw("id") is not null || (hasStamp && fields.Raw("updated_at") is not null))
                        ids.Add(Listed(fields, hasStamp ? fields.Time("updated_at") : null));
                }
                return new IdList(ids, itsmNow, Offset(itsmNow, before, after));
            },
            cancellation
        );
    }

    private RowFields Fields(DbDataReader reader) =>
        new(reader, driver, dialect, Clock, pool)
        {
            Now = time.GetUtcNow().UtcDateTime,
            Own = typeof(TRow) == typeof(Ticket) ? system.Words : OwnWords.None,
        };

    private static ListedId Listed(RowFields fields, DateTime? stamp)
    {
        fields.Mended.Clear();
        var raw = fields.Raw("id");
        return new(fields.Id(), raw as string ?? Convert.ToString(raw, CultureInfo.InvariantCulture), stamp);
    }

    private DynamicParameters Options()
    {
        var parameters = new DynamicParameters();
        system.AddOptions(parameters);
        return parameters;
    }

    private Task<Page<TRow>> ReadAsync(string query, DynamicParameters parameters, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime;
        return connector.ReadAsync(
            rowsFile,
            query,
            parameters,
            ReadWithin,
            (reader, token) => PageAsync(reader, before, token),
            cancellation
        );
    }

    private async Task<Page<TRow>> PageAsync(DbDataReader reader, DateTime before, CancellationToken cancellation)
    {
        var after = time.GetUtcNow().UtcDateTime;
        var fields = Fields(reader);
        RequireColumns(fields);
        stampIsRounded = fields.IsRounded("updated_at");
        var rows = new List<ReadRow<TRow>>();
        var itsmNow = default(DateTime);
        PageStart? last = null;
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
            if (fields.ColumnTime("updated_at") is not { } stamp || stamp <= BeforeAllTimes.Stamp)
                continue;
            StampIsWall = Clock.IsDeclared && stamp.Kind == DateTimeKind.Unspecified;
            last = new PageStart(stamp, fields.Raw("id") ?? "");
        }
        RowsRead += rows.Count;
        var offset = Offset(itsmNow, before, after);
        return new Page<TRow>(rows, itsmNow, offset, rows.Count >= PageLimit ? last ?? BeforeAllTimes : null);
    }

    /// <summary>
    /// The ITSM looked at its clock at some moment of the query: what lies within it is no difference.
    /// </summary>
    private static TimeSpan Offset(DateTime itsmNow, DateTime before, DateTime after) =>
        itsmNow < before ? itsmNow - before
        : itsmNow > after ? itsmNow - after
        : TimeSpan.Zero;

    private void AddTime(DynamicParameters parameters, string name, DateTime? column) =>
        parameters.Add(
            name,
            column is { } stamp ? dialect.Time(stamp, StampIsWall) : null,
            dialect.TimeType(StampIsWall, stampIsRounded)
        );

    private static void Require(RowFields fields, IReadOnlyList<string> columns, string file)
    {
        var missing = columns.Where(column => !fields.Has(column)).ToList();
        if (missing.Count > 0)
            throw new ItsmException(
                $"{file} gives no column {string.Join(", ", missing)}: add it to the SELECT (NULL where the "
                    + "ITSM has none)."
            );
    }

    private ReadRow<TRow> Make(RowFields fields)
    {
        fields.Mended.Clear();
        var raw = fields.Raw("id");
        if (fields.Id() is not { } id)
            return new(null, null, null, fields.Mended is [var refused, ..] ? refused : "the row has no id", []);
        if (fields.Time("updated_at") is not { } stamp)
            return new(id, null, null, "the row has no possible updated_at", []) { RawId = raw };
        if (fields.Has("deleted") && fields.Number("deleted", 0, 1) == 1)
            return new(id, stamp, null, null, []) { RawId = raw };
        var (row, leftOut) = mapping.Make(fields, id, stamp);
        IReadOnlyList<string> mended = row is null || fields.Mended.Count == 0 ? [] : [.. fields.Mended];
        return row is not null && mapping.CountsFrom(row) is { } from && from > fields.Now
            ? new(id, stamp, null, "opened_at lies more than a day ahead", []) { RawId = raw, Later = (row, from) }
            : new(id, stamp, row, leftOut, mended) { RawId = raw };
    }

    private static DateTime UtcClock(RowFields fields) =>
        fields.Raw("itsm_now") switch
        {
            DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
            string text => DateTime.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
            ),
            var other => throw new ItsmException($"The ITSM's clock reads '{other}', which is no time."),
        };
}
