using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Apollo.Grains.Placement;

/// <summary>
/// A desk's grains live in one silo, chosen by the desk's id among those there are, so that KPIs share their slice's
/// rows by reference.
/// </summary>
[Serializable, GenerateSerializer, Immutable, Alias("apollo.DeskPlacement")]
internal sealed class DeskPlacement : PlacementStrategy;

/// <summary>Places a grain with its desk.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DeskPlacementAttribute() : PlacementAttribute(new DeskPlacement());

/// <summary>
/// Picks the silo with the highest rank for a desk (rendezvous hashing): a silo that leaves moves only its own desks;
/// one that joins gets its own as they are activated anew, so a desk may be spread while a cluster forms.
/// </summary>
internal sealed class DeskPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy,
        PlacementTarget target,
        IPlacementContext context
    )
    {
        var desk = target.GrainIdentity.Key.ToString()!.Split('/')[0];
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(silos.MaxBy(silo => Rank(desk, silo))!);
    }

    private static uint Rank(string desk, SiloAddress silo)
    {
        // FNV-1a: the same in every process, which string.GetHashCode is not.
        var hash = 2166136261;
        foreach (var sign in $"{desk}|{silo.ToParsableString()}")
            hash = (hash ^ sign) * 16777619;
        return hash;
    }
}
