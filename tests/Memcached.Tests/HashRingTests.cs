namespace Apollo.Memcached.Tests;

public sealed class HashRingTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 20_000).Select(index => $"desk/kpi-{index}")];
    private static readonly string[] Names = ["cache-a:11211", "cache-b:11211", "cache-c:11211", "cache-d:11211"];

    [Fact]
    public void Every_server_gets_about_its_share()
    {
        var ring = new HashRing(Names);
        var shares = Keys.CountBy(ring.ServerOf).Select(share => share.Value).ToArray();
        Assert.Equal(4, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, 3_500, 6_500));
    }

    [Fact]
    public void Taking_a_server_away_moves_only_its_own_keys()
    {
        var (all, fewer) = (new HashRing(Names), new HashRing(Names[..3]));
        Assert.All(
            Keys.Where(key => all.ServerOf(key) < 3),
            key => Assert.Equal(all.ServerOf(key), fewer.ServerOf(key))
        );
    }

    [Fact]
    public void The_order_of_the_servers_does_not_matter()
    {
        string[] turned = [.. Names.Reverse()];
        var (ring, other) = (new HashRing(Names), new HashRing(turned));
        Assert.All(Keys, key => Assert.Equal(Names[ring.ServerOf(key)], turned[other.ServerOf(key)]));
    }

    [Fact]
    public void One_server_has_every_key()
    {
        var ring = new HashRing(Names[..1]);
        Assert.All(Keys, key => Assert.Equal(0, ring.ServerOf(key)));
    }
}
