using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Apollo.Hosting;

/// <summary>
/// The certificates of https that the configuration names are looked at before anything starts: Kestrel reads them
/// last, when a silo is up already.
/// </summary>
internal static class HttpsCertificates
{
    /// <summary>Reads each certificate that is named by a file.</summary>
    /// <param name="configuration">With Kestrel's own section.</param>
    /// <param name="folder">Where relative paths begin: the content root.</param>
    /// <exception cref="ConfigurationException">One is not there, or cannot be read.</exception>
    public static void Check(IConfiguration configuration, string folder)
    {
        var kestrel = configuration.GetSection("Kestrel");
        foreach (var certificate in kestrel.GetSection("Certificates").GetChildren())
            Check(certificate, folder);
        foreach (var endpoint in kestrel.GetSection("Endpoints").GetChildren())
            Check(endpoint.GetSection("Certificate"), folder);
    }

    private static void Check(IConfigurationSection certificate, string folder)
    {
        if (Named("Path") is not { } path)
            return;
        var (key, password) = (Named("KeyPath"), certificate["Password"]);
        try
        {
            using var read =
                key is null ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : password is null ? X509Certificate2.CreateFromPemFile(path, key)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
        }
        catch (Exception error)
            when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{certificate.Path}:Path '{path}' cannot be read as a certificate: {error.Message} "
                    + "Give a PKCS #12 file (.pfx) with its Password, or a PEM file with its KeyPath."
            );
        }

        string? Named(string name)
        {
            if (certificate[name] is not { Length: > 0 } file)
                return null;
            var whole = Path.Combine(folder, file);
            return File.Exists(whole)
                ? whole
                : throw new ConfigurationException(
                    $"{certificate.Path}:{name} '{file}' is not there. Give the file of a certificate for https."
                );
        }
    }
}
