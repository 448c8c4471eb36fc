using Apollo.Memcached.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Memcached.Tests;

/// <summary>What every cache of Apollo does alike, whichever is configured.</summary>
public abstract class CacheConformance
{
    private static readonly DistributedCacheEntryOptions ForAnHour = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1),
    };

    protected abstract IMultiGetCache Cache { get; }

    [Fact]
    public async Task What_was_set_is_read_byte_for_byte()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, Some.Bytes(1000), ForAnHour);
        Assert.Equal(Some.Bytes(1000), await Cache.GetAsync(key));
    }

    [Fact]
    public async Task An_empty_value_is_found_and_is_not_a_miss()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, [], ForAnHour);
        Assert.Equal(Array.Empty<byte>(), await Cache.GetAsync(key));
    }

    [Fact]
    public async Task A_key_never_set_is_a_miss() => Assert.Null(await Cache.GetAsync(Some.Key()));

    [Fact]
    public async Task Setting_again_replaces()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, Some.Bytes("old"), ForAnHour);
        await Cache.SetAsync(key, Some.Bytes("new"), ForAnHour);
        Assert.Equal("new"u8.ToArray(), await Cache.GetAsync(key));
    }

    [Fact]
    public async Task What_was_removed_is_a_miss_and_removing_twice_is_no_error()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, Some.Bytes("value"), ForAnHour);
        await Cache.RemoveAsync(key);
        await Cache.RemoveAsync(key);
        Assert.Null(await Cache.GetAsync(key));
    }

    [Fact]
    public async Task Refreshing_leaves_the_value_and_a_missing_key_missing()
    {
        var (key, missing) = (Some.Key(), Some.Key());
        await Cache.SetAsync(key, Some.Bytes("value"), new() { SlidingExpiration = TimeSpan.FromMinutes(5) });
        await Cache.RefreshAsync(key);
        await Cache.RefreshAsync(missing);
        Assert.Equal("value"u8.ToArray(), await Cache.GetAsync(key));
        Assert.Null(await Cache.GetAsync(missing));
    }

    [Fact]
    public async Task Many_keys_give_those_that_are_there()
    {
        var keys = Enumerable.Range(0, 40).Select(_ => Some.Key()).ToArray();
        foreach (var key in keys.Where((_, index) => index % 2 == 0))
            await Cache.SetAsync(key, Some.Bytes(key), ForAnHour);
        var found = await Cache.GetManyAsync(keys, default);
        Assert.Equal(keys.Where((_, index) => index % 2 == 0).Order(), found.Keys.Order());
        Assert.All(found, pair => Assert.Equal(Some.Bytes(pair.Key), pair.Value));
    }

    [Fact]
    public async Task No_keys_give_nothing() => Assert.Empty(await Cache.GetManyAsync([], default));

    [Fact]
    public async Task A_key_asked_twice_is_found_once()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, Some.Bytes("value"), ForAnHour);
        Assert.Equal([key], (await Cache.GetManyAsync([key, key], default)).Keys);
    }

    [Theory]
    [InlineData("with a space")]
    [InlineData("with\r\na line end")]
    [InlineData("größer 💡")]
    [InlineData("mg x v\r\nmd y")]
    public async Task Any_text_is_a_key_of_its_own(string text)
    {
        var (key, other) = (Some.Key() + text, Some.Key() + text);
        await Cache.SetAsync(key, Some.Bytes("value"), ForAnHour);
        Assert.Equal("value"u8.ToArray(), await Cache.GetAsync(key));
        Assert.Null(await Cache.GetAsync(other));
        await Cache.RemoveAsync(key);
        Assert.Null(await Cache.GetAsync(key));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(5000)]
    public async Task Long_keys_are_told_apart_by_their_last_letter(int length)
    {
        var start = Some.Key().PadRight(length - 1, 'x');
        await Cache.SetAsync(start + "a", Some.Bytes("a"), ForAnHour);
        await Cache.SetAsync(start + "b", Some.Bytes("b"), ForAnHour);
        Assert.Equal("a"u8.ToArray(), await Cache.GetAsync(start + "a"));
        Assert.Equal("b"u8.ToArray(), await Cache.GetAsync(start + "b"));
    }

    [Fact]
    public async Task What_ended_before_it_was_set_is_a_miss()
    {
        var key = Some.Key();
        await Cache.SetAsync(key, Some.Bytes("old"), ForAnHour);
        await Cache.SetAsync(
            key,
            Some.Bytes("over"),
            new() { AbsoluteExpiration = DateTimeOffset.UtcNow.AddYears(-1) }
        );
        Assert.Null(await Cache.GetAsync(key));
    }

    [Fact]
    public async Task The_blocking_methods_do_the_same()
    {
        var key = Some.Key();
        Cache.Set(key, Some.Bytes("value"), ForAnHour);
        Cache.Refresh(key);
        Assert.Equal("value"u8.ToArray(), Cache.Get(key));
        Cache.Remove(key);
        Assert.Null(await Cache.GetAsync(key));
    }

    [Fact]
    public async Task Who_gave_up_is_told_so()
    {
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.GetAsync(Some.Key(), gaveUp.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.GetManyAsync([Some.Key()], gaveUp.Token));
    }

    [Fact]
    public async Task Health_says_it_is_up()
    {
        await Cache.GetAsync(Some.Key());
        Assert.All(Cache.Health, server => Assert.True(server.IsUp, server.Error));
    }
}
