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

    public Task<DashboardSaved> Save(
        string name,
        string document,
        string? from,
        DashboardKnown? known,
        CancellationToken cancellation
    ) => store.SaveAsync(Owner, name, document, from, known, cancellation);

    public Task TakeFrom(string other, CancellationToken cancellation) => store.TakeAsync(Owner, other, cancellation);

    public Task<bool> Remove(string name, CancellationToken cancellation) =>
        store.RemoveAsync(Owner, name, cancellation);
}
