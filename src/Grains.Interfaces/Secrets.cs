using System.Security.Cryptography;
using System.Text;

namespace Apollo;

/// <summary>
/// Secrets that stand for a caller: 256 random bits as text. Who keeps one keeps only its hash; the bits are too many
/// to be tried out, so a plain hash is enough, and looking it up tells nothing by its time.
/// </summary>
public static class Secrets
{
    /// <summary>A new secret: a prefix, and 64 hexadecimal digits.</summary>
    /// <param name="prefix">Says what it is, such as <c>apl_</c>.</param>
    public static string New(string prefix = "") =>
        prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower hexadecimal.</summary>
    /// <param name="secret">As it was given.</param>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
