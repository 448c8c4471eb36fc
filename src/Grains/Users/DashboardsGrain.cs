using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Users;

/// <summary>
/// One owner's dashboards: the grain takes one call after the other, so that two screens of an owner never add more
/// than one may have.
/// </summary>
internal sealed class DashboardsGrain(DashboardStore store) : Grain, IDashboardsGrain
{
    private string Owner => this.GetPrimaryKeyString();

    public Task<ImmutableArray<DashboardInfo>> All(CancellationToken cancellation) =>
        store.AllAsync(Owner, cancellation);

    public Task<Dashboard?> Find(string name, CancellationToken cancellation) =>
        store.FindAsync(Owner, name, cancellation);

    public async Task<DashboardSaved> Save(
        string name,
        string document,
        string? from,
        DashboardKnown? known,
        CancellationToken cancellation
    )
    {
        var saved = await store.SaveAsync(Owner, name, document, from, known, cancellation);
        if (saved.Info is { Share: var share })
            await ChangedAsync(share);
        return saved;
    }

    public Task TakeFrom(string other, CancellationToken cancellation) => store.TakeAsync(Owner, other, cancellation);

    public async Task<bool> Remove(string name, CancellationToken cancellation)
    {
        var board = await store.FindAsync(Owner, name, cancellation);
        var removed = await store.RemoveAsync(Owner, name, cancellation);
        if (board is { Info.Share: var share })
            await ChangedAsync(share);
        return removed;
    }

    /// <summary>What links show of it follows.</summary>
    private Task ChangedAsync(string share) => GrainFactory.GetGrain<IAccessGrain>(0).BoardChanged(share);
}
