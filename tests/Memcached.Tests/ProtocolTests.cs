using Apollo.Memcached.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Memcached.Tests;

/// <summary>The client against a peer that says exactly what a test wants, on a clock that stands still.</summary>
public sealed class ProtocolTests
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    public static TheoryData<string> Nonsense =>
        new()
        {
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "ERROR\r\n",
            "SERVER_ERROR out of memory\r\n",
            "\r\n",
            "VA\r\n",
            "VA -1 f0 {O}\r\n\r\n",
            "VA 99999999999 f0 {O}\r\n",
            "VA 3 f0 {O}\r\nabcdef\r\n",
            "VA 3 f0\r\nabc\r\n",
            "VA 3 f0 O4000000000\r\nabc\r\n",
            "EN O4000000000\r\n",
            new string('x', 100_000),
        };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_an_error_and_never_a_miss_or_a_value(string nonsense)
    {
        await using var peer = new ScriptedPeer(line =>
            nonsense.Replace("{O}", ScriptedPeer.Number(line), StringComparison.Ordinal)
        );
        using var cache = Cache(peer);
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.GetAsync("key"));
        Assert.False(Assert.Single(cache.Health).IsUp);
    }

    [Fact]
    public async Task An_answer_nobody_asked_for_is_never_given_to_the_next_who_asks()
    {
        var isFirst = true;
        await using var peer = new ScriptedPeer(line =>
        {
            var answer = $"VA 1 f0 {ScriptedPeer.Number(line)}\r\n{line[3]}\r\n";
            (var twice, isFirst) = (isFirst, false);
            return twice ? answer + answer : answer;
        });
        using var cache = Cache(peer);
        Assert.Equal("a"u8.ToArray(), await cache.GetAsync("a"));
        // Either noticed already, and connected anew, or noticed now.
        Assert.Equal("b"u8.ToArray(), await Some.GetOnceBackAsync(cache, "b"));
        Assert.Equal(2, peer.Connections);
    }

    [Fact]
    public async Task A_set_that_is_not_stored_is_an_error()
    {
        await using var peer = new ScriptedPeer(line =>
            line.StartsWith("ms", StringComparison.Ordinal) ? $"NS {ScriptedPeer.Number(line)}\r\n" : null
        );
        using var cache = Cache(peer);
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.SetAsync("key", Some.Bytes("v"), new()));
    }

    [Fact]
    public async Task Misses_without_a_number_are_misses_as_older_servers_say_them()
    {
        await using var peer = new ScriptedPeer(_ => "EN\r\n");
        using var cache = Cache(peer);
        Assert.Null(await cache.GetAsync("key"));
    }

    [Fact]
    public async Task Many_keys_are_one_round_trip()
    {
        // Silent until it has heard the last key: one after the other would never end.
        var (heard, answers) = (0, "");
        await using var peer = new ScriptedPeer(line =>
        {
            answers += $"VA 2 f0 {ScriptedPeer.Number(line)}\r\n{heard + 10}\r\n";
            return ++heard == 40 ? answers : null;
        });
        using var cache = Cache(peer);
        var found = await cache.GetManyAsync([.. Enumerable.Range(10, 40).Select(number => $"key-{number}")], default);
        Assert.Equal(40, found.Count);
        Assert.All(found, pair => Assert.Equal(Some.Bytes(pair.Key[4..]), pair.Value));
        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task Silence_ends_at_the_time_out_and_the_server_costs_nothing_until_it_is_tried_again()
    {
        await using var peer = new ScriptedPeer(_ => null);
        using var cache = new MemcachedCache(new() { Servers = [("127.0.0.1", peer.Port)] }, time);
        var asked = cache.GetAsync("key");
        await peer.HearAsync();
        time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<TimeoutException>(
            (await Assert.ThrowsAsync<CacheUnavailableException>(() => asked)).InnerException
        );

        for (var attempt = 0; attempt < 100; attempt++)
        {
            var refused = cache.GetAsync("key");
            Assert.True(refused.IsCompleted);
            await Assert.ThrowsAsync<CacheUnavailableException>(() => refused);
        }
        Assert.Equal(1, peer.Connections);

        time.Advance(TimeSpan.FromSeconds(1));
        var again = cache.GetAsync("key");
        await peer.HearAsync();
        Assert.Equal(2, peer.Connections);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAsync<CacheUnavailableException>(() => again);
    }

    [Fact]
    public async Task Who_gives_up_waiting_disturbs_nobody_else()
    {
        var firstLine = new TaskCompletionSource<string>();
        await using var peer = new ScriptedPeer(line =>
        {
            if (firstLine.TrySetResult(line))
                return null;
            return $"VA 1 f0 {ScriptedPeer.Number(firstLine.Task.Result)}\r\n1\r\n"
                + $"VA 1 f0 {ScriptedPeer.Number(line)}\r\n2\r\n";
        });
        using var cache = Cache(peer);
        using var gaveUp = new CancellationTokenSource();
        var first = cache.GetAsync("first", gaveUp.Token);
        await firstLine.Task;
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("2"u8.ToArray(), await cache.GetAsync("second"));
        Assert.Equal(1, peer.Connections);
    }

    private MemcachedCache Cache(ScriptedPeer peer) => new(Some.Options(peer.Port), time);
}
