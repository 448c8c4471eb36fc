using Apollo.Silo;

namespace Apollo.Web.Embedded;

/// <summary>A silo inside the web, for one process that does everything.</summary>
public static class EmbeddedSilo
{
    /// <summary>Adds the silo, and the demo desk where no desk is configured.</summary>
    /// <param name="builder">Host.</param>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder)
    {
        builder.AddApolloSilo(alone: false);
        if (EmbeddedDemo.IsWanted(builder.Configuration))
            await EmbeddedDemo.AddAsync(builder);
    }
}
