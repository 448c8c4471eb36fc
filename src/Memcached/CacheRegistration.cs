using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Apollo.Memcached;

/// <summary>Registers the cache.</summary>
public static class CacheRegistration
{
    /// <summary>
    /// memcached at <c>Apollo:Cache:Memcached</c>, or the in-process cache where that is empty; both as
    /// <see cref="IDistributedCache"/> too.
    /// </summary>
    /// <exception cref="FormatException">The servers cannot be understood.</exception>
    public static IServiceCollection AddApolloCache(this IServiceCollection services, IConfiguration configuration)
    {
        var servers = configuration["Apollo:Cache:Memcached"];
        var options = string.IsNullOrWhiteSpace(servers) ? null : MemcachedOptions.Parse(servers);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMultiGetCache>(provider =>
            options is null
                ? new InProcessCache(provider.GetRequiredService<TimeProvider>())
                : new MemcachedCache(options, provider.GetRequiredService<TimeProvider>())
        );
        services.TryAddSingleton<IDistributedCache>(provider => provider.GetRequiredService<IMultiGetCache>());
        return services;
    }
}
