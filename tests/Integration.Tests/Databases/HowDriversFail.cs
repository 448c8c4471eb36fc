using System.Data.Common;
using Apollo.Grains.Databases;
using Apollo.Integration.Tests.Support;
using Dapper;

namespace Apollo.Integration.Tests.Databases;

/// <summary>What each driver's errors mean, on real databases.</summary>
public abstract class HowDriversFail(string provider) : OnADatabase(provider)
{
    private DatabaseDriver Driver => DatabaseDriver.Of(DatabaseProvider);

    [SkippableFact]
    public async Task A_missing_table_and_a_second_row_of_one_key_are_told_apart()
    {
        Assert.Equal(DatabaseFailure.Missing, await FailureAsync("SELECT COUNT(*) FROM nowhere"));
        await Itsm.ExecuteAsync("CREATE TABLE one (id INT NOT NULL PRIMARY KEY)");
        await Itsm.ExecuteAsync("INSERT INTO one (id) VALUES (1)");
        Assert.Equal(DatabaseFailure.Duplicate, await FailureAsync("INSERT INTO one (id) VALUES (1)"));
        Assert.Equal(DatabaseFailure.Other, await FailureAsync("SELECT nothing FROM one"));
    }

    [SkippableFact]
    public async Task A_caller_that_gives_up_is_no_fault_of_the_database()
    {
        using var cancellation = new CancellationTokenSource();
        await using var connection = await Driver.OpenAsync(Itsm.ConnectionString, DatabaseAccess.Write, default);
        var asked = connection.ExecuteAsync(new CommandDefinition(Slow, cancellationToken: cancellation.Token));
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => asked);
        Assert.Equal(DatabaseFailure.Cancelled, Driver.FailureOf(error));
    }

    [SkippableFact]
    public async Task A_statement_that_takes_too_long_has_timed_out() =>
        Assert.Equal(DatabaseFailure.TimedOut, await FailureAsync(Slow, seconds: 1));

    [SkippableFact]
    public async Task A_server_that_is_away_is_lost_and_a_wrong_login_is_refused()
    {
        Assert.Equal(DatabaseFailure.Lost, await OpenFailureAsync(Elsewhere));
        Assert.Equal(DatabaseFailure.Refused, await OpenFailureAsync(Stranger));
    }

    [SkippableFact]
    public async Task The_victim_of_a_deadlock_is_told()
    {
        await Itsm.ExecuteAsync("CREATE TABLE pair (id INT NOT NULL PRIMARY KEY, value INT NOT NULL)");
        await Itsm.ExecuteAsync("INSERT INTO pair (id, value) VALUES (1, 0), (2, 0)");
        await using var first = await Driver.OpenAsync(Itsm.ConnectionString, DatabaseAccess.Write, default);
        await using var second = await Driver.OpenAsync(Itsm.ConnectionString, DatabaseAccess.Write, default);
        await using var one = await first.BeginTransactionAsync();
        await using var two = await second.BeginTransactionAsync();
        await UpdateAsync(first, one, 1);
        await UpdateAsync(second, two, 2);
        // Whoever is no victim goes on once the other has ended. Both have ended before a connection is closed: the
        // driver of PostgreSQL waits for ever where one is closed whose answer is still to come.
        var answers = await Task.WhenAll(FailureAsync(first, one, 2), FailureAsync(second, two, 1));
        var victim = Assert.Single(answers, failure => failure is not null);
        Assert.Equal(DatabaseFailure.Deadlock, victim);
    }

    private string Elsewhere => Changed(Provider == "SqlServer" ? ("Data Source", "127.0.0.1,1") : ("Port", "1"));

    private string Stranger => Changed(Provider == "PostgreSql" ? ("Database", "nowhere") : ("User ID", "nobody"));

    private string Changed((string Key, string Value) part) =>
        new DbConnectionStringBuilder { ConnectionString = Itsm.ConnectionString, [part.Key] = part.Value }.ToString();

    private static Task UpdateAsync(DbConnection connection, DbTransaction transaction, int id) =>
        connection.ExecuteAsync("UPDATE pair SET value = value + 1 WHERE id = @id", new { id }, transaction);

    private async Task<DatabaseFailure?> FailureAsync(DbConnection connection, DbTransaction transaction, int id)
    {
        try
        {
            await UpdateAsync(connection, transaction, id);
            return null;
        }
        catch (DbException error)
        {
            return Driver.FailureOf(error);
        }
    }

    private async Task<DatabaseFailure> FailureAsync(string sql, int seconds = 10)
    {
        await using var connection = await Driver.OpenAsync(Itsm.ConnectionString, DatabaseAccess.Write, default);
        return Driver.FailureOf(
            await Assert.ThrowsAnyAsync<Exception>(() =>
                connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: seconds))
            )
        );
    }

    private async Task<DatabaseFailure> OpenFailureAsync(string connectionString) =>
        Driver.FailureOf(
            await Assert.ThrowsAnyAsync<Exception>(() =>
                Driver.OpenAsync(connectionString, DatabaseAccess.Read, default)
            )
        );
}

public sealed class HowPostgreSqlFails() : HowDriversFail("PostgreSql");

public sealed class HowMySqlFails() : HowDriversFail("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class HowSqlServerFails() : HowDriversFail("SqlServer");

/// <summary>SQLite has no server, and waits in its own way.</summary>
public sealed class HowSqliteFails() : OnADatabase("Sqlite")
{
    private static readonly DatabaseDriver Driver = DatabaseDriver.Of(DatabaseProvider.Sqlite);

    [Fact]
    public async Task A_lock_a_key_a_table_and_a_right_are_told_apart()
    {
        await Itsm.ExecuteAsync("CREATE TABLE one (id INT NOT NULL PRIMARY KEY)");
        await Itsm.ExecuteAsync("INSERT INTO one (id) VALUES (1)");
        Assert.Equal(DatabaseFailure.Duplicate, await FailureAsync("INSERT INTO one (id) VALUES (1)"));
        Assert.Equal(DatabaseFailure.Missing, await FailureAsync("SELECT COUNT(*) FROM nowhere"));
        Assert.Equal(
            DatabaseFailure.Refused,
            await FailureAsync("INSERT INTO one (id) VALUES (2)", DatabaseAccess.Read)
        );
        await using var other = await Itsm.OpenAsync();
        await other.ExecuteAsync("BEGIN EXCLUSIVE");
        Assert.Equal(DatabaseFailure.Busy, await FailureAsync("INSERT INTO one (id) VALUES (2)"));
    }

    [Fact]
    public async Task A_file_that_is_away_is_lost_and_no_old_file_is_gone_on_with()
    {
        await Itsm.ExecuteAsync("CREATE TABLE one (id INT NOT NULL PRIMARY KEY)");
        await FailureAsync("SELECT nothing FROM one", DatabaseAccess.Read);
        File.Delete(Folder.File("itsm.db"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            Driver.OpenAsync(Itsm.ConnectionString, DatabaseAccess.Read, default)
        );
        Assert.Equal(DatabaseFailure.Lost, Driver.FailureOf(error));
    }

    private async Task<DatabaseFailure> FailureAsync(string sql, DatabaseAccess access = DatabaseAccess.Write)
    {
        await using var connection = await Driver.OpenAsync(Itsm.ConnectionString, access, default);
        return Driver.FailureOf(
            await Assert.ThrowsAnyAsync<Exception>(() =>
                connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 1))
            )
        );
    }
}
