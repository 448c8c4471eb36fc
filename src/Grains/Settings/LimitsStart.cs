using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Hosting;

namespace Apollo.Grains.Settings;

/// <summary>
/// The limits that people set hold before the first number is told. Where the store is away, those of the configuration
/// hold until it is back.
/// </summary>
internal sealed class LimitsStart(DeskList desks, DeskSettingStore store) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var desk in desks.All.Select(desk => desk.Info.Id))
                if (
                    await store
                        .FindAsync<DeskLimits>(desk, DeskSettingStore.Limits, cancellationToken)
                        .WaitAsync(Patience, cancellationToken) is
                    { } limits
                )
                    desks.TakeSet(desk, limits);
        }
        catch (Exception error) when (error is StoreException or TimeoutException)
        {
            // The store says itself in the log what is wrong with it, and the limits are asked for again.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
