using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Apollo.Web.Hosting;

/// <summary>
/// Apollo behind a reverse proxy: under a sub-path, and with the address, scheme and host that the proxy says, where it
/// is a known one.
/// </summary>
internal static class BehindAProxy
{
    /// <summary>Reads <c>Apollo:PathBase</c> and <c>Apollo:Proxy:Known</c>.</summary>
    /// <exception cref="ConfigurationException">One of them is no path, or no network.</exception>
    public static void AddProxy(this WebApplicationBuilder builder)
    {
        var known = NetworksOf(builder.Configuration);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Nobody is believed who is not named: the framework would believe loopback.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in known)
                options.KnownIPNetworks.Add(network);
            options.ForwardLimit = null;
            options.ForwardedHeaders =
                known.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor
                        | ForwardedHeaders.XForwardedProto
                        | ForwardedHeaders.XForwardedHost;
        });
        _ = PathBaseOf(builder.Configuration);
    }

    /// <summary>Before everything that asks who calls, by which scheme, or for which path.</summary>
    public static void UseProxy(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (PathBaseOf(app.Configuration) is { Length: > 0 } path)
            app.UsePathBase(path);
    }

    /// <summary>The sub-path with a slash at its begin and none at its end; empty = the root.</summary>
    private static string PathBaseOf(IConfiguration configuration)
    {
        var given = (configuration["Apollo:PathBase"] ?? "").TrimEnd('/');
        if (
            given.Length == 0
            || (given[0] == '/' && given.All(IsPlain) && !given.Contains("//", StringComparison.Ordinal))
        )
            return given;
        throw new ConfigurationException(
            $"Apollo:PathBase '{given}' is no sub-path: write one such as /apollo, of letters, digits, - . _ and /."
        );
    }

    private static bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '-' or '.' or '_';

    private static List<System.Net.IPNetwork> NetworksOf(IConfiguration configuration) =>
        (configuration["Apollo:Proxy:Known"] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text =>
                System.Net.IPNetwork.TryParse(text, out var network) ? network
                : IPAddress.TryParse(text, out var address)
                    ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
                : throw new ConfigurationException(
                    $"Apollo:Proxy:Known '{text}' is no network: write one such as 10.0.0.0/8, or an address; "
                        + "several separated by commas."
                )
            )
            .ToList();
}
