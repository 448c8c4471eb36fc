using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Apollo.Hosting;

/// <summary>
/// How Apollo calls other servers over HTTP: through the proxy and with the authorities of <c>Apollo:Http</c>, else as
/// the environment says (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>, <c>SSL_CERT_FILE</c>). All that leaves Apollo goes this
/// way.
/// </summary>
public sealed class OutgoingCalls
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookUpEvery = TimeSpan.FromMinutes(5);
    private readonly IWebProxy? proxy;
    private readonly X509Certificate2Collection? authorities;

    private OutgoingCalls(IWebProxy? proxy, X509Certificate2Collection? authorities) =>
        (this.proxy, this.authorities) = (proxy, authorities);

    /// <summary>Reads <c>Apollo:Http:{Proxy,NoProxy,CaFile}</c>.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <exception cref="ConfigurationException">A key takes something else, or the file cannot be read.</exception>
    public static OutgoingCalls Read(IConfiguration configuration)
    {
        var http = configuration.GetSection("Apollo:Http");
        return new OutgoingCalls(ProxyOf(http["Proxy"], http["NoProxy"]), AuthoritiesOf(http["CaFile"]));
    }

    /// <summary>A handler for calls: without cookies, and with a bound on how long a connection may take to open.
    /// </summary>
    public SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectWithin,
            // A server may move to another address.
            PooledConnectionLifetime = LookUpEvery,
            UseCookies = false,
        };
        if (proxy is not null)
            handler.Proxy = proxy;
        if (authorities is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = IsSigned;
        return handler;
    }

    /// <summary>Says whether a server's certificate is trusted; null = as the system does.</summary>
    public RemoteCertificateValidationCallback? IsTrusted => authorities is null ? null : IsSigned;

    /// <summary>
    /// A handler for calls to addresses that people chose: without redirects, and not to this machine or a private
    /// network unless that is allowed.
    /// </summary>
    /// <param name="allowPrivate">Whether it is.</param>
    public HttpMessageHandler Guarded(bool allowPrivate)
    {
        var handler = Handler();
        handler.AllowAutoRedirect = false;
        handler.MaxResponseHeadersLength = 16;
        return allowPrivate ? handler : new GuardedCalls(handler);
    }

    private static NamedProxy? ProxyOf(string? address, string? direct)
    {
        if (string.IsNullOrEmpty(address))
            return string.IsNullOrEmpty(direct)
                ? null
                : throw new ConfigurationException(
                    "Apollo:Http:NoProxy stands alone: give Apollo:Http:Proxy too, or set NO_PROXY in the environment."
                );
        // Never with its text: it may hold a password.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not "http")
            throw new ConfigurationException(
                "Apollo:Http:Proxy is no address of a proxy: write http://proxy.example.com:3128."
            );
        return new NamedProxy(
            uri,
            [.. (direct ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        );
    }

    private static X509Certificate2Collection? AuthoritiesOf(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"Apollo:Http:CaFile '{file}' cannot be read: {error.Message}");
        }
        return certificates.Count > 0
            ? certificates
            : throw new ConfigurationException(
                $"Apollo:Http:CaFile '{file}' holds no certificate: give a file of certificates in PEM."
            );
    }

    /// <summary>What the system trusts is trusted, and what the own authorities have signed.</summary>
    private bool IsSigned(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        // A wrong name, or no certificate, is wrong whoever signed.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 shown)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities!);
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication"));
        // A private authority often publishes no list of what it has revoked.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }

    /// <summary>A proxy for all hosts but some.</summary>
    private sealed class NamedProxy : IWebProxy
    {
        private readonly Uri address;
        private readonly string[] direct;

        public NamedProxy(Uri given, string[] direct)
        {
            this.direct = direct;
            address = new UriBuilder(given) { UserName = "", Password = "" }.Uri;
            if (given.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
                Credentials = new NetworkCredential(
                    Uri.UnescapeDataString(user),
                    Uri.UnescapeDataString(password.FirstOrDefault() ?? "")
                );
        }

        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        /// <summary>By its name, or a domain that it is in, with a dot or without.</summary>
        public bool IsBypassed(Uri host) =>
            direct.Any(name =>
                name == "*"
                || host.Host.Equals(name.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
                || host.Host.EndsWith("." + name.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
            );
    }
}
