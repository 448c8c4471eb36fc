using Apollo.Grains.Store;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo.Grains.Users;

/// <summary>Looks up shared links: one grain for all, so that made-up links wake nothing.</summary>
[StatelessWorker]
internal sealed class SharedDashboardsGrain(DashboardStore store) : Grain, ISharedDashboardsGrain
{
    public Task<Dashboard?> Find(string share, CancellationToken cancellation) =>
        store.SharedAsync(share, cancellation);
}
