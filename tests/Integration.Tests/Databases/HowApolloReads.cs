using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Dapper;

namespace Apollo.Integration.Tests.Databases;

/// <summary>
/// What the documents promise of every connection to an ITSM, whatever its connection string says, as the server itself
/// sees it.
/// </summary>
public abstract class HowApolloReads(string provider) : OnADatabase(provider)
{
    private protected DatabaseDriver Driver => DatabaseDriver.Of(DatabaseProvider);

    /// <summary>Another client name and longer time-outs than Apollo's.</summary>
    private protected abstract string Otherwise { get; }

    private protected override Task PrepareAsync() =>
        Itsm.ExecuteAsync("CREATE TABLE calls (id INT NOT NULL PRIMARY KEY)");

    [SkippableFact]
    public async Task It_writes_nothing()
    {
        // On SQL Server only the login's rights keep a statement from writing.
        Skip.If(Provider == "SqlServer", "SQL Server has no read-only connection to a database that can be written.");
        await using var connection = await ReadingAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync("INSERT INTO calls (id) VALUES (1)"));
        Assert.Equal(0, await CountAsync(connection));
    }

    [SkippableFact]
    public async Task It_sees_what_is_committed_and_sees_it_at_once()
    {
        await using var connection = await ReadingAsync();
        await using (var writer = await Itsm.OpenAsync())
        {
            await using var writing = await writer.BeginTransactionAsync();
            await writer.ExecuteAsync("INSERT INTO calls (id) VALUES (1)", transaction: writing);
            // Without READ_COMMITTED_SNAPSHOT SQL Server would wait for the writer here.
            if (Provider != "SqlServer")
                Assert.Equal(0, await CountAsync(connection));
            await writing.CommitAsync();
        }
        Assert.Equal(1, await CountAsync(connection));
    }

    [SkippableFact]
    public async Task A_read_that_takes_too_long_is_ended_and_told()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        var file = Folder.File("tickets.sql");
        await File.WriteAllTextAsync(file, Slow);
        var connector = new ItsmConnector(
            new ItsmConnection(Folder.Path, DatabaseProvider, Configured),
            Dialect.Of(DatabaseProvider)
        );
        var error = await Assert.ThrowsAsync<ItsmException>(() =>
            connector.ReadAsync(
                new MappingFile(file),
                Slow,
                new { },
                TimeSpan.FromSeconds(1),
                async (reader, cancellation) => await reader.ReadAsync(cancellation),
                default
            )
        );
        Assert.Equal($"{Provider}, tickets.sql: no answer within 1 s.", error.Message);
    }

    private protected string Configured => $"{Itsm.ConnectionString};{Otherwise}";

    private protected Task<DbConnection> ReadingAsync() =>
        Driver.OpenAsync(Configured, DatabaseAccess.Read, CancellationToken.None);

    private static Task<int> CountAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM calls");
}

/// <summary>A database with a server of its own, which can be silent and shows who asks.</summary>
public abstract class HowApolloAsksAServer(string provider) : HowApolloReads(provider)
{
    /// <summary>Gives the name of the client that asks.</summary>
    private protected abstract string WhoAsks { get; }

    /// <summary>Leads to a port of this machine.</summary>
    private protected abstract string At(int port);

    [SkippableFact]
    public virtual async Task It_calls_itself_Apollo()
    {
        await using var connection = await ReadingAsync();
        Assert.Equal("Apollo", await connection.ExecuteScalarAsync<string>(WhoAsks));
    }

    [SkippableFact]
    public async Task A_server_that_takes_a_call_and_says_nothing_is_given_up()
    {
        await Itsm.ExecuteAsync("SELECT 1");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        // The connection string allows five minutes, Apollo five seconds.
        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            Driver
                .OpenAsync($"{Configured};{At(port)}", DatabaseAccess.Read, CancellationToken.None)
                .WaitAsync(TimeSpan.FromMinutes(2))
        );
        Assert.IsAssignableFrom<DbException>(error);
        Assert.Contains(Driver.FailureOf(error), new[] { DatabaseFailure.TimedOut, DatabaseFailure.Lost });
    }
}

public sealed class HowApolloReadsPostgreSql() : HowApolloAsksAServer("PostgreSql")
{
    private protected override string Otherwise =>
        "Application Name=Other;Timeout=300;Command Timeout=300;Options=-c TimeZone=Asia/Tokyo -c jit=on";

    private protected override string WhoAsks => "SELECT current_setting('application_name')";

    private protected override string At(int port) => $"Port={port}";

    [Fact]
    public async Task Its_zone_is_UTC_and_it_compiles_no_query()
    {
        await using var connection = await ReadingAsync();
        Assert.Equal("UTC", await connection.ExecuteScalarAsync<string>("SHOW TimeZone"));
        Assert.Equal("off", await connection.ExecuteScalarAsync<string>("SHOW jit"));
        Assert.Equal("read committed", await connection.ExecuteScalarAsync<string>("SHOW transaction_isolation"));
    }
}

public sealed class HowApolloReadsMySql() : HowApolloAsksAServer("MySql")
{
    private protected override string Otherwise =>
        "Application Name=Other;Connection Timeout=300;Default Command Timeout=300;Allow User Variables=true";

    private protected override string WhoAsks =>
        "SELECT ATTR_VALUE FROM performance_schema.session_connect_attrs "
        + "WHERE PROCESSLIST_ID = CONNECTION_ID() AND ATTR_NAME = 'program_name'";

    private protected override string At(int port) => $"Port={port}";

    public override async Task It_calls_itself_Apollo()
    {
        // A server tells the names of its clients where it is started so.
        await using var server = await MariaDbServer.StartAsync("--performance-schema=ON", "--max-connections=20");
        await using var connection = await Driver.OpenAsync(
            $"{await server.CreateDatabaseAsync()};{Otherwise}",
            DatabaseAccess.Read,
            CancellationToken.None
        );
        Assert.Equal("Apollo", await connection.ExecuteScalarAsync<string>(WhoAsks));
    }

    [Fact]
    public async Task Its_zone_is_UTC_and_it_reads_what_is_committed()
    {
        await using var connection = await ReadingAsync();
        Assert.Equal("+00:00", await connection.ExecuteScalarAsync<string>("SELECT @@session.time_zone"));
        Assert.Equal("READ-COMMITTED", await connection.ExecuteScalarAsync<string>("SELECT @@session.tx_isolation"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT @@session.tx_read_only"));
    }
}

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class HowApolloReadsSqlServer() : HowApolloAsksAServer("SqlServer")
{
    private protected override string Otherwise => "Application Name=Other;Connect Timeout=300;Command Timeout=300";

    private protected override string WhoAsks => "SELECT APP_NAME()";

    private protected override string At(int port) => $"Data Source=127.0.0.1,{port}";

    [SkippableFact]
    public async Task It_reads_what_is_committed()
    {
        await using var connection = await ReadingAsync();
        // 2 = read committed, with or without snapshots.
        Assert.Equal(
            2,
            await connection.ExecuteScalarAsync<int>(
                "SELECT transaction_isolation_level FROM sys.dm_exec_sessions WHERE session_id = @@SPID"
            )
        );
    }
}

/// <summary>A file: no server to be silent, and one writer beside the readers.</summary>
public sealed class HowApolloReadsSqlite() : HowApolloReads("Sqlite")
{
    private protected override string Otherwise => "Mode=ReadWriteCreate;Default Timeout=300;Pooling=true";

    private protected override async Task PrepareAsync()
    {
        await Itsm.ExecuteAsync("PRAGMA journal_mode = WAL");
        await base.PrepareAsync();
    }
}
