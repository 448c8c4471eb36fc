namespace Apollo.Web.Hosting;

/// <summary>
/// Connects to the silo beside the start of the web, for as long as it takes; ends the connection after all who use it.
/// </summary>
internal sealed partial class SiloConnection(IClusterClient client) : BackgroundService
{
    private IHostedService Client => (IHostedService)client;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Client.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Client.StartAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to end before any silo answered.
        }
    }

    /// <summary>The silo may start later than the web: tried every second, for ever, and said.</summary>
    internal sealed partial class AskedForEver(
        IConfiguration configuration,
        TimeProvider time,
        ILogger<SiloConnection> logger
    ) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan SaidEvery = TimeSpan.FromMinutes(1);
        private long? saidAt;

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            if (saidAt is not { } said || time.GetElapsedTime(said) >= SaidEvery)
            {
                saidAt = time.GetTimestamp();
                LogAway(configuration["Apollo:Cluster:Gateway"]!, exception.Message);
            }
            await Task.Delay(Again, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !cancellationToken.IsCancellationRequested;
        }

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "No silo answers at Apollo:Cluster:Gateway {Gateway}; it is tried again every second: {Reason}"
        )]
        private partial void LogAway(string gateway, string reason);
    }
}
