using Apollo.Memcached;
using Microsoft.AspNetCore.Builder;

namespace Apollo.Hosting;

/// <summary>The cache that silo and web share.</summary>
public static class SharedCache
{
    /// <summary>Adds memcached at <c>Apollo:Cache:Memcached</c>, or the in-process cache.</summary>
    /// <exception cref="ConfigurationException">Its servers cannot be understood.</exception>
    public static void AddSharedCache(this WebApplicationBuilder builder)
    {
        try
        {
            builder.Services.AddApolloCache(builder.Configuration);
        }
        catch (FormatException error)
        {
            throw new ConfigurationException(error.Message);
        }
    }
}
