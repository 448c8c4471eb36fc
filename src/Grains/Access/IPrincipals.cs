using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>A kind of callers: registered once for each kind there is.</summary>
internal interface IPrincipals
{
    /// <summary>All that may call now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    Task<ImmutableArray<Principal>> AllAsync(CancellationToken cancellation);
}
