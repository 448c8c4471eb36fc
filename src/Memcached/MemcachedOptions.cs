using System.Globalization;

namespace Apollo.Memcached;

/// <summary>Where memcached is and how long it may take.</summary>
public sealed class MemcachedOptions
{
    /// <summary>Servers, in any order; keys are spread over them by consistent hashing.</summary>
    public IReadOnlyList<(string Host, int Port)> Servers { get; init; } = [];

    /// <summary>How long to connect; 1 s by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one operation may take; 500 ms by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a server that failed is left alone; 1 s by default.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Largest value in bytes; 1,000,000 by default (memcached's own limit is 1 MiB with key and header).
    /// </summary>
    public int ValueLimit { get; init; } = 1_000_000;

    /// <summary>Parses <c>host:port,host:port</c>.</summary>
    /// <exception cref="FormatException">Names the part and the mend.</exception>
    public static MemcachedOptions Parse(string servers)
    {
        var parts = servers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            throw new FormatException(
                $"Apollo:Cache:Memcached: '{servers}' names no server; write host:port, several separated by "
                    + "commas, or leave it empty."
            );
        return new() { Servers = [.. parts.Select(ParseServer).Distinct()] };
    }

    private static (string, int) ParseServer(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon].Trim('[', ']');
        return
            Uri.CheckHostName(host) is not UriHostNameType.Unknown
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? (host, port)
            : throw new FormatException(
                $"Apollo:Cache:Memcached: '{text}' is no server; write host:port, several separated by commas."
            );
    }
}
