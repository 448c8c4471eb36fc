using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Apollo.Web.Access;

/// <summary>
/// Where people reach Apollo, for every link that leaves it: <c>Apollo:PublicUrl</c>, or on this machine alone the
/// address it listens on. Never what a request says of itself.
/// </summary>
internal sealed class PublicAddress(AccessSettings settings, IServer server)
{
    /// <summary>Whether browsers come by https, so that cookies go over nothing else.</summary>
    public bool IsHttps => Start.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private string Start =>
        settings.PublicUrl?.ToString()
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "http://localhost";

    /// <summary>The address of a page.</summary>
    /// <param name="path">From the root on, such as <c>/join/…</c>.</param>
    public string Of(string path) => Start.TrimEnd('/') + path;
}
