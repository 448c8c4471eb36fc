using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Locations;

/// <summary>Every location of a desk has one look, from the first time it is seen.</summary>
public sealed class LooksOfLocations
{
    [Fact]
    public async Task Are_given_in_the_order_they_are_seen_visits_first_and_kept_whatever_goes()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(
            Some.Ticket("T1", cluster.Now) with
            {
                Location = "Aix",
            },
            Some.Ticket("T2", cluster.Now) with
            {
                Location = null,
            }
        );
        await itsm.WriteAsync(
            Some.Intervention("I1", cluster.Now.AddHours(1)) with
            {
                Location = "Lyon",
            },
            Some.Intervention("I2", cluster.Now.AddHours(2)) with
            {
                Location = "Lille",
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var grain = cluster.Silos.Client.GetGrain<ILocationsGrain>("north");
        LocationLook[] first = [new("Lille", 0, "LIL"), new("Lyon", 1, "LYO"), new("Aix", 2, "AIX")];
        Assert.Equal(first, await grain.All(default));

        Assert.Equal(LocationOutcome.Kept, await grain.Recode("Lyon", "LYS", default));
        Assert.Equal(LocationOutcome.CodeTaken, await grain.Recode("Lille", "LYS", default));
        Assert.Equal(LocationOutcome.Kept, await grain.Recode("Lyon", "LYS", default));
        Assert.Equal(LocationOutcome.Missing, await grain.Recode("Paris", "PAR", default));

        await itsm.WriteAsync(Some.Ticket("T1", cluster.Now) with { Location = "Lyons" });
        await board.PassAsync(8);
        LocationLook[] later = [first[0], first[1] with { Code = "LYS" }, first[2], new("Lyons", 3, "LYO")];
        Assert.Equal(later, await grain.All(default));
    }
}
