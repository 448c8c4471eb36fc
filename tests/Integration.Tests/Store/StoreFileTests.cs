using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Apollo.Integration.Tests.Store;

/// <summary>What happens to the embedded store's file from outside.</summary>
public sealed class StoreFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    private string File => folder.File("apollo.db");

    private StoreSettings Settings => new(DatabaseProvider.Sqlite, $"Data Source={File}");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_that_is_deleted_while_Apollo_runs_is_begun_anew_at_the_next_use()
    {
        using var store = new OpenStore(Settings);
        await store.Start.StartAsync(default);
        await store.Boards.SaveAsync("ana", "A", "1", null, null, default);
        System.IO.File.Delete(File);

        var saved = await store.Boards.SaveAsync("ana", "B", "2", null, null, default);
        Assert.Equal(DashboardOutcome.Saved, saved.Outcome);
        Assert.Contains("has lost tables", Assert.Single(store.Log.Of(LogLevel.Error)), StringComparison.Ordinal);
        using var later = new OpenStore(Settings);
        Assert.Equal("B", Assert.Single(await later.Boards.AllAsync("ana", default)).Name);
    }

    [Fact]
    public async Task A_backup_that_takes_the_files_place_while_Apollo_runs_is_gone_on_with()
    {
        using var store = new OpenStore(Settings);
        await store.Boards.SaveAsync("ana", "A", "1", null, null, default);
        await StoreBackup.RunAsync(Settings, folder.File("copy.db"));
        await store.Boards.SaveAsync("ana", "B", "2", null, null, default);
        System.IO.File.Move(folder.File("copy.db"), File, overwrite: true);

        Assert.Equal("A", Assert.Single(await store.Boards.AllAsync("ana", default)).Name);
        Assert.Empty(store.Log.Of(LogLevel.Error));
    }

    [Fact]
    public async Task A_locked_file_holds_up_nobody_but_who_asks_the_store()
    {
        using var store = new OpenStore(Settings);
        await store.Start.StartAsync(default);
        await using var writer = new SqliteConnection(Settings.ConnectionString);
        await writer.OpenAsync();
        await writer.ExecuteAsync("BEGIN EXCLUSIVE");

        // A grain's scheduler: one task at a time.
        var grain = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        Task<T> OnTheGrain<T>(Func<Task<T>> call) =>
            Task.Factory.StartNew(call, default, TaskCreationOptions.None, grain).Unwrap();
        var asked = OnTheGrain(() => store.Boards.AllAsync("ana", default));
        var other = await OnTheGrain(() => Task.FromResult("answered")).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(("answered", false), (other, asked.IsCompleted));

        await writer.ExecuteAsync("COMMIT");
        Assert.Empty(await asked);
    }

    [Fact]
    public async Task A_program_that_the_store_serves_no_longer_stops_at_the_start_with_one_line()
    {
        using (var store = new OpenStore(Settings))
            await store.Start.StartAsync(default);
        await using (var newer = new SqliteConnection(Settings.ConnectionString))
            await newer.ExecuteAsync("UPDATE apollo_store SET serves_from = 99");

        var (code, said) = await ApolloProcess.RunAsync(
            "Silo",
            "--urls",
            $"http://localhost:{FreePort.Next()}",
            "--Apollo:DataFolder",
            folder.Path,
            "--Apollo:Cluster:SiloPort",
            $"{FreePort.Next()}",
            "--Apollo:Cluster:GatewayPort",
            $"{FreePort.Next()}"
        );
        Assert.Equal(2, code);
        Assert.Equal(
            "Apollo does not start: the store serves programs of schema 99 and newer, and this one has "
                + $"{StoreSchema.Newest}: start the newer Apollo that migrated it, or restore the backup made before.",
            said.Error.Trim()
        );
        Assert.Equal("", said.Text);
    }
}
