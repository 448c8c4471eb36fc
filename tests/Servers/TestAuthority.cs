using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Apollo.Servers;

/// <summary>A private certificate authority, and a certificate for <c>localhost</c> that it signed.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly ScratchFolder folder = new();

    /// <summary>Makes both.</summary>
    public TestAuthority()
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=Private authority of the tests", ownKey, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = own.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        using var certificate = request.Create(authority, from, until.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The authority's certificate, PEM.</summary>
    public string AuthorityFile => Path.Combine(folder.Path, "ca.pem");

    /// <summary>The certificate, PEM.</summary>
    public string CertificateFile => Path.Combine(folder.Path, "cert.pem");

    /// <summary>Its key, PEM.</summary>
    public string KeyFile => Path.Combine(folder.Path, "key.pem");

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
