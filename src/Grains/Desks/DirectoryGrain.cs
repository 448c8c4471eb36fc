using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Model;

namespace Apollo.Grains.Desks;

/// <summary>The desks of this installation, as configured.</summary>
internal sealed class DirectoryGrain(DeskList desks) : Grain, IDirectoryGrain
{
    public Task<ImmutableArray<DeskInfo>> Desks() =>
        Task.FromResult(desks.All.Select(desk => desk.Info).ToImmutableArray());
}
