using Apollo.Servers;

namespace Apollo.Memcached.Tests.Support;

/// <summary>One memcached for the tests of a class that leave it running.</summary>
public sealed class OneMemcached : IAsyncLifetime
{
    public MemcachedServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await MemcachedServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
