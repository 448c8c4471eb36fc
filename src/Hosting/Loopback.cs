using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Apollo.Hosting;

/// <summary>Where nobody signs in Apollo listens on loopback only, unless it is opened on purpose.</summary>
public static class Loopback
{
    /// <summary>Refuses addresses that are open to the network, and those that are none.</summary>
    /// <param name="app">What is about to listen.</param>
    /// <exception cref="ConfigurationException">An address is open to the network, or none.</exception>
    public static void Require(WebApplication app) =>
        Require(
            app.Configuration,
            app.Urls.Concat((app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        );

    /// <summary>Refuses addresses that are open to the network, and those that are none.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="urls">Addresses to listen on, beside those in <c>Kestrel:Endpoints</c>.</param>
    /// <exception cref="ConfigurationException">An address is open to the network, or none.</exception>
    public static void Require(IConfiguration configuration, IEnumerable<string> urls)
    {
        var all = urls.Concat(
            configuration
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Select(endpoint => endpoint["Url"])
                .OfType<string>()
        );
        var (isOpen, signIn) = (IsOpen(configuration), HasSignIn(configuration));
        foreach (var url in all)
            if (!IsLoopback(url) && !isOpen && !signIn)
                throw new ConfigurationException(
                    $"'{url}' is open to the network, and nobody signs in yet: listen on http://localhost, "
                        + "set Apollo:SignIn:Local=true, or Apollo:OpenToNetwork=true on purpose."
                );
            else if (!IsLoopback(url) && signIn)
                RequirePublicUrl(configuration["Apollo:PublicUrl"], url);
    }

    /// <summary>Whether people sign in.</summary>
    /// <param name="configuration">The whole configuration.</param>
    public static bool HasSignIn(IConfiguration configuration) =>
        configuration.GetValue("Apollo:SignIn:Local", false)
        || configuration.GetSection("Apollo:SignIn:Oidc").GetChildren().Any();

    /// <summary>Whether Apollo is opened to the network on purpose, by <c>Apollo:OpenToNetwork</c>.</summary>
    /// <exception cref="ConfigurationException">It is neither true nor false.</exception>
    public static bool IsOpen(IConfiguration configuration) =>
        configuration["Apollo:OpenToNetwork"] is { Length: > 0 } text
        && (
            bool.TryParse(text, out var open)
                ? open
                : throw new ConfigurationException($"Apollo:OpenToNetwork is '{text}': it is true or false.")
        );

    private static void RequirePublicUrl(string? publicUrl, string url)
    {
        if (string.IsNullOrEmpty(publicUrl))
            throw new ConfigurationException(
                $"'{url}' is open to the network, and Apollo:PublicUrl is missing: say where people reach Apollo, "
                    + "such as https://apollo.example.com."
            );
        if (Uri.TryCreate(publicUrl, UriKind.Absolute, out var parsed) && parsed.Scheme == "http" && !parsed.IsLoopback)
            throw new ConfigurationException(
                $"Apollo:PublicUrl '{publicUrl}' is not https: passwords and sessions would go over the network "
                    + "for everybody to read. Put a proxy with https in front, and give its address."
            );
    }

    private static bool IsLoopback(string url)
    {
        try
        {
            var parsed = BindingAddress.Parse(url);
            var address = parsed.Host;
            if (
                parsed.Port is < 0 or > ushort.MaxValue
                || address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('[')
            )
                throw new FormatException("That is no port.");
            return string.Equals(address, "localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(address.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            throw new ConfigurationException(
                $"urls: '{url}' is no address to listen on; write http://localhost:5080, "
                    + "several separated by semicolons."
            );
        }
    }
}
