using Apollo.Memcached.Tests.Support;
using Apollo.Servers;

namespace Apollo.Memcached.Tests;

public sealed class InProcessCacheConforms : CacheConformance
{
    protected override IMultiGetCache Cache { get; } = new InProcessCache(TimeProvider.System);
}

public sealed class MemcachedCacheConforms(OneMemcached memcached) : CacheConformance, IClassFixture<OneMemcached>, IDisposable
{
    private readonly MemcachedCache cache = Some.Cache(memcached.Server);

    protected override IMultiGetCache Cache => cache;

    public void Dispose() => cache.Dispose();
}

public sealed class MemcachedCacheOverThreeServersConforms : CacheConformance, IAsyncLifetime
{
    private MemcachedServer[] servers = [];
    private MemcachedCache cache = null!;

    protected override IMultiGetCache Cache => cache;

    public async Task InitializeAsync()
    {
        servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MemcachedServer.StartAsync()));
        cache = Some.Cache(servers);
    }

    public async Task DisposeAsync()
    {
        cache.Dispose();
        foreach (var server in servers) await server.DisposeAsync();
    }
}
