using System.Net.Security;
using Microsoft.Extensions.Configuration;

namespace Apollo.Grains.Delivery;

/// <summary>How what is told leaves Apollo; the host gives it.</summary>
public sealed record DeliverySettings
{
    /// <summary>Where people reach Apollo; null = links are left out.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Makes a handler for calls to addresses that people chose: guarded, and without redirects.</summary>
    public required Func<HttpMessageHandler> Guarded { get; init; }

    /// <summary>Makes a handler for calls to servers that the configuration names.</summary>
    public Func<HttpMessageHandler> Calls { get; init; } = () => new Refusal();

    /// <summary>Says whether a server's certificate is trusted; null = as the system does.</summary>
    public RemoteCertificateValidationCallback? IsTrusted { get; init; }

    /// <summary>The mail server; null = nobody is told by e-mail.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Encrypts what the store shall not tell.</summary>
    public required Func<string, string> Seal { get; init; }

    /// <summary>Decrypts it; null where it was encrypted with another key.</summary>
    public required Func<string, string?> Unseal { get; init; }

    /// <summary>What is called each minute while rules are evaluated; null = nothing.</summary>
    public Uri? Heartbeat { get; init; }

    /// <summary>For a silo that tells nobody outside: its calls fail.</summary>
    public static DeliverySettings Nowhere { get; } =
        new()
        {
            Guarded = () => new Refusal(),
            Seal = text => text,
            Unseal = text => text,
        };

    /// <summary>Reads <c>Apollo:PublicUrl</c>, <c>Apollo:Mail</c> and <c>Apollo:Heartbeat:Url</c>.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <exception cref="ConfigurationException">A key takes something else.</exception>
    public DeliverySettings Read(IConfiguration configuration) =>
        this with
        {
            PublicUrl = Address(configuration, "PublicUrl"),
            Mail = MailSettings.Read(configuration),
            Heartbeat = Address(configuration, "Heartbeat:Url"),
        };

    /// <summary>The address of a page; null where nobody said where people reach Apollo.</summary>
    /// <param name="path">From the root on, such as <c>/alerts</c>.</param>
    public Uri? PageOf(string path) => PublicUrl is { } url ? new Uri(url.ToString().TrimEnd('/') + path) : null;

    private static Uri? Address(IConfiguration configuration, string key) =>
        configuration[$"Apollo:{key}"] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new ConfigurationException($"Apollo:{key} is no address: write https://…");

    private sealed class Refusal : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => throw new HttpRequestException("This silo tells nobody outside of Apollo.");
    }
}
