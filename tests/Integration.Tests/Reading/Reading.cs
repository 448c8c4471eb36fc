using System.Data.Common;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// A slice read from a real database ends right, whatever the ITSM does: the same tests on every provider.
/// </summary>
public abstract class Reading(string provider) : OnADatabase(provider)
{
    private protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>The present as the schema keeps it: whole milliseconds.</summary>
    private protected static DateTime Now => Millis(DateTime.UtcNow);

    private protected override Task PrepareAsync() => Itsm.CreateSchemaAsync();

    [SkippableFact]
    public async Task The_first_read_holds_what_can_count_and_a_second_poll_changes_nothing()
    {
        await Itsm.InsertTicketAsync("A", Now.AddDays(-2));
        await Itsm.InsertTicketAsync("B", Now);
        await Itsm.ExecuteAsync(
            """
            UPDATE tickets
            SET state = 'closed', opened_at = @at, resolved_at = @at, closed_at = @at, updated_at = @at
            WHERE id = 'A'
            """,
            new { at = Itsm.Time(Now.AddDays(-90)) }
        );
        var slice = await LoadAsync();
        Assert.Equal("B", Assert.Single(slice.Held.Rows).Id);
        Assert.Equal(2, slice.Loaded);
        Assert.Empty(await slice.PollAllAsync());
        Assert.InRange(slice.ClockOffset, TimeSpan.FromSeconds(-30), TimeSpan.FromSeconds(30));
    }

    [SkippableFact]
    public async Task A_poll_is_one_query()
    {
        await Itsm.InsertTicketAsync("A", Now);
        var slice = await LoadAsync();
        var before = slice.Queries;
        for (var poll = 0; poll < 5; poll++)
            await slice.PollAllAsync();
        Assert.Equal(5, slice.Queries - before);
    }

    [SkippableFact]
    public async Task Inserts_and_updates_come_with_the_next_poll_and_the_row_before_is_the_object_held()
    {
        await Itsm.InsertTicketAsync("A", Now.AddMinutes(-1));
        var slice = await LoadAsync();
        var held = Assert.Single(slice.Held.Rows);
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET team = 'Field', updated_at = @at WHERE id = 'A'",
            new { at = Itsm.Time(Now) }
        );
        await Itsm.InsertTicketAsync("B", Now);
        var changes = await slice.PollAllAsync();
        Assert.Equal(2, changes.Count);
        var changed = Assert.Single(changes, change => change.Before is not null);
        Assert.Same(held, changed.Before);
        Assert.Equal("Field", changed.After!.Team);
    }

    [SkippableFact]
    public async Task A_row_stamped_hours_ahead_blinds_nothing()
    {
        await Itsm.InsertTicketAsync("Ahead", Now.AddHours(5));
        var slice = await LoadAsync();
        await Itsm.InsertTicketAsync("B", Now);
        Assert.Equal("B", Assert.Single(await slice.PollAllAsync()).After!.Id);
        await Itsm.InsertTicketAsync("C", Now);
        Assert.Equal("C", Assert.Single(await slice.PollAllAsync()).After!.Id);
    }

    [SkippableFact]
    public async Task Rows_stamped_far_ahead_are_not_read_again_by_every_poll_and_none_of_them_is_lost()
    {
        await InsertManyAsync(1_000, Now.AddDays(3));
        await Itsm.InsertTicketAsync("B", Now);
        var slice = await LoadAsync();
        Assert.Equal(1, slice.Held.Count);
        await slice.PollAllAsync();
        var before = slice.RowsRead;
        for (var poll = 0; poll < 10; poll++)
            Assert.Empty(await slice.PollAllAsync());
        Assert.InRange(slice.RowsRead - before, 1, 100);

        await Itsm.InsertTicketAsync("C", Now);
        Assert.Equal("C", Assert.Single(await slice.PollAllAsync()).After!.Id);
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET opened_at = @at WHERE id IN ('N0000001', 'N0000002')",
            new { at = Itsm.Time(Now) }
        );
        Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(2, (await slice.PollAllAsync()).Count);
    }

    [SkippableFact]
    public async Task A_ticket_opened_days_ahead_comes_in_by_itself_a_day_before()
    {
        await Itsm.InsertTicketAsync("Ahead", Now);
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET opened_at = @at WHERE id = 'Ahead'",
            new { at = Itsm.Time(Now.AddDays(3)) }
        );
        var slice = await LoadAsync();
        Assert.Equal(0, slice.Held.Count);
        Assert.Contains("ahead", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);
        Assert.Empty(await slice.SweepAllAsync());
        Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        Assert.Equal("Ahead", Assert.Single(await slice.PollAllAsync()).After!.Id);
        Assert.Equal(0, slice.Held.BadCount);
    }

    [SkippableFact]
    public async Task Rows_that_come_back_with_old_stamps_are_taken_up_by_the_sweep_and_what_cannot_count_is_read_once()
    {
        await Itsm.InsertTicketAsync("A", Now);
        var slice = await LoadAsync();
        await Itsm.InsertTicketAsync("Back", Now.AddDays(-9));
        await Itsm.InsertTicketAsync("Old", Now.AddDays(-90));
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'closed', resolved_at = @at, closed_at = @at WHERE id = 'Old'",
            new { at = Itsm.Time(Now.AddDays(-90)) }
        );
        await Itsm.InsertTicketAsync("Odd", Now.AddDays(-9));
        await Itsm.ExecuteAsync("UPDATE tickets SET state = 'weird' WHERE id = 'Odd'");
        Assert.Empty(await slice.PollAllAsync());
        Assert.Equal("Back", Assert.Single(await slice.SweepAllAsync()).After!.Id);
        Assert.Equal("Odd", Assert.Single(slice.Held.Bad).Id);
        var before = slice.RowsRead;
        Assert.Empty(await slice.SweepAllAsync());
        Assert.Equal(before, slice.RowsRead);
        Assert.Equal("Odd", Assert.Single(slice.Held.Bad).Id);
    }

    [SkippableFact]
    public async Task Equal_stamps_over_page_borders_lose_no_row()
    {
        await InsertManyAsync(12_345, Minute(Now.AddMinutes(-10)));
        var slice = await LoadAsync();
        Assert.Equal(12_345, slice.Held.Count);
        // Minute precision: a row written later within the same minute has the same stamp as those read.
        await Itsm.InsertTicketAsync("Late", Minute(Now.AddMinutes(-10)));
        await Itsm.ExecuteAsync("UPDATE tickets SET title = 'again' WHERE id = 'N0000007'");
        Time.Advance(TimeSpan.FromSeconds(61));
        var changes = await slice.PollAllAsync();
        Assert.Equal(["Late", "N0000007"], changes.Select(change => change.After!.Id).Order());
    }

    [SkippableFact]
    public async Task Many_rows_updated_at_once_are_read_in_pages_and_not_again_on_every_poll()
    {
        const int many = 200_000;
        await InsertManyAsync(many, Now.AddDays(-1));
        await Itsm.InsertTicketAsync("One", Now);
        var slice = await LoadAsync();
        Assert.Equal(many + 1, slice.Held.Count);
        var quiet = slice.RowsRead;
        for (var poll = 0; poll < 5; poll++)
            Assert.Empty(await slice.PollAllAsync());
        // A quiet poll reads the rows of the overlap, whatever the number held.
        Assert.Equal(5, slice.RowsRead - quiet);
        await AssertUsesTheIndexAsync();

        await Itsm.ExecuteAsync("UPDATE tickets SET priority = 1, updated_at = @at", new { at = Itsm.Time(Now) });
        Assert.Equal(many + 1, (await slice.PollAllAsync()).Count);

        var before = slice.RowsRead;
        for (var poll = 0; poll < 10; poll++)
            await slice.PollAllAsync();
        await Itsm.InsertTicketAsync("New", Now);
        Assert.Equal("New", Assert.Single(await slice.PollAllAsync()).After!.Id);
        // One whole re-read of the overlap may fall into these polls, not one for each.
        Assert.InRange(slice.RowsRead - before, 1, many + 100);
    }

    [SkippableFact]
    public async Task Hard_deletes_leave_with_the_sweep_and_an_id_used_again_is_the_new_row()
    {
        await Itsm.InsertTicketAsync("A", Now.AddHours(-1));
        await Itsm.InsertTicketAsync("B", Now.AddHours(-1));
        await Itsm.InsertTicketAsync("C", Now);
        var slice = await LoadAsync();
        await Itsm.ExecuteAsync("DELETE FROM tickets WHERE id IN ('A', 'B')");
        await Itsm.InsertTicketAsync("B", Now.AddMinutes(-30), team: "Second life");
        Assert.Empty(await slice.PollAllAsync());
        var changes = await slice.SweepAllAsync();
        Assert.Equal("A", Assert.Single(changes, change => change.After is null).Before!.Id);
        Assert.Equal("Second life", Assert.Single(changes, change => change.After is not null).After!.Team);
        Assert.Equal(["B", "C"], slice.Held.Rows.Select(row => row.Id).Order());
    }

    [SkippableFact]
    public async Task A_sweep_removes_no_row_that_came_while_it_ran()
    {
        await Itsm.InsertTicketAsync("A", Now.AddHours(-1));
        var slice = await LoadAsync();
        // A differs, so the sweep reads it by id first: B comes after the sweep has listed the ids, and before it
        // removes.
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET team = 'Moved', updated_at = @at WHERE id = 'A'",
            new { at = Itsm.Time(Now.AddHours(-2)) }
        );
        var portions = 0;
        await foreach (var _ in slice.SweepAsync(_ => { }, CancellationToken.None))
        {
            if (portions++ > 0)
                continue;
            await Itsm.InsertTicketAsync("B", Now);
            await slice.PollAllAsync();
        }
        Assert.Equal(2, portions);
        Assert.Equal(2, slice.Held.Count);
    }

    [SkippableFact]
    public async Task Bad_rows_are_left_out_or_mended_and_listed_and_the_desk_goes_on()
    {
        await Itsm.InsertTicketAsync("Good", Now);
        await Itsm.InsertTicketAsync("State", Now);
        await Itsm.InsertTicketAsync("Opened", Now);
        await Itsm.InsertTicketAsync("Mended", Now);
        await Itsm.ExecuteAsync("UPDATE tickets SET state = 'weird' WHERE id = 'State'");
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET opened_at = @at WHERE id = 'Opened'",
            new { at = Itsm.Time(new DateTime(1985, 1, 1, 0, 0, 0, DateTimeKind.Utc)) }
        );
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET priority = 9, kind = 'riddle', rating = 0, title = @title WHERE id = 'Mended'",
            new { title = new string('x', 10_000_000) }
        );
        var slice = await LoadAsync();
        Assert.Equal(["Good", "Mended"], slice.Held.Rows.Select(row => row.Id).Order());
        Assert.Equal(10_000_000, slice.Held.Rows.Single(row => row.Id == "Mended").Title!.Length);
        Assert.Null(slice.Held.Rows.Single(row => row.Id == "Mended").Priority);
        Assert.Equal(["Mended", "Opened", "State"], slice.Held.Bad.Select(row => row.Id).Order());
        Assert.Equal(["Opened", "State"], slice.Held.Bad.Where(row => row.LeftOut).Select(row => row.Id).Order());
        Assert.Contains("weird", slice.Held.Bad.Single(row => row.Id == "State").Reason, StringComparison.Ordinal);

        await Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'OPEN', updated_at = @at WHERE id = 'State'",
            new { at = Itsm.Time(Now) }
        );
        await slice.PollAllAsync();
        Assert.Equal(3, slice.Held.Count);
        Assert.DoesNotContain(slice.Held.Bad, row => row.Id == "State");
    }

    [SkippableFact]
    public async Task Interventions_are_read_followed_and_swept_as_tickets_are()
    {
        const string insert = """
            INSERT INTO interventions (id, ticket_id, title, state, location, address, contact, team,
                technician, starts_at, ends_at, updated_at)
            VALUES (@id, 'INC-1', 'Swap the disk', @state, 'Lyon', '1 Rue A', 'Ana', 'Field',
                'Bo', @starts, @ends, @at)
            """;
        var start = Now.AddHours(2);
        Task InsertAsync(string id, string state = "planned") =>
            Itsm.ExecuteAsync(
                insert,
                new
                {
                    id,
                    state,
                    starts = Itsm.Time(start),
                    ends = Itsm.Time(start.AddHours(1)),
                    at = Itsm.Time(Now),
                }
            );
        await InsertAsync("A");
        await InsertAsync("Odd", "sometime");
        var slice = new Slice<Intervention>(
            new ItsmConnection("apollo", DatabaseProvider, Itsm.ConnectionString),
            TimeSpan.FromSeconds(120),
            _ => null,
            Time
        );
        await slice.LoadAsync();
        var held = Assert.Single(slice.Held.Rows);
        Assert.Equal(
            ("A", "INC-1", InterventionState.Planned, "1 Rue A", "Bo"),
            (held.Id, held.TicketId, held.State, held.Address, held.Technician)
        );
        Assert.Equal(TimeSpan.FromHours(1), held.EndsAt - held.StartsAt);
        Assert.Contains("sometime", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);

        await InsertAsync("B");
        await Itsm.ExecuteAsync(
            "UPDATE interventions SET state = 'done', done_at = @at, updated_at = @at WHERE id = 'A'",
            new { at = Itsm.Time(Now) }
        );
        var changes = await slice.PollAllAsync();
        Assert.Equal(["A", "B"], changes.Select(change => change.After!.Id).Order());
        Assert.Equal(InterventionState.Done, slice.Held.Find("A")!.State);

        await Itsm.ExecuteAsync("DELETE FROM interventions WHERE id = 'A'");
        Assert.Equal("A", Assert.Single(await slice.SweepAllAsync()).Before!.Id);
    }

    [SkippableFact]
    public async Task A_row_that_the_ids_leave_out_and_its_id_still_gives_is_not_removed()
    {
        await Itsm.InsertTicketAsync("A", Now);
        await Itsm.InsertTicketAsync("B", Now);
        ApolloSystem.CopyTo(Folder);
        await File.AppendAllTextAsync(Folder.File("tickets-ids.sql"), " WHERE id <> 'A'");
        var slice = await LoadAsync(Folder.Path);
        Assert.Empty(await slice.SweepAllAsync());
        Assert.Equal(["A", "B"], slice.Held.Rows.Select(row => row.Id).Order());
        await Itsm.ExecuteAsync("DELETE FROM tickets WHERE id = 'A'");
        Assert.Equal("A", Assert.Single(await slice.SweepAllAsync()).Before!.Id);
    }

    private protected Task<Slice<Ticket>> LoadAsync(string system = "apollo") =>
        new Slice<Ticket>(
            new ItsmConnection(system, DatabaseProvider, Itsm.ConnectionString),
            TimeSpan.FromSeconds(120),
            row => row.IsOpen ? null : row.Resolved?.AddDays(30) ?? DateTime.MinValue,
            Time
        ).LoadAsync();

    /// <summary>Where the database can say how it would answer a poll, it must name the index on the stamp.</summary>
    private async Task AssertUsesTheIndexAsync()
    {
        if (Provider is not ("PostgreSql" or "MySql"))
            return;
        var dialect = Dialect.Of(DatabaseProvider);
        var system = ItsmSystem.Find(new ItsmConnection("apollo", DatabaseProvider, ""), dialect);
        await using var connection = await Itsm.OpenAsync();
        await connection.ExecuteAsync(Provider == "MySql" ? "ANALYZE TABLE tickets" : "ANALYZE tickets");
        foreach (var afterId in new[] { null, "N0000007" })
        {
            var parameters = new DynamicParameters(new { since = Itsm.Time(Now.AddMinutes(-2)), afterId });
            parameters.Add("ids", null, System.Data.DbType.String);
            var plan = await connection.QueryAsync(
                "EXPLAIN " + dialect.Page(system.File("tickets").Text, true, afterId is not null, 5_000),
                parameters
            );
            // MariaDB names the index it took in "key"; the ones it could have taken stand elsewhere.
            Assert.Contains(
                plan,
                line =>
                    string.Join(
                            ' ',
                            ((IDictionary<string, object?>)line)
                                .Where(cell => cell.Key is "key" or "QUERY PLAN")
                                .Select(cell => cell.Value)
                        )
                        .Contains("ix_tickets_updated_at", StringComparison.Ordinal)
            );
        }
    }

    private protected async Task InsertManyAsync(int count, DateTime at)
    {
        await using DbConnection connection = await Itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var numbers in Enumerable.Range(0, count).Chunk(1_000))
        {
            var values = string.Join(
                ", ",
                numbers.Select(number => $"('N{number:0000000}', 'incident', 'open', 3, @at, @at)")
            );
            await connection.ExecuteAsync(
                $"INSERT INTO tickets (id, kind, state, priority, opened_at, updated_at) VALUES {values}",
                new { at = Itsm.Time(at) },
                transaction
            );
        }
        await transaction.CommitAsync();
    }

    private static DateTime Millis(DateTime time) =>
        new(time.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private static DateTime Minute(DateTime time) =>
        new(time.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, DateTimeKind.Utc);
}

public sealed class ReadingSqlite() : Reading("Sqlite");
