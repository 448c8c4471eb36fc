using System.Security.Cryptography;
using System.Text;

namespace Apollo.Memcached;

/// <summary>
/// Consistent hashing: each server stands at 160 places of a ring, and a key belongs to the next place. A server more
/// or less moves only its share of the keys.
/// </summary>
internal sealed class HashRing
{
    private const int PlacesPerServer = 160;
    private readonly uint[] places;
    private readonly int[] servers;

    public HashRing(IReadOnlyList<string> names)
    {
        var ring = names
            .SelectMany(
                (name, server) =>
                    Enumerable.Range(0, PlacesPerServer).Select(place => (At: Hash($"{name}-{place}"), Server: server))
            )
            .OrderBy(place => place.At)
            .ThenBy(place => place.Server)
            .ToArray();
        (places, servers) = (Array.ConvertAll(ring, place => place.At), Array.ConvertAll(ring, place => place.Server));
    }

    /// <summary>Index of the server that a key belongs to.</summary>
    public int ServerOf(string key)
    {
        if (servers.Length == PlacesPerServer)
            return 0;
        var at = Array.BinarySearch(places, Hash(key));
        if (at < 0)
            at = ~at;
        return servers[at == places.Length ? 0 : at];
    }

    private static uint Hash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BitConverter.ToUInt32(hash);
    }
}
