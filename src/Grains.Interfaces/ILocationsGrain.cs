using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>
/// The looks of a desk's locations, key = desk id: the same on every screen, and kept whatever comes or goes.
/// </summary>
[Alias("apollo.ILocationsGrain")]
public interface ILocationsGrain : IGrainWithStringKey
{
    /// <summary>How many locations of a desk get a look.</summary>
    const int Most = 1_000;

    /// <summary>Signs of the longest name that gets a look.</summary>
    const int LongestName = 200;

    /// <summary>All locations ever seen, by place; those seen for the first time are added, by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<LocationLook>> All(CancellationToken cancellation);

    /// <summary>Gives a location another code.</summary>
    /// <param name="name">The location.</param>
    /// <param name="code">1 to 3 capital letters or digits.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Recode")]
    Task<LocationOutcome> Recode(string name, string code, CancellationToken cancellation);
}
