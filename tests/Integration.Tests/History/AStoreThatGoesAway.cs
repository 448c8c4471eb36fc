using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.History;

/// <summary>Real stores that stop for ten minutes: what was computed meanwhile is there afterwards.</summary>
public sealed class AStoreThatGoesAway
{
    private static readonly DateTime Start = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);
    private readonly FakeTimeProvider clock = new(Start);

    [Fact]
    public async Task A_PostgreSQL_that_stops_for_ten_minutes_costs_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        var settings = new StoreSettings(DatabaseProvider.PostgreSql, await server.CreateDatabaseAsync());
        await GoesAndComesAsync(settings, server.StopAsync, server.RestartAsync);
    }

    [Fact]
    public async Task A_MariaDB_that_stops_for_ten_minutes_costs_nothing()
    {
        await using var server = await MariaDbServer.StartAsync();
        var settings = new StoreSettings(DatabaseProvider.MySql, await server.CreateDatabaseAsync());
        await GoesAndComesAsync(settings, server.StopAsync, server.RestartAsync);
    }

    [Fact]
    public async Task A_file_that_is_locked_away_for_ten_minutes_costs_nothing()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.File("disk"));
        await GoesAndComesAsync(
            new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("disk/apollo.db")}"),
            () =>
            {
                Directory.Move(folder.File("disk"), folder.File("elsewhere"));
                return Task.CompletedTask;
            },
            () =>
            {
                Directory.Move(folder.File("elsewhere"), folder.File("disk"));
                return Task.CompletedTask;
            }
        );
    }

    [Fact]
    public async Task What_is_more_than_may_wait_is_refused_and_what_waits_is_kept()
    {
        using var folder = new ScratchFolder();
        var settings = new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("apollo.db")}");
        using var store = new OpenStore(settings, clock);
        var desk = await RecordedDesk.LoadAsync(store, Start, mostWaiting: 4_000);
        var second = 0;
        while (desk.Tell(Start.AddSeconds(second), ("Network", second)))
            second++;
        Assert.InRange(second, 5, 20);
        Assert.InRange(desk.Waiting, 3_000, 4_000);
        Assert.True(await desk.WriteAsync());
        Assert.Equal(0, desk.Waiting);

        var back = Start.AddMinutes(10);
        var after = await RecordedDesk.LoadAsync(store, back);
        after.Tell(back, ("Network", 100));
        after.Confirm(back.AddSeconds(1));
        Assert.True(await after.WriteAsync());
        var told = await after.AskAsync(Start, back.AddSeconds(1), step: 0);
        Assert.Equal([.. Enumerable.Range(0, second - 1), 100], told.Points.Select(point => (int)point[1]!));
        Assert.Equal(
            [UnixTime.Of(Start.AddSeconds(second - 1)), UnixTime.Of(back)],
            Assert.Single(told.Gaps).Select(at => at)
        );
    }

    private async Task GoesAndComesAsync(StoreSettings settings, Func<Task> go, Func<Task> come)
    {
        using var store = new OpenStore(settings, clock);
        var desk = await RecordedDesk.LoadAsync(store, Start);
        for (var second = 0; second < 20; second++)
            desk.Tell(Start.AddSeconds(second), ("Network", second));
        Assert.True(await desk.WriteAsync());

        await go();
        for (var second = 20; second < 620; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(desk.Tell(Start.AddSeconds(second), ("Network", second)));
            if (second % 40 == 0)
                await Assert.ThrowsAsync<StoreException>(desk.WriteAsync);
        }
        Assert.InRange(desk.Waiting, 100_000, HistoryWriter.MostWaiting / 100);
        await come();
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await desk.WriteAsync());
        Assert.Equal(0, desk.Waiting);

        using var later = new OpenStore(settings, clock);
        var told = await (await RecordedDesk.LoadAsync(later, Start)).AskAsync(Start, Start.AddHours(1), step: 0);
        Assert.Equal(Enumerable.Range(0, 619), told.Points.Select(point => (int)point[1]!));
        Assert.Empty(told.Gaps);
        Assert.Contains(
            store.Log.Of(LogLevel.Error),
            line => line.Contains("does not answer", StringComparison.Ordinal)
        );
    }
}
