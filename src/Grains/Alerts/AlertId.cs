using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Apollo.Grains.Alerts;

/// <summary>The id of an alert, made of its rule, group and begin: whoever reckons again finds the same.</summary>
internal static class AlertId
{
    /// <summary>A UUIDv7 whose random bits are a hash.</summary>
    /// <param name="rule">Id of the rule.</param>
    /// <param name="group">The group; null = the whole desk.</param>
    /// <param name="since">When it began, UTC.</param>
    public static string Of(string rule, string? group, DateTime since)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{rule}\n{group}\n{since.Ticks}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16).ToArray();
        var milliseconds = new DateTimeOffset(since).ToUnixTimeMilliseconds();
        for (var at = 5; at >= 0; at--, milliseconds >>= 8)
            bytes[at] = (byte)milliseconds;
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
