using Apollo.Grains.Catalogue;
using Apollo.Grains.Configuration;
using Microsoft.Extensions.Configuration;

namespace Apollo.Integration.Tests.Support;

/// <summary>A desk as it is configured, for tests of what reads it without a silo.</summary>
internal static class OneDesk
{
    /// <summary>The desk of an ITSM of schema <c>apollo</c>.</summary>
    /// <param name="itsm">The ITSM.</param>
    /// <param name="catalogue">The KPIs.</param>
    /// <param name="id">Its id.</param>
    /// <param name="zone">Its zone; null = as where none is given.</param>
    /// <param name="system">Its system: the folder's path where it is none of the shipped.</param>
    /// <param name="more">What else is configured of it, by the key below the desk's.</param>
    public static DeskSetup Of(
        Itsm itsm,
        KpiCatalogue catalogue,
        string id = "north",
        string? zone = null,
        string system = "apollo",
        IReadOnlyDictionary<string, string?>? more = null
    )
    {
        var settings = new Dictionary<string, string?>
        {
            ["Apollo:Desks:0:Id"] = id,
            ["Apollo:Desks:0:Itsm:System"] = system,
            ["Apollo:Desks:0:Itsm:Provider"] = itsm.Provider,
            ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
        };
        if (zone is not null)
            settings["Apollo:Desks:0:TimeZone"] = zone;
        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
            settings[$"Apollo:Desks:0:{key}"] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return DeskList.Read(configuration, catalogue, "unused").All.Single();
    }
}
