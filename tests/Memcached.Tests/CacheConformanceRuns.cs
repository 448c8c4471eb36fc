using Apollo.Memcached.Tests.Support;

namespace Apollo.Memcached.Tests;

public sealed class InProcessCacheConforms : CacheConformance
{
    protected override IMultiGetCache Cache { get; } = new InProcessCache(TimeProvider.System);
}

public sealed class MemcachedCacheConforms(OneMemcached memcached)
    : CacheConformance,
        IClassFixture<OneMemcached>,
        IDisposable
{
    private readonly MemcachedCache cache = Some.Cache(memcached.Server);

    protected override IMultiGetCache Cache => cache;

    public void Dispose() => cache.Dispose();
}

public sealed class MemcachedCacheOverThreeServersConforms(ThreeMemcached memcached)
    : CacheConformance,
        IClassFixture<ThreeMemcached>,
        IDisposable
{
    private readonly MemcachedCache cache = Some.Cache(memcached.Servers);

    protected override IMultiGetCache Cache => cache;

    public void Dispose() => cache.Dispose();
}
