using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Apollo.Grains.Databases;
using Apollo.Model;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Reads what only the ITSM has of one ticket: its further fields and its timeline, by <c>ticket-detail.sql</c>.
/// </summary>
internal sealed class DetailReader(ItsmConnection itsm, TimeProvider time)
{
    private const string File = "ticket-detail";
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(10);
    private const int TimelineLimit = 2_000;
    private const int MendedShown = 10;
    private static readonly string[] TimelineColumns = ["at", "author", "kind", "text"];
    private readonly DatabaseDriver driver = DatabaseDriver.Of(itsm.Provider);
    private readonly Dialect dialect = Dialect.Of(itsm.Provider);
    private readonly ItsmConnector connector = new(itsm, Dialect.Of(itsm.Provider));
    private readonly WallClock clock = new(itsm.TimeZone);
    private readonly ConcurrentDictionary<string, string> pool = new(StringComparer.Ordinal);

    /// <summary>The further fields, and the timeline, newest first.</summary>
    /// <exception cref="ItsmException">The ITSM cannot be read, or the file is missing or gives no
    /// timeline.</exception>
    public Task<ReadDetail> ReadAsync(string id, CancellationToken cancellation)
    {
        var system = ItsmSystem.Find(itsm, dialect);
        var file = system.File(File);
        var parameters = new DynamicParameters(new { id });
        system.AddOptions(parameters);
        return connector.ReadAsync(
            file,
            file.Text,
            parameters,
            ReadWithin,
            async (reader, token) =>
            {
                var mended = new List<string>();
                var fields = await ReadFieldsAsync(reader, mended, token);
                if (!await reader.NextResultAsync(token))
                    throw new ItsmException(
                        $"{file.Name} gives one result set; the second is the timeline: at, author, kind, text."
                    );
                var timeline = await TimelineAsync(reader, mended, token);
                return new ReadDetail(fields, timeline) { Mended = [.. mended.Distinct().Take(MendedShown)] };
            },
            cancellation
        );
    }

    /// <summary>
    /// Either rows of name and value, or one row whose columns are the fields. What a ticket's row already says is left
    /// out.
    /// </summary>
    private async Task<ImmutableArray<TicketField>> ReadFieldsAsync(
        DbDataReader reader,
        List<string> mended,
        CancellationToken cancellation
    )
    {
        var row = new RowFields(reader, driver, dialect, clock, pool);
        var fields = ImmutableArray.CreateBuilder<TicketField>();
        var isPairs =
            reader.FieldCount == 2
            && reader.GetName(0).Equals("name", StringComparison.OrdinalIgnoreCase)
            && reader.GetName(1).Equals("value", StringComparison.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellation))
        {
            if (isPairs)
            {
                var name = row.Shown(0, "name") ?? "";
                fields.Add(new TicketField(name, row.Shown(1, name)));
            }
            else
                for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
                    if (
                        !Mappings.Tickets.Columns.Contains(reader.GetName(ordinal), StringComparer.OrdinalIgnoreCase)
                        && !reader.GetName(ordinal).Equals("deleted", StringComparison.OrdinalIgnoreCase)
                    )
                        fields.Add(
                            new TicketField(reader.GetName(ordinal), row.Shown(ordinal, reader.GetName(ordinal)))
                        );
        }
        mended.AddRange(row.Mended);
        return fields.ToImmutable();
    }

    private async Task<ImmutableArray<TimelineEntry>> TimelineAsync(
        DbDataReader reader,
        List<string> mended,
        CancellationToken cancellation
    )
    {
        var fields = new RowFields(reader, driver, dialect, clock, pool) { Now = time.GetUtcNow().UtcDateTime };
        if (TimelineColumns.Where(column => !fields.Has(column)).ToList() is { Count: > 0 } missing)
            throw new ItsmException(
                $"{File}.sql gives no column {string.Join(", ", missing)} in its second result set: add it to "
                    + "the SELECT."
            );
        var entries = new List<TimelineEntry>();
        while (await reader.ReadAsync(cancellation))
            if (fields.Time("at") is { } at)
                entries.Add(
                    new TimelineEntry(
                        at,
                        fields.Text("author"),
                        fields.Text("kind"),
                        HtmlText.Of(
                            fields.Text("text", pooled: false),
                            fields.Has("html") && fields.Number("html", 0, 1) is { } html ? html == 1 : null
                        )
                    )
                );
        mended.AddRange(fields.Mended.Select(reason => $"timeline: {reason}"));
        // Entries of one instant stand in the order of the file, whichever way it runs.
        if (entries is [var first, .., var last] && first.At <= last.At)
            entries.Reverse();
        return [.. entries.OrderByDescending(entry => entry.At).Take(TimelineLimit)];
    }
}

/// <summary>What only the ITSM has of one ticket.</summary>
/// <param name="Fields">The further fields.</param>
/// <param name="Timeline">The timeline, newest first.</param>
internal sealed record ReadDetail(ImmutableArray<TicketField> Fields, ImmutableArray<TimelineEntry> Timeline)
{
    /// <summary>Values that became NULL, with column and reason; at most 10.</summary>
    public ImmutableArray<string> Mended { get; init; } = [];
}
