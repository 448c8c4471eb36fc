using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>The own dashboards of one owner, the key: a user, or a browser where nobody signs in.</summary>
[Alias("apollo.IDashboardsGrain")]
public interface IDashboardsGrain : IGrainWithStringKey
{
    /// <summary>How many dashboards one owner may keep.</summary>
    const int Most = 50;

    /// <summary>The owner's dashboards, by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<DashboardInfo>> All(CancellationToken cancellation);

    /// <summary>One dashboard; null where there is none of this name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Find")]
    Task<Dashboard?> Find(string name, CancellationToken cancellation);

    /// <summary>Keeps a document under a name, in place of what was there.</summary>
    /// <param name="name">Its name from now on.</param>
    /// <param name="document">Checked JSON.</param>
    /// <param name="from">The name it had, where it is renamed: its shared link goes on; null = the same.</param>
    /// <param name="known">What the caller knows to be stored, of the one renamed where it is; null = it does not
    /// matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Save")]
    Task<DashboardSaved> Save(
        string name,
        string document,
        string? from,
        DashboardKnown? known,
        CancellationToken cancellation
    );

    /// <summary>
    /// Another owner's dashboards are this one's from now on, with their links; a name that is taken gets a number.
    /// None is lost, even where that makes more than <see cref="Most"/>.
    /// </summary>
    /// <param name="other">Key of the other owner.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("TakeFrom")]
    Task TakeFrom(string other, CancellationToken cancellation);

    /// <summary>Deletes one; false where there was none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Remove")]
    Task<bool> Remove(string name, CancellationToken cancellation);
}

/// <summary>Dashboards of all owners by their shared link, key 0.</summary>
[Alias("apollo.ISharedDashboardsGrain")]
public interface ISharedDashboardsGrain : IGrainWithIntegerKey
{
    /// <summary>The dashboard behind a shared link; null where there is none (any more).</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Find")]
    Task<Dashboard?> Find(string share, CancellationToken cancellation);
}
