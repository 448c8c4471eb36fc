using Apollo.Grains.Catalogue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Apollo.Grains.Configuration;

/// <summary>
/// Takes up the desks' limits when the configuration changes while Apollo runs; wrong ones change nothing, and the log
/// says why.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
/// <param name="desks">The desks that run.</param>
/// <param name="catalogue">Whose KPIs a desk may set limits of.</param>
/// <param name="logger">Log.</param>
internal sealed partial class LimitsReload(
    IConfiguration configuration,
    DeskList desks,
    KpiCatalogue catalogue,
    ILogger<LimitsReload> logger
) : IHostedService, IDisposable
{
    private IDisposable? following;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        following = ChangeToken.OnChange(configuration.GetReloadToken, Take);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => following?.Dispose();

    private void Take()
    {
        try
        {
            // The demo desk's database is not opened for its limits.
            desks.TakeLimits(DeskList.Read(configuration, catalogue, demoFile: "unused"));
            LogTaken();
        }
        catch (ConfigurationException error)
        {
            LogWrong(error.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The configuration has changed: its limits hold from now on"
    )]
    private partial void LogTaken();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The configuration has changed and is wrong; the limits before go on: {Reason}"
    )]
    private partial void LogWrong(string reason);
}
