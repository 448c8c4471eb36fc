using Apollo.Memcached.Tests.Support;
using Apollo.Servers;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Memcached.Tests;

/// <summary>
/// A real memcached that goes away in every way it can: an error, never a miss, and used again once it is back.
/// </summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly DistributedCacheEntryOptions ForAnHour = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1),
    };
    private MemcachedServer server = null!;

    public async Task InitializeAsync() => server = await MemcachedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_killed_server_is_an_error_and_health_names_it_until_it_is_back()
    {
        using var cache = Some.Cache(server);
        await cache.SetAsync("key", Some.Bytes("value"), ForAnHour);
        await server.KillAsync();
        var error = await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.GetAsync("key"));
        Assert.Contains(server.Endpoint, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.SetAsync("key", [], ForAnHour));
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.RemoveAsync("key"));
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.RefreshAsync("key"));
        var health = Assert.Single(cache.Health);
        Assert.Equal((server.Endpoint, false), (health.Server, health.IsUp));
        Assert.NotNull(health.Error);
        Assert.NotNull(health.Since);
        Assert.True(health.Failures >= 4);

        await server.RestartAsync();
        Assert.Null(await Some.GetOnceBackAsync(cache, "key"));
        await cache.SetAsync("key", Some.Bytes("again"), ForAnHour);
        Assert.Equal("again"u8.ToArray(), await cache.GetAsync("key"));
        Assert.True(Assert.Single(cache.Health).IsUp);
    }

    [Fact]
    public async Task A_server_restarted_between_two_reads_is_noticed_by_itself()
    {
        using var cache = Some.Cache(server);
        await cache.SetAsync("key", Some.Bytes("value"), ForAnHour);
        await server.RestartAsync();
        Assert.Null(await Some.GetOnceBackAsync(cache, "key"));
    }

    [Fact]
    public async Task Flushed_is_a_plain_miss()
    {
        using var cache = Some.Cache(server);
        await cache.SetAsync("key", Some.Bytes("value"), ForAnHour);
        Assert.Equal("OK", await RawMemcached.SayAsync(server, "flush_all"));
        Assert.Null(await cache.GetAsync("key"));
        Assert.True(Assert.Single(cache.Health).IsUp);
    }

    [Fact]
    public async Task A_hanging_server_is_a_time_out_and_its_late_answers_reach_nobody()
    {
        using var cache = new MemcachedCache(
            new()
            {
                Servers = [("127.0.0.1", server.Port)],
                Timeout = TimeSpan.FromSeconds(1),
                RetryAfter = TimeSpan.Zero,
                ConnectTimeout = Some.Patience,
            },
            TimeProvider.System
        );
        await cache.SetAsync("first", Some.Bytes("1"), ForAnHour);
        await cache.SetAsync("second", Some.Bytes("2"), ForAnHour);
        server.Process.Signal("STOP");
        var error = await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.GetAsync("first"));
        Assert.IsType<TimeoutException>(error.InnerException);
        server.Process.Signal("CONT");
        Assert.Equal("2"u8.ToArray(), await Some.GetOnceBackAsync(cache, "second"));
        Assert.Equal("1"u8.ToArray(), await Some.GetOnceBackAsync(cache, "first"));
    }

    [Fact]
    public async Task Writes_a_hanging_server_does_not_take_end_in_time_too()
    {
        using var cache = new MemcachedCache(
            new()
            {
                Servers = [("127.0.0.1", server.Port)],
                Timeout = TimeSpan.FromSeconds(1),
                RetryAfter = TimeSpan.Zero,
                ConnectTimeout = Some.Patience,
            },
            TimeProvider.System
        );
        await cache.SetAsync("key", Some.Bytes("value"), ForAnHour);
        server.Process.Signal("STOP");
        // More than all socket buffers hold together.
        var writes = Enumerable
            .Range(0, 40)
            .Select(index => cache.SetAsync($"big-{index}", Some.Bytes(1_000_000), ForAnHour))
            .ToArray();
        foreach (var write in writes)
            await Assert.ThrowsAsync<CacheUnavailableException>(() => write.WaitAsync(Some.Patience));
        server.Process.Signal("CONT");
        Assert.Equal("value"u8.ToArray(), await Some.GetOnceBackAsync(cache, "key"));
    }

    [Fact]
    public async Task One_dead_server_of_two_is_an_error_for_its_keys_and_nothing_for_the_others()
    {
        await using var other = await MemcachedServer.StartAsync();
        using var cache = Some.Cache(server, other);
        var keys = Enumerable.Range(0, 40).Select(index => $"key-{index}").ToArray();
        foreach (var key in keys)
            await cache.SetAsync(key, Some.Bytes(key), ForAnHour);
        await other.KillAsync();
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.GetManyAsync(keys, default));
        var answered = 0;
        foreach (var key in keys)
        {
            try
            {
                Assert.Equal(Some.Bytes(key), await cache.GetAsync(key));
                answered++;
            }
            catch (CacheUnavailableException)
            {
                // Lives on the dead one.
            }
        }
        Assert.InRange(answered, 1, 40);
        Assert.Equal([true, false], cache.Health.Select(health => health.IsUp));
    }
}
