using Apollo.Memcached.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Memcached.Tests;

public sealed class LoadTests(OneMemcached memcached) : IClassFixture<OneMemcached>, IDisposable
{
    private static readonly DistributedCacheEntryOptions ForAnHour = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1),
    };
    private readonly MemcachedCache cache = Some.Cache(memcached.Server);

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task A_value_as_large_as_the_limit_is_stored_and_one_byte_more_is_refused_by_name()
    {
        var key = Some.Key();
        var value = Some.Bytes(1_000_000);
        await cache.SetAsync(
            key,
            value,
            new() { SlidingExpiration = TimeSpan.FromHours(1), AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(2) }
        );
        Assert.Equal(value, await cache.GetAsync(key));
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            cache.SetAsync(key, Some.Bytes(1_000_001), ForAnHour)
        );
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Equal(value, await cache.GetAsync(key));
    }

    [Fact]
    public async Task Many_callers_at_once_share_one_connection_and_each_gets_its_own_values()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 50 },
            async (caller, cancellation) =>
            {
                var keys = Enumerable.Range(0, 10).Select(index => $"caller-{caller}-{index}").ToArray();
                foreach (var key in keys)
                    await cache.SetAsync(key, Value(key), ForAnHour, cancellation);
                var found = await cache.GetManyAsync(keys, cancellation);
                Assert.Equal(10, found.Count);
                Assert.All(found, pair => Assert.Equal(Value(pair.Key), pair.Value));
            }
        );
        Assert.Equal(200 * 11, Assert.Single(cache.Health).Operations);
        Assert.Equal(0, Assert.Single(cache.Health).Failures);
    }

    [Fact]
    public async Task Callers_that_give_up_at_any_moment_leave_the_others_unharmed()
    {
        await cache.SetAsync("kept", Value("kept"), ForAnHour);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2000),
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            async (attempt, _) =>
            {
                using var gaveUp = new CancellationTokenSource();
                var read = cache.GetAsync("kept", gaveUp.Token);
                if (attempt % 2 == 0)
                    await gaveUp.CancelAsync();
                try
                {
                    Assert.Equal(Value("kept"), await read);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(attempt % 2 == 0);
                }
            }
        );
        Assert.True(Assert.Single(cache.Health).IsUp);
    }

    private static byte[] Value(string key) => Some.Bytes(string.Concat(Enumerable.Repeat(key + "\r\n", 50)));
}
