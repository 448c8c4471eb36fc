using Apollo.Servers;

namespace Apollo.Memcached.Tests.Support;

/// <summary>One memcached for the tests of a class that leave it running.</summary>
public sealed class OneMemcached : IAsyncLifetime
{
    public MemcachedServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await MemcachedServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Three of them.</summary>
public sealed class ThreeMemcached : IAsyncLifetime
{
    public MemcachedServer[] Servers { get; private set; } = [];

    public async Task InitializeAsync() =>
        Servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MemcachedServer.StartAsync()));

    public async Task DisposeAsync() => await Task.WhenAll(Servers.Select(server => server.DisposeAsync().AsTask()));
}
