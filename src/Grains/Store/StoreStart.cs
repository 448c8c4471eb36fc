using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// Brings the store's tables up to date before Orleans starts. A store that is away holds nothing up: it is migrated
/// before its first use, once it is back.
/// </summary>
internal sealed partial class StoreStart(StoreSettings settings, StoreSchema schema, ILogger<StoreStart> logger)
    : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="ConfigurationException">The store serves newer programs only.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await schema.ReadyAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (StoreTooNewException error)
        {
            throw new ConfigurationException(error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogLater(error, settings);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The {Store} cannot be brought up to date now; it is tried again at each use. Until then own boards "
            + "are not available and what moved is known since this start. Its login must be able to create tables"
    )]
    private partial void LogLater(Exception error, StoreSettings store);
}
