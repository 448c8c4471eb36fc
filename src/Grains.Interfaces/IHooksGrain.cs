using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>The hooks of all desks, key = 0: one change after the other.</summary>
[Alias("apollo.IHooksGrain")]
public interface IHooksGrain : IGrainWithIntegerKey
{
    /// <summary>How many hooks a desk may have.</summary>
    const int Most = 100;

    /// <summary>Characters of the longest name.</summary>
    const int LongestName = 80;

    /// <summary>Characters of the longest address and secret.</summary>
    const int LongestUrl = 2_000;

    /// <summary>The hooks by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<Hook>> All(CancellationToken cancellation);

    /// <summary>Adds a hook to a desk.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Add")]
    Task<HookSaved> Add(By by, string desk, HookDraft draft, CancellationToken cancellation);

    /// <summary>Changes a hook.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="id">Which.</param>
    /// <param name="draft">From now on.</param>
    /// <param name="known">Revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<HookSaved> Change(By by, string id, HookDraft draft, long? known, CancellationToken cancellation);

    /// <summary>Removes a hook: what waits for it fails.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Remove")]
    Task<AlertOutcome> Remove(By by, string id, long? known, CancellationToken cancellation);

    /// <summary>Sends a test to a hook; null where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Test")]
    Task<TestSent?> Test(string id, CancellationToken cancellation);
}
