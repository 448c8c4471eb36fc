using Apollo.Servers;

namespace Apollo.Integration.Tests.Support;

/// <summary>Apollo in a process of its own, with one desk on a test's ITSM.</summary>
internal static class Desk
{
    public const string Id = "harbour";

    public static Task<ApolloProcess> StartAsync(Itsm itsm, params (string Key, string Value)[] more)
    {
        var settings = Settings(itsm);
        foreach (var (key, value) in more)
            settings[key] = value;
        return ApolloProcess.StartAsync(settings);
    }

    /// <summary>The configuration of that desk.</summary>
    public static Dictionary<string, string> Settings(Itsm itsm) =>
        new()
        {
            ["Apollo:Desks:0:Id"] = Id,
            ["Apollo:Desks:0:Name"] = "Harbour IT Desk",
            ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
            ["Apollo:Desks:0:Sweep"] = "00:00:02",
            ["Apollo:Desks:0:Itsm:System"] = "apollo",
            ["Apollo:Desks:0:Itsm:Provider"] = itsm.Provider,
            ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
        };
}
