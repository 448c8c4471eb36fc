using Apollo.Integration.Tests.Support;
using Dapper;

namespace Apollo.Integration.Tests.Reading;

/// <summary>What only databases with several writers at once can do: commit late.</summary>
public abstract class ReadingBesideWriters(string provider) : Reading(provider)
{
    [SkippableFact]
    public async Task A_transaction_that_stamps_now_and_commits_a_minute_later_is_counted_by_the_next_poll()
    {
        await Itsm.InsertTicketAsync("A", Now.AddMinutes(-5));
        var slice = await LoadAsync();
        await using var connection = await Itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Stamped a minute ago, still open; meanwhile others commit and are read.
        await connection.ExecuteAsync(
            "UPDATE tickets SET team = 'Late', updated_at = @at WHERE id = 'A'",
            new { at = Itsm.Time(Now.AddSeconds(-60)) },
            transaction
        );
        await Itsm.InsertTicketAsync("B", Now);
        Assert.Equal("B", Assert.Single(await slice.PollAllAsync()).After!.Id);
        await transaction.CommitAsync();
        Assert.Equal("Late", Assert.Single(await slice.PollAllAsync()).After!.Team);
    }

    [SkippableFact]
    public async Task A_transaction_that_commits_ten_minutes_later_is_counted_by_the_next_sweep()
    {
        await Itsm.InsertTicketAsync("A", Now.AddHours(-1));
        var slice = await LoadAsync();
        await using var connection = await Itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var stamp = Itsm.Time(Now.AddMinutes(-10));
        await connection.ExecuteAsync(
            "UPDATE tickets SET team = 'Late', updated_at = @stamp WHERE id = 'A'",
            new { stamp },
            transaction
        );
        await connection.ExecuteAsync(
            "INSERT INTO tickets (id, state, opened_at, updated_at) VALUES ('C', 'open', @stamp, @stamp)",
            new { stamp },
            transaction
        );
        await Itsm.InsertTicketAsync("B", Now);
        await slice.PollAllAsync();
        await transaction.CommitAsync();
        Assert.Empty(await slice.PollAllAsync());
        Assert.Equal(["A", "C"], (await slice.SweepAllAsync()).Select(change => change.After!.Id).Order());
        Assert.Equal(3, slice.Held.Count);
    }
}

public sealed class ReadingPostgreSql() : ReadingBesideWriters("PostgreSql");

public sealed class ReadingMySql() : ReadingBesideWriters("MySql")
{
    [SkippableFact]
    public async Task A_zero_date_is_no_date_and_stops_nothing()
    {
        await Itsm.InsertTicketAsync("A", Now);
        await Itsm.ExecuteAsync("SET sql_mode = ''; UPDATE tickets SET due_at = '0000-00-00 00:00:00' WHERE id = 'A'");
        var slice = await LoadAsync();
        Assert.Null(Assert.Single(slice.Held.Rows).DueAt);
        Assert.Contains("due_at", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);
    }
}

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class ReadingSqlServer() : ReadingBesideWriters("SqlServer");
