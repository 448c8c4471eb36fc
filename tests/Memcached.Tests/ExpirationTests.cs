using Apollo.Memcached.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Memcached.Tests;

/// <summary>How long entries live, as memcached itself says it.</summary>
public sealed class ExpirationTests(OneMemcached memcached) : IClassFixture<OneMemcached>, IDisposable
{
    private readonly MemcachedCache cache = Some.Cache(memcached.Server);
    private readonly string key = Some.Key();

    public void Dispose() => cache.Dispose();

    /// <summary>Whatever flags another program gave an entry.</summary>
    [Theory]
    [InlineData(1u << 31, 8)]
    [InlineData(uint.MaxValue, 8)]
    [InlineData(uint.MaxValue, 0)]
    [InlineData((1u << 31) | 1, 100)]
    public void Flags_of_another_making_are_no_error(uint flags, int length)
    {
        foreach (var filler in (byte[])[0, 0x7F, 0x80, 0xFF])
        {
            var stored = new byte[length];
            Array.Fill(stored, filler);
            Assert.NotNull(Sliding.Unpack(stored, flags, DateTimeOffset.UnixEpoch).Value);
        }
    }

    [Fact]
    public async Task Without_an_expiration_an_entry_stays()
    {
        await cache.SetAsync(key, [], new());
        Assert.Equal(-1, await RawMemcached.SecondsLeftAsync(memcached.Server, key));
    }

    [Fact]
    public async Task A_relative_expiration_counts_from_now()
    {
        await SetAsync(new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
        await LivesAsync(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task An_absolute_expiration_is_an_instant()
    {
        await SetAsync(new() { AbsoluteExpiration = DateTimeOffset.UtcNow.AddMinutes(10) });
        await LivesAsync(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(400)]
    public async Task Beyond_thirty_days_memcached_would_take_seconds_for_a_date_and_does_not(int days)
    {
        await SetAsync(new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(days) });
        await LivesAsync(TimeSpan.FromDays(days));
    }

    [Fact]
    public async Task Less_than_a_second_is_not_for_ever()
    {
        await SetAsync(new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMilliseconds(1) });
        Assert.InRange(await RawMemcached.SecondsLeftAsync(memcached.Server, key) ?? 0, 0, 1);
    }

    [Fact]
    public async Task Every_read_renews_a_sliding_expiration()
    {
        await SetAsync(new() { SlidingExpiration = TimeSpan.FromMinutes(10) });
        await LivesAsync(TimeSpan.FromMinutes(10));
        await RawMemcached.SayAsync(memcached.Server, $"mg {key} T60");
        Assert.Equal("value"u8.ToArray(), await cache.GetAsync(key));
        await LivesAsync(TimeSpan.FromMinutes(10));
        await RawMemcached.SayAsync(memcached.Server, $"mg {key} T60");
        await cache.RefreshAsync(key);
        await LivesAsync(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_read_does_not_prolong_what_does_not_slide()
    {
        await SetAsync(new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
        await RawMemcached.SayAsync(memcached.Server, $"mg {key} T60");
        await cache.GetAsync(key);
        await LivesAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Sliding_never_outlives_the_absolute_end()
    {
        await SetAsync(
            new()
            {
                SlidingExpiration = TimeSpan.FromMinutes(10),
                AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(15),
            }
        );
        await LivesAsync(TimeSpan.FromMinutes(10));
        var later = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(12));
        using var reader = new MemcachedCache(Some.Options(memcached.Server.Port), later);
        Assert.Equal("value"u8.ToArray(), await reader.GetAsync(key));
        await LivesAsync(TimeSpan.FromMinutes(3));
    }

    private Task SetAsync(DistributedCacheEntryOptions options) => cache.SetAsync(key, Some.Bytes("value"), options);

    private async Task LivesAsync(TimeSpan expected) =>
        Assert.InRange(
            await RawMemcached.SecondsLeftAsync(memcached.Server, key) ?? 0,
            (int)expected.TotalSeconds - 25,
            (int)expected.TotalSeconds + 2
        );
}

/// <summary>The cache of one process ends entries by the clock it was given.</summary>
public sealed class InProcessExpirationTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Entries_end_with_the_clock()
    {
        var cache = new InProcessCache(time);
        await cache.SetAsync("relative", [1], new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10) });
        await cache.SetAsync("sliding", [2], new() { SlidingExpiration = TimeSpan.FromSeconds(10) });
        await cache.SetAsync("forever", [3], new());
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, (await cache.GetManyAsync(["relative", "sliding", "forever"], default)).Count);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(
            ["forever", "sliding"],
            (await cache.GetManyAsync(["relative", "sliding", "forever"], default)).Keys.Order()
        );
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["forever"], (await cache.GetManyAsync(["relative", "sliding", "forever"], default)).Keys);
    }
}
