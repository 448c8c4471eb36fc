using System.Buffers.Binary;

namespace Apollo.Memcached;

/// <summary>
/// Sliding expiration on a server that knows only "ends in": the client flags hold the seconds that each read adds. An
/// entry with an absolute end as well has the highest bit set and that end, a Unix time, before its value: reads must
/// not carry it beyond.
/// </summary>
internal static class Sliding
{
    private const uint HasEnd = 1u << 31;

    public static (byte[] Stored, uint Flags) Pack(byte[] value, long sliding, DateTimeOffset? end)
    {
        if (sliding == 0)
            return (value, 0);
        var flags = (uint)Math.Min(sliding, HasEnd - 1);
        if (end is not { } limit)
            return (value, flags);
        var stored = new byte[sizeof(long) + value.Length];
        BinaryPrimitives.WriteInt64BigEndian(stored, limit.ToUnixTimeSeconds());
        value.CopyTo(stored, sizeof(long));
        return (stored, flags | HasEnd);
    }

    /// <returns>The value, and how many seconds it shall live on from now; null leaves that as it is.</returns>
    public static (byte[] Value, long? LivesOn) Unpack(byte[] stored, uint flags, DateTimeOffset now)
    {
        if (flags == 0)
            return (stored, null);
        if ((flags & HasEnd) == 0 || stored.Length < sizeof(long))
            return (stored, flags & ~HasEnd);
        var left = BinaryPrimitives.ReadInt64BigEndian(stored) - now.ToUnixTimeSeconds();
        return (stored[sizeof(long)..], Math.Clamp(left, 1, Math.Max(1, flags & ~HasEnd)));
    }
}
