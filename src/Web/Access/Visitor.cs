using System.Net;
using System.Net.Sockets;
using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>What a request tells of who makes it.</summary>
internal static class Visitor
{
    private static readonly string[] Browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari"];
    private static readonly string[] Systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux"];

    /// <summary>Who did something, for the audit.</summary>
    public static By By(this HttpContext http)
    {
        var caller = Caller.Of(http);
        var isLocal = caller.Principal is null;
        return new By(caller.Principal?.Id, isLocal ? "local admin" : caller.Principal!.Name, Address(http));
    }

    /// <summary>From where somebody signs in.</summary>
    public static Visit Visit(this HttpContext http) => new(Address(http), Browser(http));

    /// <summary>
    /// The address that counts where somebody asks too often: whoever has one of IPv6 has the 2⁶⁴ beside it.
    /// </summary>
    public static string Network(this HttpContext http)
    {
        if (
            http.Connection.RemoteIpAddress
            is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address
        )
            return Address(http);
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    /// <summary>"Firefox on Windows", as people call it.</summary>
    private static string Browser(HttpContext http)
    {
        var text = http.Request.Headers.UserAgent.ToString();
        var browser = Array.Find(Browsers, name => text.Contains(name, StringComparison.Ordinal)) switch
        {
            "Edg" => "Edge",
            "OPR" => "Opera",
            { } name => name,
            null => null,
        };
        var system = Array.Find(Systems, name => text.Contains(name, StringComparison.Ordinal));
        return (browser, system) switch
        {
            ({ }, { }) => $"{browser} on {system}",
            ({ }, null) => browser,
            _ => "another program",
        };
    }

    private static string Address(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : "";
}
