using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Memcached.Tests;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_servers_the_cache_lives_in_the_process(string? servers)
    {
        using var provider = Provider(servers);
        Assert.IsType<InProcessCache>(provider.GetRequiredService<IMultiGetCache>());
    }

    [Fact]
    public void With_servers_both_interfaces_are_the_same_memcached()
    {
        using var provider = Provider("cache-a:11211, [::1]:11212,cache-a:11211");
        var cache = provider.GetRequiredService<IMultiGetCache>();
        Assert.IsType<MemcachedCache>(cache);
        Assert.Same(cache, provider.GetRequiredService<IDistributedCache>());
        Assert.Equal(["cache-a:11211", "::1:11212"], cache.Health.Select(server => server.Server));
    }

    [Theory]
    [InlineData("cache-a")]
    [InlineData("cache-a:")]
    [InlineData(":11211")]
    [InlineData("cache-a:0")]
    [InlineData("cache-a:70000")]
    [InlineData("cache-a:11211 cache-b:11211")]
    [InlineData("cache-a:11211,cache-b:port")]
    [InlineData(",")]
    public void Bad_text_is_one_line_that_names_the_key_and_the_mend(string servers)
    {
        var error = Assert.Throws<FormatException>(() => Provider(servers));
        Assert.StartsWith("Apollo:Cache:Memcached: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("host:port", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static ServiceProvider Provider(string? servers) =>
        new ServiceCollection()
            .AddApolloCache(
                new ConfigurationBuilder().AddInMemoryCollection([new("Apollo:Cache:Memcached", servers)]).Build()
            )
            .BuildServiceProvider();
}
