using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Memcached;

/// <summary>A distributed cache that reads many keys in one round trip.</summary>
public interface IMultiGetCache : IDistributedCache
{
    /// <summary>Reads many keys at once.</summary>
    /// <param name="keys">Any number of keys.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The keys that were found, with their values.</returns>
    /// <exception cref="CacheUnavailableException">A server that holds some of them does not answer: never taken for a
    /// miss.</exception>
    Task<IReadOnlyDictionary<string, byte[]>> GetManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    );

    /// <summary>Whether each server answers, for health pages.</summary>
    IReadOnlyList<CacheServerHealth> Health { get; }
}

/// <summary>How one cache server is.</summary>
/// <param name="Server"><c>host:port</c>, or <c>in-process</c>.</param>
/// <param name="IsUp">The last operation was answered, or none was tried yet.</param>
/// <param name="Error">What failed last, while it is down.</param>
/// <param name="Since">Since when it is down, UTC.</param>
/// <param name="Operations">Operations asked of it since the start.</param>
/// <param name="Failures">How many of them it did not answer; those refused while it is left alone are not
/// counted.</param>
public sealed record CacheServerHealth(
    string Server,
    bool IsUp,
    string? Error,
    DateTime? Since,
    long Operations = 0,
    long Failures = 0
);

/// <summary>A cache server does not answer, or answers nonsense. Callers go on without the cache.</summary>
/// <param name="message">Which server, and what happened.</param>
/// <param name="cause">What the network said.</param>
public sealed class CacheUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
