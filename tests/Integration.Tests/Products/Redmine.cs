using System.Diagnostics;
using System.Globalization;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Servers;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// A Redmine as Debian installs it, in a database that its own migrations made, filled and driven through its own
/// models. The database's, the product's and the desk's zone are three.
/// </summary>
public sealed class Redmine : IAsyncLifetime
{
    /// <summary>The zone that the product is in. It has no summer time: no wall time is there twice.</summary>
    internal const string Zone = "America/Bogota";

    /// <summary>The zone of the due dates' midnights, and of the desk.</summary>
    internal const string DueZone = "Europe/Paris";

    /// <summary>Where it is, for links.</summary>
    internal const string Web = "https://redmine.example.com";
    private const string Packages = "redmine redmine-pgsql dbconfig-no-thanks";
    private readonly ScratchFolder folder = new();
    private ProductPeople? people;

    /// <summary>How its tables are reached by who may do everything.</summary>
    internal string ConnectionString { get; private set; } = "";

    /// <summary>How Apollo reads it: by the login that the documents tell to make.</summary>
    internal ItsmConnection Itsm { get; private set; } = null!;

    /// <summary>Id of an issue that it was filled with, by the script's name for it.</summary>
    internal string Id(string name) => people!.Made[name];

    /// <summary>Lets its people do something: <c>status ID STATE</c>, <c>give ID NAME</c>, <c>duplicate ID ID</c> and
    /// what else stands at the script's end.</summary>
    internal Task DoAsync(string what) => people!.DoAsync(what);

    public async Task InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        ConnectionString = await server.CreateDatabaseAsync();
        var database = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await server.RunAsync($"ALTER DATABASE {database} SET timezone TO 'Asia/Tokyo'");
        people = await ProductPeople.StartAsync(await CommandAsync(server.Port, database!));
        Itsm = new ItsmConnection(
            "redmine5",
            DatabaseProvider.PostgreSql,
            await Grants.ReaderAsync(ConnectionString, "itsm-redmine5.md", "redmine_default"),
            Zone
        )
        {
            Options = new Dictionary<string, string> { ["web"] = Web, ["zone"] = DueZone },
        };
    }

    public async Task DisposeAsync()
    {
        if (people is not null)
            await people.DisposeAsync();
        folder.Dispose();
    }

    private async Task<ProcessStartInfo> CommandAsync(int port, string database)
    {
        Tool.Find("environment.rb", Packages, "/usr/share/redmine/config");
        // Debian's takes the driver from instances that are set up: none need be here.
        await File.WriteAllTextAsync(
            folder.File("Gemfile"),
            """
            eval_gemfile '/usr/share/redmine/Gemfile'
            gem 'pg' unless dependencies.any? { |gem| gem.name == 'pg' }
            """
        );
        var start = new ProcessStartInfo(
            Tool.Find("ruby", Packages, "/usr/bin"),
            [Path.Combine(AppContext.BaseDirectory, "Products", "redmine.rb"), folder.Path]
        );
        start.Environment["BUNDLE_GEMFILE"] = folder.File("Gemfile");
        start.Environment["DATABASE_URL"] = string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://apollo@127.0.0.1:{port}/{database}"
        );
        // Of an instance and an environment of this name there are no settings on the machine.
        start.Environment["X_DEBIAN_SITEID"] = start.Environment["RAILS_ENV"] = "apollo";
        start.Environment["TZ"] = Zone;
        return start;
    }
}
