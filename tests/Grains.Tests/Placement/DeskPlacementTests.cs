using System.Net;
using Apollo.Grains.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Apollo.Grains.Tests.Placement;

/// <summary>Where a desk's grains are put among the silos there are.</summary>
public sealed class DeskPlacementTests
{
    private static readonly ImmutableSilos Three = new([
        .. Enumerable
            .Range(0, 3)
            .Select(number =>
                SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_111 + number), 154_525_424 + number)
            ),
    ]);
    private static readonly string[] Desks = [.. Enumerable.Range(0, 300).Select(number => $"desk-{number}")];

    [Fact]
    public async Task All_grains_of_a_desk_go_to_one_silo()
    {
        foreach (var desk in Desks)
        {
            var silos = new[] { desk, $"{desk}/tickets", $"{desk}/interventions", $"{desk}/overdue" }.Select(
                async key => await PlaceAsync(key, Three)
            );
            Assert.Single((await Task.WhenAll(silos)).Distinct());
        }
    }

    [Fact]
    public async Task Desks_are_spread_and_a_silo_that_leaves_moves_only_its_own()
    {
        var two = new ImmutableSilos(Three.Silos[1..]);
        var held = new Dictionary<SiloAddress, int>();
        foreach (var desk in Desks)
        {
            var (before, after) = (await PlaceAsync(desk, Three), await PlaceAsync(desk, two));
            held[before] = held.GetValueOrDefault(before) + 1;
            if (!before.Equals(Three.Silos[0]))
                Assert.Equal(before, after);
        }
        Assert.Equal(3, held.Count);
        Assert.All(held.Values, count => Assert.InRange(count, 60, 140));
    }

    private static Task<SiloAddress> PlaceAsync(string key, ImmutableSilos silos) =>
        new DeskPlacementDirector().OnAddActivation(
            new DeskPlacement(),
            new PlacementTarget(GrainId.Create("kpi", key), [], default, 0),
            silos
        );

    /// <summary>A cluster of these silos, all of one version.</summary>
    private sealed class ImmutableSilos(SiloAddress[] silos) : IPlacementContext
    {
        public SiloAddress[] Silos => silos;

        public SiloAddress LocalSilo => silos[0];

        public SiloStatus LocalSiloStatus => SiloStatus.Active;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => silos;

        public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
            new Dictionary<ushort, SiloAddress[]> { [0] = silos };
    }
}
