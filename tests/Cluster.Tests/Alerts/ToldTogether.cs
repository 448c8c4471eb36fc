using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Where many rules cross at once, whoever is told outside of Apollo has two messages at most.</summary>
public sealed class ToldTogether
{
    [Fact]
    public async Task Forty_rules_that_cross_in_one_tick_are_two_messages_at_most()
    {
        await using var desk = await ToldDesk.StartAsync();
        for (var number = 1; number < 40; number++)
            await desk.Alerts.AddRule(
                new By("ana", "Ana", null),
                Audience.Everything,
                desk.Rule with
                {
                    Name = $"Backlog {number}",
                },
                default
            );
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(
            () => Task.FromResult(desk.Receiver.Calls.Sum(call => call.Alerts.Count) >= 40),
            "all are told"
        );
        await desk.Board.PassAsync(6);
        // What is found a moment later goes in a second one.
        Assert.InRange(desk.Receiver.Calls.Count, 1, 2);
        var told = desk.Receiver.Calls.SelectMany(call => call.Alerts).ToList();
        Assert.Equal(40, told.Select(one => one.Alert).Distinct().Count());
        Assert.Equal(40, told.Count);
    }
}
