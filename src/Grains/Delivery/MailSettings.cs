using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Apollo.Grains.Delivery;

/// <summary>The mail server that takes what people are told.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Tls">Whether and how it is spoken to in secret.</param>
/// <param name="From">From whom mails come.</param>
public sealed record MailSettings(string Host, int Port, SecureSocketOptions Tls, MailboxAddress From)
{
    /// <summary>Name that Apollo signs in with; null = it does not.</summary>
    public string? User { get; init; }

    /// <summary>Its password; null where it signs in by <see cref="OAuth"/>.</summary>
    public string? Password { get; init; }

    /// <summary>OAuth 2 by client credentials; null = by password, or not at all.</summary>
    public MailOAuth? OAuth { get; init; }

    /// <summary>Reads <c>Apollo:Mail</c>; null where it names no host.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <exception cref="ConfigurationException">A key takes something else, or is missing.</exception>
    public static MailSettings? Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Apollo:Mail");
        if (mail["Host"] is not { Length: > 0 } host)
            return null;
        if (mail["From"] is not { Length: > 0 } text || !MailboxAddress.TryParse(text, out var from))
            throw new ConfigurationException(
                "Apollo:Mail:From is no address: write Apollo <apollo@example.com>, from whom mails come."
            );
        var tls = mail["Tls"]?.ToLowerInvariant();
        return new MailSettings(
            host,
            mail.GetValue("Port", tls == "implicit" ? 465 : 587),
            tls switch
            {
                "implicit" => SecureSocketOptions.SslOnConnect,
                "none" => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            },
            from
        )
        {
            User = mail["User"] is { Length: > 0 } user ? user : null,
            Password = mail["Password"],
            OAuth = MailOAuth.Read(mail.GetSection("OAuth")),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"mail by {Host}:{Port}";
}

/// <summary>Where Apollo gets the token that it signs in with at the mail server.</summary>
/// <param name="TokenUrl">The provider's token endpoint.</param>
/// <param name="ClientId">What Apollo is called there.</param>
/// <param name="ClientSecret">Its secret there.</param>
/// <param name="Scope">What it asks for; null = nothing.</param>
public sealed record MailOAuth(Uri TokenUrl, string ClientId, string ClientSecret, string? Scope)
{
    internal static MailOAuth? Read(IConfigurationSection section)
    {
        if (section["TokenUrl"] is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            throw new ConfigurationException("Apollo:Mail:OAuth:TokenUrl is no address: write https://…");
        return section["ClientId"] is { Length: > 0 } id && section["ClientSecret"] is { } secret
            ? new MailOAuth(url, id, secret, section["Scope"])
            : throw new ConfigurationException(
                "Apollo:Mail:OAuth needs TokenUrl, ClientId and ClientSecret, and Apollo:Mail:User."
            );
    }

    /// <inheritdoc/>
    public override string ToString() => $"OAuth 2 by {TokenUrl.Host}";
}
