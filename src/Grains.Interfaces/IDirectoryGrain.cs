using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>The desks of this installation, key 0.</summary>
[Alias("apollo.IDirectoryGrain")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>All desks, in configured order.</summary>
    [Alias("Desks"), AlwaysInterleave]
    Task<ImmutableArray<DeskInfo>> Desks();
}
