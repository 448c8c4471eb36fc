using System.Diagnostics;
using System.Globalization;
using Apollo.Servers;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// A Request Tracker as Debian installs it, in a database that its own set-up made, filled and driven through its own
/// interface. The database's, the product's and the desk's zone are three.
/// </summary>
internal sealed class RequestTracker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly ScratchFolder folder = new();
    private readonly string name = $"rt_{Guid.NewGuid():N}";
    private Process? people;

    private RequestTracker() { }

    /// <summary>How its tables are reached by who may do everything.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How Apollo reaches them: by the login that the documents tell to make.</summary>
    public string ReaderConnectionString { get; private set; } = "";

    /// <summary>Ids of the tickets that it was filled with, by the script's names for them.</summary>
    public IReadOnlyDictionary<string, string> Made { get; private set; } = new Dictionary<string, string>();

    /// <summary>Sets one up and fills it.</summary>
    public static async Task<RequestTracker> StartAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var tracker = new RequestTracker();
        await tracker.SetUpAsync(server);
        return tracker;
    }

    /// <summary>Lets its people do something: <c>status ID STATE</c>, <c>give ID NAME</c>, <c>merge ID ID</c>,
    /// <c>answer ID</c>.</summary>
    public async Task DoAsync(string what)
    {
        await people!.StandardInput.WriteLineAsync(what);
        await people.StandardInput.FlushAsync();
        Assert.Equal("done", await LineAsync());
    }

    public ValueTask DisposeAsync()
    {
        if (people is not null)
        {
            people.StandardInput.Close();
            if (!people.WaitForExit(5_000))
                people.Kill(entireProcessTree: true);
            people.Dispose();
        }
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SetUpAsync(PostgresServer server)
    {
        ConnectionString = server.Database(name);
        await File.WriteAllTextAsync(
            folder.File("site.pm"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Set($rtname, 'test');
                Set($Organization, 'test');
                Set($WebDomain, 'rt.example.com');
                Set($DatabaseType, 'Pg');
                Set($DatabaseHost, '127.0.0.1');
                Set($DatabasePort, '{server.Port}');
                Set($DatabaseName, '{name}');
                Set($DatabaseUser, '{name}');
                Set($DatabasePassword, 'secret');
                Set($LogToSyslog, undef);
                Set($LogToSTDERR, 'error');
                Set($MailCommand, 'testfile');
                Set($Timezone, 'America/New_York');
                1;
                """
            )
        );
        Directory.CreateDirectory(folder.File("none"));
        using var setUp = Start(
            Tool.Find("rt-setup-database-5", "request-tracker5 rt5-db-postgresql"),
            "--action",
            "init",
            "--dba",
            "apollo",
            "--dba-password",
            "none"
        );
        var said = setUp.StandardOutput.ReadToEndAsync();
        await setUp.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(setUp.ExitCode == 0, $"rt-setup-database: {await said}");
        await ExecuteAsync($"ALTER DATABASE {name} SET timezone TO 'Asia/Tokyo'");
        await GrantAsync();

        people = Start("perl", Path.Combine(AppContext.BaseDirectory, "Products", "request-tracker.pl"));
        var filled = (await LineAsync()).Split(' ');
        Assert.Equal("filled", filled[0]);
        Made = filled.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>The login and grants of docs/itsm-rt5.md, as they stand there.</summary>
    private async Task GrantAsync()
    {
        var statements = await Grants.OfAsync("itsm-rt5.md");
        var login = $"reader_{Guid.NewGuid():N}";
        await ExecuteAsync(
            statements
                .Replace("apollo_reader", login, StringComparison.Ordinal)
                .Replace("rtdb", name, StringComparison.Ordinal)
        );
        ReaderConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Username = login,
            Password = "secret",
        }.ToString();
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["RT_SITE_CONFIG"] = folder.File("site.pm");
        start.Environment["RT_SITE_CONFIG_DIR"] = folder.File("none");
        return Process.Start(start)!;
    }

    private async Task<string> LineAsync() =>
        await people!.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException("Request Tracker's script ended: its errors stand in the output.");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Statements of a test.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
