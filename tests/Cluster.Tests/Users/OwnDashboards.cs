using Apollo.Grains;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Apollo.Cluster.Tests.Users;

/// <summary>
/// Own dashboards through a client of the cluster: the web holds no credentials, and gets no words of the database.
/// </summary>
public sealed class OwnDashboards : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private InProcessTestCluster silos = null!;
    private string connectionString = null!;

    private IDashboardsGrain Ana => silos.Client.GetGrain<IDashboardsGrain>("ana");

    public async Task InitializeAsync()
    {
        connectionString = $"Data Source={folder.File("store.db")}";
        var builder = new InProcessTestClusterBuilder(1);
        var keys = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Apollo:Store:ConnectionString"] = connectionString }
            )
            .Build();
        builder.ConfigureSilo(
            (_, silo) => silo.AddApolloGrains(new DeskList([])).AddApolloStore(StoreSettings.Read(keys, "unused"))
        );
        silos = builder.Build();
        await silos.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await silos.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task A_dashboard_is_kept_found_by_its_link_renamed_and_deleted()
    {
        var saved = await Ana.Save("A", "{}", null, null, default);
        Assert.Equal(saved.Info, Assert.Single(await Ana.All(default)));
        Assert.Empty(await silos.Client.GetGrain<IDashboardsGrain>("bob").All(default));

        Assert.Equal(DashboardOutcome.Saved, (await Ana.Save("B", "[]", "A", null, default)).Outcome);
        var shared = await silos.Client.GetGrain<ISharedDashboardsGrain>(0).Find(saved.Info!.Share, default);
        Assert.Equal(("B", "[]"), (shared!.Info.Name, shared.Document));

        Assert.True(await Ana.Remove("B", default));
        Assert.Null(await Ana.Find("B", default));
    }

    [Fact]
    public async Task Two_screens_that_add_the_last_one_at_once_keep_one()
    {
        for (var number = 1; number < IDashboardsGrain.Most; number++)
            await Ana.Save($"B{number}", "{}", null, null, default);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => Ana.Save($"Last {number}", "{}", null, null, default))
        );
        Assert.Single(outcomes, outcome => outcome.Outcome == DashboardOutcome.Saved);
        Assert.Equal(IDashboardsGrain.Most, (await Ana.All(default)).Length);
    }

    [Fact]
    public async Task A_database_that_fails_is_told_to_the_client_as_such_without_its_words()
    {
        await Ana.Save("A", "{}", null, null, default);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE apollo_dashboards";
            await command.ExecuteNonQueryAsync();
        }
        var error = await Assert.ThrowsAsync<StoreException>(() => Ana.All(default));
        Assert.Null(error.InnerException);
        Assert.DoesNotContain("apollo_dashboards", error.Message, StringComparison.Ordinal);
    }
}
