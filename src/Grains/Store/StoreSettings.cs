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

    private static readonly TimeSpan UsualAudit = TimeSpan.FromDays(400);
    private static readonly TimeSpan ShortestMoves = TimeSpan.FromHours(1);

    /// <summary>How long single moves are kept, 1 h to 24 h.</summary>
    public TimeSpan MovesKeptFor { get; init; } = LongestMoves;

    /// <summary>How long the audit is kept, 30 d to 10 years.</summary>
    public TimeSpan AuditKeptFor { get; init; } = UsualAudit;

    /// <summary>How long alerts that are over are kept, 30 d to 10 years.</summary>
    public TimeSpan AlertsKeptFor { get; init; } = UsualAudit;

    /// <summary>How long reports are kept, 30 d to 10 years.</summary>
    public TimeSpan ReportsKeptFor { get; init; } = UsualAudit;

    /// <summary>How long the levels of history are kept.</summary>
    public HistoryRetention HistoryKeptFor { get; init; } = HistoryRetention.Default;

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
        var settings = new StoreSettings(provider, connectionString)
        {
            MovesKeptFor = KeptFor(configuration, "Moves", LongestMoves, ShortestMoves, LongestMoves),
            AuditKeptFor = KeptFor(configuration, "Audit", UsualAudit, TimeSpan.FromDays(30), TimeSpan.FromDays(3650)),
            AlertsKeptFor = KeptFor(
                configuration,
                "Alerts",
                UsualAudit,
                TimeSpan.FromDays(30),
                TimeSpan.FromDays(3650)
            ),
            ReportsKeptFor = KeptFor(
                configuration,
                "Reports",
                UsualAudit,
                TimeSpan.FromDays(30),
                TimeSpan.FromDays(3650)
            ),
            HistoryKeptFor = History(configuration),
        };
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

    private static HistoryRetention History(IConfiguration configuration)
    {
        var usual = HistoryRetention.Default;
        var (day, year) = (TimeSpan.FromDays(1), TimeSpan.FromDays(365));
        var raw = KeptFor(configuration, "History:Raw", usual.Raw, 2 * day, 31 * day);
        return new HistoryRetention(
            raw,
            KeptFor(configuration, "History:Minutes", usual.Minutes > raw ? usual.Minutes : raw, raw, 400 * day),
            KeptFor(configuration, "History:Quarters", usual.Quarters, 28 * day, 10 * year)
        );
    }

    private static TimeSpan KeptFor(
        IConfiguration configuration,
        string key,
        TimeSpan usual,
        TimeSpan least,
        TimeSpan most
    ) =>
        configuration[$"Apollo:Retention:{key}"] is not { Length: > 0 } text ? usual
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var kept) && kept >= least && kept <= most ? kept
        : throw new ConfigurationException(
            $"Apollo:Retention:{key} '{text}' must lie between {least} and {most} (hours:minutes:seconds)."
        );

    /// <inheritdoc/>
    public override string ToString() => $"store on {Provider}";
}
