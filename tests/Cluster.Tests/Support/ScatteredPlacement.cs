using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Apollo.Cluster.Tests.Support;

/// <summary>Places each grain by its own id, so that a desk lies in all silos.</summary>
internal sealed class ScatteredPlacement : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy,
        PlacementTarget target,
        IPlacementContext context
    )
    {
        var silos = context.GetCompatibleSilos(target).OrderBy(silo => silo.ToParsableString()).ToList();
        return Task.FromResult(silos[(int)(target.GrainIdentity.GetUniformHashCode() % (uint)silos.Count)]);
    }
}
