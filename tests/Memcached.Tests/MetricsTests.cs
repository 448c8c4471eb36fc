using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Apollo.Memcached.Tests.Support;

namespace Apollo.Memcached.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Answers_and_failures_are_counted_by_server()
    {
        await using var peer = new ScriptedPeer(line =>
            line.StartsWith("mg good", StringComparison.Ordinal) ? "EN\r\n" : "nonsense\r\n"
        );
        var server = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{peer.Port}");
        var seen = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Apollo.Memcached")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags[0].Value as string == server)
                seen.Enqueue(instrument.Name + (tags.Length > 1 ? ":" + tags[1].Value : ""));
        }
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();

        using var cache = new MemcachedCache(Some.Options(peer.Port), TimeProvider.System);
        await cache.GetAsync("good");
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.GetAsync("bad"));
        Assert.Equal(["apollo.cache.duration", "apollo.cache.failures:error"], seen);
    }
}
