using Apollo.Grains.Itsm;
using Microsoft.Extensions.Configuration;

namespace Apollo.Grains.Store;

/// <summary>The database Apollo keeps its own things in.</summary>
/// <param name="Provider">Database.</param>
/// <param name="ConnectionString">Never shown in any message.</param>
public sealed record StoreSettings(ItsmProvider Provider, string ConnectionString)
{
    /// <summary>Reads and checks <c>Apollo:Store</c>; where there is none, a SQLite file.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="defaultFile">That file.</param>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static StoreSettings Read(IConfiguration configuration, string defaultFile)
    {
        var (name, connectionString) = (
            configuration["Apollo:Store:Provider"],
            configuration["Apollo:Store:ConnectionString"]
        );
        if (
            !Enum.TryParse<ItsmProvider>(
                string.IsNullOrEmpty(name) ? nameof(ItsmProvider.Sqlite) : name,
                ignoreCase: true,
                out var provider
            ) || !Enum.IsDefined(provider)
        )
            throw new ConfigurationException(
                $"Apollo:Store:Provider '{name}' is unknown: use {string.Join(", ", Enum.GetNames<ItsmProvider>())}."
            );
        if (string.IsNullOrEmpty(connectionString))
        {
            if (provider != ItsmProvider.Sqlite)
                throw new ConfigurationException(
                    $"Apollo:Store:ConnectionString is missing: {provider} needs one of a login that may read "
                        + "and write its own tables."
                );
            connectionString = $"Data Source={defaultFile}";
        }
        var settings = new StoreSettings(provider, connectionString);
        try
        {
            using var connection = StoreConnection.Of(settings);
            return settings;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new ConfigurationException($"Apollo:Store:ConnectionString is no connection string of {provider}.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"store on {Provider}";
}
