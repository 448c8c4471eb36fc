using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>The systems that are shipped, key 0.</summary>
[Alias("apollo.ISystemsGrain")]
public interface ISystemsGrain : IGrainWithIntegerKey
{
    /// <summary>All of them, by title.</summary>
    [Alias("All")]
    Task<ImmutableArray<ShippedSystem>> All();
}
