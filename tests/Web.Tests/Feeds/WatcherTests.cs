using Apollo.Model;
using Apollo.Web.Feeds;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Tests.Feeds;

/// <summary>A slow screen gets the newest, merged, and never a queue.</summary>
public class WatcherTests
{
    private readonly SlowConnection connection = new();
    private readonly List<KpiResult[]> merged = [];
    private readonly Watcher watcher;

    public WatcherTests() =>
        watcher = new Watcher(
            connection.Hub,
            new ShownTables(["team"]),
            (deltas, _) =>
            {
                merged.Add([.. deltas]);
                return Text("merged");
            }
        );

    [Fact]
    public async Task A_screen_in_step_gets_the_shared_message()
    {
        watcher.Offer([Some.Delta("backlog", 1)], Text("one"));

        Assert.Contains("one", await connection.ReadAsync(), StringComparison.Ordinal);
        Assert.Empty(merged);
    }

    [Fact]
    public async Task What_changes_during_a_send_comes_as_one_message_by_kpi_and_group()
    {
        watcher.Offer([Some.Delta("backlog", 1)], Text("one"));
        watcher.Offer(
            [Some.Delta("backlog", 2, changed: [("Network", 5), ("Mail", 1)]), Some.Delta("oldest-open", 2)],
            Text("two")
        );
        watcher.Offer([Some.Delta("backlog", 3, changed: [("Network", 6)], ended: ["Mail"])], Text("three"));

        Assert.Contains("one", await connection.ReadAsync(), StringComparison.Ordinal);
        var next = await connection.ReadAsync();

        Assert.Contains("merged", next, StringComparison.Ordinal);
        Assert.DoesNotContain("two", next, StringComparison.Ordinal);
        Assert.DoesNotContain("three", next, StringComparison.Ordinal);
        var deltas = Assert.Single(merged).ToDictionary(delta => delta.Kpi);
        Assert.Equal((3, 2), (deltas["backlog"].Revision, deltas["oldest-open"].Revision));
        Assert.Equal(6, Assert.Single(deltas["backlog"].Groups!["team"]).Value);
        Assert.Equal(["Mail"], deltas["backlog"].EndedGroups["team"].ToArray());
    }

    [Fact]
    public async Task A_whole_board_takes_the_place_of_all_that_waits()
    {
        watcher.Offer([Some.Delta("backlog", 1)], Text("one"));
        watcher.Offer([Some.Delta("backlog", 2)], Text("two"));
        watcher.OfferWhole(Text("whole"));

        await connection.ReadAsync();
        Assert.Contains("whole", await connection.ReadAsync(), StringComparison.Ordinal);
        watcher.Offer([Some.Delta("backlog", 3)], Text("three"));
        await connection.ReadAsync();
        Assert.DoesNotContain(merged, deltas => deltas.Any(delta => delta.Revision == 2));
    }

    [Fact]
    public async Task Of_many_pulses_that_wait_only_the_newest_is_sent_and_after_the_results()
    {
        watcher.Offer([Some.Delta("backlog", 1)], Text("one"));
        watcher.OfferPulse(Text("pulse-1"));
        watcher.OfferPulse(Text("pulse-2"));
        watcher.Offer([Some.Delta("backlog", 2)], Text("two"));

        await connection.ReadAsync();
        Assert.Contains("merged", await connection.ReadAsync(), StringComparison.Ordinal);
        Assert.Contains("pulse-2", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    private static SerializedHubMessage Text(string text) => new(new InvocationMessage("Board", [text]));
}
