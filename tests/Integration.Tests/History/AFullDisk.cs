using System.Globalization;
using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Reliability;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.History;

/// <summary>Real disks without room: it is said, nothing that was stored is lost, and it goes on by itself.</summary>
public sealed class AFullDisk
{
    private static readonly DateTime Start = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);
    private readonly FakeTimeProvider clock = new(Start);

    [SkippableFact]
    public async Task Under_a_file_is_said_and_gone_on_from()
    {
        using var folder = new ScratchFolder();
        await using var disk = SmallDisk.Mount(folder);
        Skip.If(disk is null, "This user may not mount a small disk.");
        await FillAsync(disk, new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={disk.StoreFile}"));
    }

    [SkippableFact]
    public async Task Under_a_PostgreSQL_is_said_and_gone_on_from()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var disk = SmallDisk.Mount(Path.Combine(server.DataFolder, "..", "small"), server.User);
        Skip.If(disk is null, "This user may not mount a small disk.");
        await server.RunAsync($"CREATE TABLESPACE small LOCATION '{Path.GetFullPath(disk.Path)}'");
        await FillAsync(
            disk,
            new StoreSettings(DatabaseProvider.PostgreSql, await server.CreateDatabaseAsync("TABLESPACE small"))
        );
        await server.StopAsync();
    }

    [SkippableFact]
    public async Task Under_a_MariaDB_is_said_and_gone_on_from()
    {
        await using var server = await MariaDbServer.StartAsync();
        // A folder of its data is a database.
        await using var disk = SmallDisk.Mount(Path.Combine(server.DataFolder, "small"), server.User);
        Skip.If(disk is null, "This user may not mount a small disk.");
        await FillAsync(disk, new StoreSettings(DatabaseProvider.MySql, server.Database("small")));
        await server.StopAsync();
    }

    private async Task FillAsync(SmallDisk disk, StoreSettings settings)
    {
        using var store = new OpenStore(settings, clock);
        var desk = await RecordedDesk.LoadAsync(store, Start);
        var second = 0;
        while (second < 30)
            Tell();
        Assert.True(await desk.WriteAsync());

        disk.Fill();
        StoreException? error = null;
        while (error is null && second < 3_000)
        {
            for (var more = 0; more < 10; more++)
                Tell();
            error = await Record.ExceptionAsync(desk.WriteAsync) as StoreException;
        }
        Assert.Equal(StoreException.NoRoom, error?.Message);
        Assert.Contains("has no room left", store.Log.Of(LogLevel.Error)[0], StringComparison.Ordinal);
        // Who may wait is not asked again at once, and says the same.
        Assert.Equal(StoreException.NoRoom, (await Assert.ThrowsAsync<StoreException>(desk.WriteAsync)).Message);
        var stored = await WholeAsync(Start.AddSeconds(28));
        Assert.Equal(Enumerable.Range(0, 29), stored);

        for (var more = 0; more < 30; more++)
            Tell();
        disk.Free();
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await desk.WriteAsync());
        Assert.Equal(Enumerable.Range(0, second - 1), await WholeAsync(Start.AddHours(2)));

        void Tell()
        {
            // Many teams, so that a second takes some room.
            var teams = Enumerable.Range(0, 400).Select(team => (Name(team), (double)((second + team) % 900)));
            desk.Tell(Start.AddSeconds(second), [.. teams.Prepend(("First", second - Sum()))]);
            second++;

            double Sum() => Enumerable.Range(0, 400).Sum(team => (second + team) % 900);
        }

        async Task<IEnumerable<int>> WholeAsync(DateTime until)
        {
            using var later = new OpenStore(settings, clock);
            var told = await (await RecordedDesk.LoadAsync(later, Start)).AskAsync(Start, until.AddMilliseconds(1), 0);
            return told.Points.Select(point => (int)point[1]!);
        }
    }

    private static string Name(int team) => string.Create(CultureInfo.InvariantCulture, $"Team {team}");
}
