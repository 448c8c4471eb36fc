using System.Globalization;
using Apollo.Grains.Databases;
using Microsoft.Extensions.Configuration;

namespace Apollo.Grains.Store;

/// <summary>The database Apollo keeps its own things in.</summary>
/// <param name="Provider">Database.</param>
/// <param name="ConnectionString">Never shown in any message.</param>
public sealed record StoreSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>How long moves are kept where nothing is configured, and at most: what screens look back.</summary>
    public static readonly TimeSpan LongestMoves = TimeSpan.FromHours(24);

    private static readonly TimeSpan ShortestMoves = TimeSpan.FromHours(1);

    /// <summary>How long single moves are kept, 1 h to 24 h.</summary>
    public TimeSpan MovesKeptFor { get; init; } = LongestMoves;

    /// <summary>
    /// Reads and checks <c>Apollo:Store</c> and <c>Apollo:Retention</c>; where there is none, a SQLite file.
    /// </summary>
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
            !Enum.TryParse<DatabaseProvider>(
                string.IsNullOrEmpty(name) ? nameof(DatabaseProvider.Sqlite) : name,
                ignoreCase: true,
                out var provider
            ) || !Enum.IsDefined(provider)
        )
            throw new ConfigurationException(
                $"Apollo:Store:Provider '{name}' is unknown: use "
                    + $"{string.Join(", ", Enum.GetNames<DatabaseProvider>())}."
            );
        if (string.IsNullOrEmpty(connectionString))
        {
            if (provider != DatabaseProvider.Sqlite)
                throw new ConfigurationException(
                    $"Apollo:Store:ConnectionString is missing: {provider} needs one of a login that may read "
                        + "and write its own tables."
                );
            connectionString = $"Data Source={defaultFile}";
        }
        var settings = new StoreSettings(provider, connectionString) { MovesKeptFor = Moves(configuration) };
        try
        {
            using var connection = DatabaseDriver.Of(provider).Connect(connectionString, DatabaseAccess.Write);
            return settings;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new ConfigurationException($"Apollo:Store:ConnectionString is no connection string of {provider}.");
        }
    }

    private static TimeSpan Moves(IConfiguration configuration) =>
        configuration["Apollo:Retention:Moves"] is not { Length: > 0 } text ? LongestMoves
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var kept)
        && kept >= ShortestMoves
        && kept <= LongestMoves
            ? kept
        : throw new ConfigurationException(
            $"Apollo:Retention:Moves '{text}' must lie between {ShortestMoves} and 1.00:00:00 (hours:minutes:seconds)."
        );

    /// <inheritdoc/>
    public override string ToString() => $"store on {Provider}";
}
