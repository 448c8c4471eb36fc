using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>
/// The keys by which the webs protect what a browser keeps for them for a while, key = 0. They come and go sealed: the
/// silo cannot read them.
/// </summary>
[Alias("apollo.IKeysGrain")]
public interface IKeysGrain : IGrainWithIntegerKey
{
    /// <summary>All of them, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<WebKey>> All(CancellationToken cancellation);

    /// <summary>Adds one; false where there are others by now than the caller knows: read them first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="known">How many the caller knows.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Add")]
    Task<bool> Add(WebKey key, int known, CancellationToken cancellation);
}
