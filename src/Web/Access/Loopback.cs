using System.Net;

namespace Apollo.Web.Access;

/// <summary>Until sign-in exists Apollo listens on loopback only, unless it is opened on purpose.</summary>
internal static class Loopback
{
    /// <exception cref="ConfigurationException">An address is open to the network.</exception>
    public static void Require(IConfiguration configuration, IEnumerable<string> urls)
    {
        if (configuration.GetValue("Apollo:OpenToNetwork", false))
            return;
        var all = urls.Concat(
            configuration
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Select(endpoint => endpoint["Url"])
                .OfType<string>()
        );
        foreach (var url in all)
            if (!IsLoopback(url))
                throw new ConfigurationException(
                    $"'{url}' is open to the network, and nobody signs in yet: listen on http://localhost, or "
                        + "set Apollo:OpenToNetwork=true on purpose."
                );
    }

    private static bool IsLoopback(string url)
    {
        var address = BindingAddress.Parse(url).Host;
        return string.Equals(address, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
