using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// A value that a database can hold and .NET, or a ticket, cannot is that cell's NULL and listed; the desk goes on.
/// </summary>
public abstract class OddValues(string provider) : OnADatabase(provider)
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    /// <summary>Columns of a ticket and SQL whose value none of them can hold.</summary>
    private protected abstract (string Column, string Sql)[] Odd { get; }

    private protected virtual string TimeType => "datetime2(3)";

    private protected virtual string MoreColumns => "";

    private protected override async Task PrepareAsync()
    {
        await Itsm.ExecuteAsync(
            $"CREATE TABLE calls (id varchar(64) NOT NULL PRIMARY KEY, changed {TimeType} NOT NULL{MoreColumns})"
        );
        var changed = time.GetUtcNow().UtcDateTime.AddMinutes(-5);
        foreach (var id in new[] { "Even", "Odd" })
            await InsertAsync(id, changed);
    }

    [SkippableFact]
    public async Task A_value_nothing_can_hold_is_null_and_listed_and_every_row_counts()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        await OwnMapping.WriteAsync(
            Folder,
            Provider,
            "calls",
            [.. Odd.Select(odd => (odd.Column, $"CASE WHEN id = 'Odd' THEN {odd.Sql} ELSE NULL END"))]
        );
        var slice = await Slice().LoadAsync();
        Assert.Equal(["Even", "Odd"], slice.Held.Rows.Select(row => row.Id).Order());
        var held = slice.Held.Find("Odd")!;
        Assert.Equal(slice.Held.Find("Even")! with { Id = "Odd" }, held with { Url = null });
        var bad = Assert.Single(slice.Held.Bad);
        Assert.False(bad.LeftOut);
        foreach (var (column, _) in Odd)
            Assert.Contains(column, bad.Reason, StringComparison.Ordinal);
        Assert.Empty(await slice.PollAllAsync());
        Assert.Empty(await slice.SweepAllAsync());

        await InsertAsync("Later", DateTime.UtcNow);
        Assert.Equal("Later", Assert.Single(await slice.PollAllAsync()).After!.Id);
    }

    [SkippableFact]
    public async Task A_stamp_nothing_can_hold_leaves_the_row_out_and_hides_no_other()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        var stamp = Odd.First(odd => odd.Column == "due_at").Sql;
        await OwnMapping.WriteAsync(
            Folder,
            Provider,
            "calls",
            ("updated_at", $"CASE WHEN id = 'Odd' THEN {stamp} ELSE changed END")
        );
        var slice = await Slice().LoadAsync();
        Assert.Equal("Even", Assert.Single(slice.Held.Rows).Id);
        Assert.Contains("updated_at", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);
        await slice.SweepAllAsync();
        await InsertAsync("Later", DateTime.UtcNow);
        Assert.Equal("Later", Assert.Single(await slice.PollAllAsync()).After!.Id);
    }

    [SkippableFact]
    public async Task A_tickets_page_shows_its_further_fields_but_for_the_value_nothing_can_hold()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        var odd = string.Join(", ", Odd.Select(value => $"{value.Sql} AS odd_{value.Column}"));
        await File.WriteAllTextAsync(
            Folder.File("ticket-detail.sql"),
            $"""
            SELECT 'B7' AS bay, {odd} FROM calls WHERE id = @id;
            SELECT changed AS at, 'Ana' AS author, 'note' AS kind, 'Seen' AS text FROM calls WHERE id = @id;
            """
        );
        var read = await new DetailReader(Connection(), time).ReadAsync("Odd", CancellationToken.None);
        var (fields, timeline) = read;
        Assert.Equal(new TicketField("bay", "B7"), fields[0]);
        Assert.All(read.Mended, reason => Assert.StartsWith("odd_", reason, StringComparison.Ordinal));
        Assert.Equal(
            fields.Skip(1).Where(field => field.Value is null).Select(field => field.Name),
            read.Mended.Select(reason => reason.Split(' ')[0])
        );
        Assert.Equal(Odd.Length + 1, fields.Length);
        Assert.DoesNotContain(fields, field => field.Value?.StartsWith("System.", StringComparison.Ordinal) == true);
        Assert.Equal("Seen", Assert.Single(timeline).Text);
    }

    [SkippableFact]
    public async Task Entries_of_one_second_stand_newest_first_as_the_file_gives_them()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        await File.WriteAllTextAsync(
            Folder.File("ticket-detail.sql"),
            """
            SELECT 'B7' AS bay FROM calls WHERE id = @id;
            SELECT c.changed AS at, n.text AS author, NULL AS kind, n.text
            FROM calls c
            CROSS JOIN (SELECT 1 AS place, 'first' AS text UNION ALL SELECT 2, 'second' UNION ALL SELECT 3, 'third') n
            WHERE c.id = @id ORDER BY c.changed, n.place;
            """
        );
        var (_, timeline) = await new DetailReader(Connection(), time).ReadAsync("Odd", CancellationToken.None);
        Assert.Equal(["third", "second", "first"], timeline.Select(entry => entry.Text));
    }

    private protected ItsmConnection Connection(string? zone = null) =>
        new(Folder.Path, DatabaseProvider, Itsm.ConnectionString, zone);

    private protected Slice<Ticket> Slice(string? zone = null) =>
        new(Connection(zone), TimeSpan.FromMinutes(2), _ => null, time);

    private protected Task InsertAsync(string id, DateTime changed) =>
        Itsm.ExecuteAsync(
            "INSERT INTO calls (id, changed) VALUES (@id, @changed)",
            new { id, changed = Itsm.Time(changed) }
        );
}

public sealed class OddValuesSqlite() : OddValues("Sqlite")
{
    private protected override string TimeType => "text";

    private protected override (string, string)[] Odd { get; } =
    [
        ("due_at", "'20226-12-01'"),
        ("resolved_at", "'0044-03-15 BC'"),
        ("closed_at", "9e999"),
        ("priority", "2.5"),
        ("rating", "1e40"),
        ("reopens", "X'00FF'"),
        ("title", "X'00FF'"),
    ];

    [SkippableFact]
    public async Task A_binary_id_is_refused_by_name_and_hides_no_row()
    {
        await OwnMapping.WriteAsync(Folder, Provider, "calls", ("id", "CASE WHEN id = 'Odd' THEN X'00FF' ELSE id END"));
        var slice = await Slice().LoadAsync();
        Assert.Equal("Even", Assert.Single(slice.Held.Rows).Id);
        var bad = Assert.Single(slice.Held.Bad);
        Assert.Equal(("(no id)", true), (bad.Id, bad.LeftOut));
        Assert.Contains("binary", bad.Reason, StringComparison.Ordinal);
        Assert.Empty(await slice.SweepAllAsync());
    }

    [SkippableFact]
    public async Task Pages_of_binary_ids_end()
    {
        await Itsm.ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
            INSERT INTO calls SELECT 'N' || i, @at FROM n
            """,
            new { at = Itsm.Time(DateTime.UtcNow.AddDays(-1)) }
        );
        await OwnMapping.WriteAsync(
            Folder,
            Provider,
            "calls",
            ("id", "CASE WHEN id > 'N' THEN CAST(id AS BLOB) ELSE id END")
        );
        var slice = await Slice().LoadAsync(pages: 10);
        Assert.Equal("Even", Assert.Single(slice.Held.Rows).Id);
        Assert.Empty(await slice.SweepAllAsync());
    }
}

public sealed class OddValuesPostgreSql() : OddValues("PostgreSql")
{
    private protected override string TimeType => "timestamptz";

    private protected override (string, string)[] Odd { get; } =
    [
        ("due_at", "timestamp '20226-12-01'"),
        ("resolved_at", "timestamptz '0044-03-15 BC'"),
        ("closed_at", "timestamp 'infinity'"),
        ("responded_at", "timestamptz '-infinity'"),
        ("priority", "'NaN'::numeric"),
        ("rating", "1e40::numeric"),
        ("reopens", "'Infinity'::float8"),
        ("reassignments", "date '2026-01-01'"),
        ("title", "'\\x00ff'::bytea"),
        ("team", "ARRAY['a', 'b']"),
    ];

    [SkippableFact]
    public async Task A_column_with_a_zone_keeps_its_instant_beside_columns_in_the_declared_one()
    {
        await OwnMapping.WriteAsync(
            Folder,
            Provider,
            "calls",
            ("opened_at", "changed"),
            ("due_at", "timestamp '2026-07-01 12:00'"),
            ("resolved_at", "timestamptz '2026-07-01 12:00+00'"),
            ("title", "current_setting('jit') || ' ' || current_setting('TimeZone')")
        );
        var changed = new DateTime(2026, 7, 1, 10, 0, 0, DateTimeKind.Utc);
        await InsertAsync("Zoned", changed);
        var slice = await Slice("Europe/Paris").LoadAsync();
        var row = slice.Held.Find("Zoned")!;
        Assert.Equal((changed, changed), (row.UpdatedAt, row.OpenedAt));
        Assert.Equal(new DateTime(2026, 7, 1, 10, 0, 0, DateTimeKind.Utc), row.DueAt);
        Assert.Equal(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc), row.ResolvedAt);
        Assert.Equal("off UTC", row.Title);

        // The mark is an instant too: a later row comes with the next poll, and no sweep differs.
        await InsertAsync("Later", DateTime.UtcNow);
        Assert.Equal("Later", Assert.Single(await slice.PollAllAsync()).After!.Id);
        Assert.Empty(await slice.SweepAllAsync());
    }
}

public sealed class OddValuesMySql() : OddValues("MySql")
{
    private protected override string TimeType => "datetime(3)";

    private protected override string MoreColumns =>
        ", wrong datetime, unset datetime, half date, flag tinyint(1), at timestamp NULL";

    private protected override (string, string)[] Odd { get; } =
    [
        ("due_at", "wrong"),
        ("resolved_at", "unset"),
        ("closed_at", "half"),
        ("priority", "2.5"),
        ("rating", "1e40"),
        ("reopens", "CAST('99999999999999999999999999999999999999999999' AS decimal(65))"),
        ("reassignments", "CAST('12:30:00' AS time)"),
        ("title", "X'00FF'"),
    ];

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await Itsm.ExecuteAsync(
            """
            SET sql_mode = 'ALLOW_INVALID_DATES';
            UPDATE calls SET wrong = '2026-02-31', unset = '0000-00-00', half = '2026-00-10' WHERE id = 'Odd'
            """
        );
    }

    [SkippableFact]
    public async Task A_tinyint_of_one_digit_is_a_number()
    {
        await OwnMapping.WriteAsync(Folder, Provider, "calls", ("priority", "flag"), ("escalated", "flag - 3"));
        await Itsm.ExecuteAsync("UPDATE calls SET flag = 4");
        var slice = await Slice().LoadAsync();
        Assert.Equal([4, 4], slice.Held.Rows.Select(row => row.Priority));
        Assert.All(slice.Held.Rows, row => Assert.True(row.Escalated));
    }

    [SkippableFact]
    public async Task A_timestamp_is_an_instant_whatever_the_servers_zone_beside_datetimes_in_the_declared_one()
    {
        await using var server = await MariaDbServer.StartAsync();
        var own = new Itsm("MySql", await server.CreateDatabaseAsync());
        await own.ExecuteAsync("SET GLOBAL time_zone = '+02:00'");
        await own.ExecuteAsync(
            "CREATE TABLE calls (id varchar(64) PRIMARY KEY, changed timestamp(3), wall datetime(3))"
        );
        var changed = new DateTime(2026, 7, 1, 10, 0, 0, DateTimeKind.Utc);
        await own.ExecuteAsync(
            "SET time_zone = '+00:00'; INSERT INTO calls VALUES ('A', @changed, @wall)",
            new { changed, wall = new DateTime(2026, 7, 1, 12, 0, 0) }
        );
        await OwnMapping.WriteAsync(Folder, Provider, "calls", ("due_at", "wall"), ("title", "@@session.time_zone"));
        var slice = new Slice<Ticket>(
            new ItsmConnection(Folder.Path, DatabaseProvider, own.ConnectionString, "Europe/Paris"),
            TimeSpan.FromMinutes(2),
            _ => null,
            new FakeTimeProvider(DateTimeOffset.UtcNow)
        );
        await slice.LoadAsync();
        var row = Assert.Single(slice.Held.Rows);
        Assert.Equal((changed, changed, changed), (row.UpdatedAt, row.OpenedAt, row.DueAt));
        Assert.Equal("+00:00", row.Title);
        await own.ExecuteAsync(
            "SET time_zone = '+00:00'; UPDATE calls SET changed = '2026-07-01 10:00:01', wall = NULL"
        );
        Assert.Null(Assert.Single(await slice.PollAllAsync()).After!.DueAt);
        Assert.Empty(await slice.SweepAllAsync());
    }
}

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class OddValuesSqlServer() : OddValues("SqlServer")
{
    private protected override (string, string)[] Odd { get; } =
    [
        ("due_at", "CAST('9999-12-31T23:59:59' AS datetime2)"),
        ("resolved_at", "CAST('0001-01-01' AS datetime2)"),
        ("priority", "2.5"),
        ("rating", "CAST('99999999999999999999999999999999999999' AS decimal(38))"),
        ("reopens", "1e40"),
        ("reassignments", "CAST('12:30' AS time)"),
        ("title", "0x00FF"),
    ];
}
