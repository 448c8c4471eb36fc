using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// A folder of SQL files of a desk's own, over a table that keeps no promises: what is wrong is listed, and nothing
/// stands still.
/// </summary>
public sealed class OwnSystem : IAsyncLifetime
{
    private const string Rows = """
        SELECT id, 'incident' AS kind, title, state, NULL AS priority, NULL AS category, NULL AS service,
               NULL AS channel, NULL AS location, NULL AS team, NULL AS assignee, NULL AS requester,
               opened AS opened_at, NULL AS responded_at, NULL AS resolved_at, NULL AS closed_at,
               NULL AS reopened_at, NULL AS response_due_at, NULL AS due_at, NULL AS pending_seconds,
               NULL AS reopens, NULL AS reassignments, NULL AS escalated, NULL AS rating, NULL AS outcome,
               NULL AS url, changed AS updated_at, gone AS deleted
        FROM calls
        WHERE (@since IS NULL OR changed >= @since)
          AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
        """;

    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    private string ConnectionString => $"Data Source={folder.File("calls.db")}";

    public async Task InitializeAsync()
    {
        await ExecuteAsync(
            "CREATE TABLE calls (id TEXT, title TEXT, state TEXT, opened TEXT, changed TEXT, gone INTEGER)"
        );
        await File.WriteAllTextAsync(folder.File("tickets.sql"), Rows);
        await File.WriteAllTextAsync(
            folder.File("tickets-ids.sql"),
            "SELECT id, CASE WHEN id = 'POISON' THEN json_extract('{', '$') ELSE changed END AS updated_at FROM calls"
        );
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_row_marked_deleted_leaves_with_the_next_poll()
    {
        await InsertAsync("A", Text(0));
        var slice = await LoadAsync();
        Assert.Equal("A", Assert.Single(slice.Held.Rows).Id);
        await ExecuteAsync("UPDATE calls SET gone = 1, changed = @now", new { now = Text(0) });
        Assert.Null(Assert.Single(await PollAsync(slice)).After);
        Assert.Equal(0, slice.Held.Count);
    }

    [Fact]
    public async Task Six_thousand_rows_without_a_stamp_hide_no_row_that_has_one()
    {
        await ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
            INSERT INTO calls SELECT 'N' || i, NULL, 'open', @at, NULL, 0 FROM n
            """,
            new { at = Text(0) }
        );
        await InsertAsync("GOOD", Text(0));
        var slice = await LoadAsync();
        Assert.Equal("GOOD", Assert.Single(slice.Held.Rows).Id);
        Assert.Contains(slice.Held.Bad, bad => bad.Reason.Contains("no possible updated_at", StringComparison.Ordinal));
        await InsertAsync("LATER", Text(0));
        Assert.Equal("LATER", Assert.Single(await PollAsync(slice)).After!.Id);
    }

    [Fact]
    public async Task Pages_of_stamps_that_are_no_times_end()
    {
        await ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11000)
            INSERT INTO calls SELECT 'Z' || i, NULL, 'open', @at, 'zzz', 0 FROM n
            """,
            new { at = Text(0) }
        );
        await InsertAsync("GOOD", Text(0));
        var slice = await LoadAsync();
        Assert.Equal("GOOD", Assert.Single(slice.Held.Rows).Id);
        Assert.Empty(await PollAsync(slice));
    }

    [Fact]
    public async Task Of_two_rows_with_one_id_the_latest_counts_and_no_poll_changes_it()
    {
        await InsertAsync("A", Text(-1), "older");
        await InsertAsync("A", Text(0), "newer");
        var slice = await LoadAsync();
        Assert.Equal("newer", Assert.Single(slice.Held.Rows).Title);
        Assert.Contains("more than once", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);
        for (var poll = 0; poll < 3; poll++)
            Assert.Empty(await PollAsync(slice));
        Assert.Empty(await slice.SweepAllAsync());
        Assert.Equal("newer", Assert.Single(slice.Held.Rows).Title);
    }

    [Fact]
    public async Task A_sweep_that_breaks_on_a_later_page_removes_nothing()
    {
        // Ids come in pages of 20,000, in their order: the broken one, POISON, stands on the second.
        await ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO calls SELECT 'N' || i, NULL, 'open', @at, @at, 0 FROM n
            """,
            new { at = Text(-60 * 24) }
        );
        await InsertAsync("A", Text(-60 * 24));
        await InsertAsync("B", Text(-60 * 24));
        var slice = await LoadAsync();
        await ExecuteAsync("DELETE FROM calls WHERE id = 'A'");
        await InsertAsync("POISON", Text(-60 * 24));
        await Assert.ThrowsAsync<ItsmException>(() => slice.SweepAllAsync());
        Assert.Equal(20_002, slice.Held.Count);

        await ExecuteAsync("DELETE FROM calls WHERE id = 'POISON'");
        Assert.Equal("A", Assert.Single(await slice.SweepAllAsync()).Before!.Id);
    }

    [Fact]
    public async Task What_is_wrong_is_one_clear_line_without_the_password()
    {
        var column = Rows.Replace("NULL AS rating, ", "", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("tickets.sql"), column);
        Assert.Contains(
            "gives no column rating",
            await ErrorAsync(DatabaseProvider.Sqlite, ConnectionString, folder.Path),
            StringComparison.Ordinal
        );
        File.Delete(folder.File("tickets.sql"));
        Assert.Contains(
            "has no tickets.sql",
            await ErrorAsync(DatabaseProvider.Sqlite, ConnectionString, folder.Path),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "neither a shipped system",
            await ErrorAsync(DatabaseProvider.Sqlite, ConnectionString, "nowhere"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is no zone",
            await ErrorAsync(DatabaseProvider.Sqlite, ConnectionString, "apollo", "Europe/Lyon"),
            StringComparison.Ordinal
        );
        foreach (
            var (provider, text) in new[]
            {
                (DatabaseProvider.PostgreSql, "Host=127.0.0.1;Port=1;Username=u;Password=geheim;Database=d"),
                (DatabaseProvider.MySql, "Server=127.0.0.1;Port=1;User ID=u;Password=geheim;Database=d"),
                (
                    DatabaseProvider.SqlServer,
                    "Server=127.0.0.1,1;User ID=u;Password=geheim;Database=d;Connect Timeout=1"
                ),
                (DatabaseProvider.PostgreSql, "geheim"),
            }
        )
        {
            var line = await ErrorAsync(provider, text, "apollo");
            Assert.StartsWith(
                text == "geheim" ? "Itsm:ConnectionString is no connection string" : provider.ToString(),
                line,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("geheim", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    private async Task<string> ErrorAsync(
        DatabaseProvider provider,
        string connectionString,
        string system,
        string? zone = null
    )
    {
        var error = await Assert.ThrowsAsync<ItsmException>(async () =>
            await new Slice<Ticket>(
                new ItsmConnection(system, provider, connectionString, zone),
                TimeSpan.FromMinutes(2),
                _ => null,
                time
            ).PollAsync(CancellationToken.None)
        );
        return error.Message;
    }

    private Task<Slice<Ticket>> LoadAsync() =>
        new Slice<Ticket>(
            new ItsmConnection(folder.Path, DatabaseProvider.Sqlite, ConnectionString),
            TimeSpan.FromMinutes(2),
            _ => null,
            time
        ).LoadAsync(pages: 10);

    /// <summary>Pages without a possible stamp must end too.</summary>
    private static Task<List<RowChange<Ticket>>> PollAsync(Slice<Ticket> slice) => slice.PollAllAsync(pages: 10);

    private Task InsertAsync(string id, string changed, string? title = null) =>
        ExecuteAsync(
            "INSERT INTO calls VALUES (@id, @title, 'open', @changed, @changed, 0)",
            new
            {
                id,
                title,
                changed,
            }
        );

    private async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    private static string Text(int minutes) =>
        DateTime
            .UtcNow.AddMinutes(minutes)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
}
