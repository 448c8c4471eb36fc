using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Apollo.Hosting;

/// <summary>
/// Encrypts the webs' keys, hooks and push keys before they go to the store, by a certificate or by a file of random
/// bytes: who reads the store cannot use them.
/// </summary>
public sealed class KeySeal : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const string OwnFile = "web-keys.key";
    private readonly RSA? certificate;
    private readonly byte[] fileKey;

    private KeySeal(RSA? certificate, byte[] fileKey) => (this.certificate, this.fileKey) = (certificate, fileKey);

    /// <summary>
    /// Reads <c>Apollo:Keys:Certificate</c> or <c>Apollo:Keys:File</c>. Without either an Apollo of one process makes a
    /// file in its data folder.
    /// </summary>
    /// <exception cref="ConfigurationException">A file cannot be used, or webs of a cluster have none.</exception>
    public static KeySeal Read(WebApplicationBuilder builder)
    {
        var keys = builder.Configuration.GetSection("Apollo:Keys");
        if (keys["Certificate:Path"] is { Length: > 0 } path)
            return new KeySeal(Certificate(path, keys["Certificate:Password"]), []);
        if (keys["File"] is { Length: > 0 } file)
            return new KeySeal(null, KeyOf(file));
        if (builder.Configuration["Apollo:Cluster:Gateway"] is { Length: > 0 })
            throw new ConfigurationException(
                "Apollo:Keys:File is missing: webs of a cluster that sign people in through a provider need the same "
                    + "file of random bytes (openssl rand -out apollo.key 32), or Apollo:Keys:Certificate."
            );
        return new KeySeal(null, KeyOf(Made(Path.Combine(DataFolder.Of(builder), OwnFile))));
    }

    /// <summary>Encrypts a text; thread-safe.</summary>
    public string Seal(string text)
    {
        var key = certificate is null ? fileKey : RandomNumberGenerator.GetBytes(KeyBytes);
        var wrapped = certificate is null ? [] : certificate.Encrypt(key, RSAEncryptionPadding.OaepSHA256);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var plain = Encoding.UTF8.GetBytes(text);
        var (cipher, tag) = (new byte[plain.Length], new byte[TagBytes]);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. wrapped, .. nonce, .. tag, .. cipher]);
    }

    /// <summary>Decrypts what <see cref="Seal"/> gave; false where another certificate or file sealed it.</summary>
    public bool TryOpen(string text, [NotNullWhen(true)] out string? opened)
    {
        opened = null;
        try
        {
            var all = Convert.FromBase64String(text).AsSpan();
            var key = fileKey;
            if (certificate is not null)
            {
                key = certificate.Decrypt(all[..(certificate.KeySize / 8)], RSAEncryptionPadding.OaepSHA256);
                all = all[(certificate.KeySize / 8)..];
            }
            var plain = new byte[all.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(all[..NonceBytes], all[(NonceBytes + TagBytes)..], all.Slice(NonceBytes, TagBytes), plain);
            opened = Encoding.UTF8.GetString(plain);
            return true;
        }
        catch (Exception error)
            when (error is FormatException or CryptographicException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => certificate?.Dispose();

    private static RSA Certificate(string path, string? password)
    {
        try
        {
            using var loaded = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return loaded.GetRSAPrivateKey()
                ?? throw new ConfigurationException(
                    $"Apollo:Keys:Certificate:Path '{path}' holds no RSA key: give a PKCS #12 file (.pfx) with one."
                );
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Apollo:Keys:Certificate:Path '{path}' cannot be read: {error.Message}");
        }
    }

    private static byte[] KeyOf(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Apollo:Keys:File '{file}' cannot be read: {error.Message}");
        }
        return bytes.Length >= KeyBytes
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, KeyBytes, info: "apollo web keys"u8.ToArray())
            : throw new ConfigurationException(
                $"Apollo:Keys:File '{file}' has {bytes.Length} bytes: give {KeyBytes} random ones or more "
                    + "(openssl rand -out apollo.key 32)."
            );
    }

    /// <summary>A file that only Apollo's own user can read, made where it is missing.</summary>
    private static string Made(string file)
    {
        if (File.Exists(file))
            return file;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
        made.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        return file;
    }
}
