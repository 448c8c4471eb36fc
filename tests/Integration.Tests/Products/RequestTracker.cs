using System.Diagnostics;
using System.Globalization;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// A Request Tracker as Debian installs it, in a database that its own set-up made, filled and driven through its own
/// interface. The database's, the product's and the desk's zone are three.
/// </summary>
internal sealed class RequestTracker : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly string name = $"rt_{Guid.NewGuid():N}";
    private ProductPeople? people;

    private RequestTracker() { }

    /// <summary>How its tables are reached by who may do everything.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How Apollo reaches them: by the login that the documents tell to make.</summary>
    public string ReaderConnectionString { get; private set; } = "";

    /// <summary>Ids of the tickets that it was filled with, by the script's names for them.</summary>
    public IReadOnlyDictionary<string, string> Made => people!.Made;

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
    public Task DoAsync(string what) => people!.DoAsync(what);

    public async ValueTask DisposeAsync()
    {
        if (people is not null)
            await people.DisposeAsync();
        folder.Dispose();
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
        var start = Command(
            Tool.Find("rt-setup-database-5", "request-tracker5 rt5-db-postgresql"),
            "--action",
            "init",
            "--dba",
            "apollo",
            "--dba-password",
            "none"
        );
        start.RedirectStandardOutput = true;
        using var setUp = Process.Start(start)!;
        var said = setUp.StandardOutput.ReadToEndAsync();
        await setUp.WaitForExitAsync().WaitAsync(ProductPeople.Patience);
        Assert.True(setUp.ExitCode == 0, $"rt-setup-database: {await said}");
        await server.RunAsync($"ALTER DATABASE {name} SET timezone TO 'Asia/Tokyo'");
        ReaderConnectionString = await Grants.ReaderAsync(ConnectionString, "itsm-rt5.md", "rtdb");
        people = await ProductPeople.StartAsync(
            Command("perl", Path.Combine(AppContext.BaseDirectory, "Products", "request-tracker.pl"))
        );
    }

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["RT_SITE_CONFIG"] = folder.File("site.pm");
        start.Environment["RT_SITE_CONFIG_DIR"] = folder.File("none");
        return start;
    }
}
