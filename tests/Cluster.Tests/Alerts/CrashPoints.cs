using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>
/// Apollo is killed at each step from the crossing to the confirmed message: everybody is told at least once, repeats
/// have the same id, and nothing is invented.
/// </summary>
public sealed class CrashPoints
{
    [Fact]
    public async Task A_kill_at_any_step_of_firing_and_of_ending_loses_nothing_and_invents_nothing()
    {
        await using var desk = await ToldDesk.StartAsync();
        await CrashSteps.WalkAsync(
            desk,
            answer => desk.Receiver.Answer = answer,
            () => desk.Receiver.Calls.Count,
            (step, expected) => ToldAsync(desk, step, expected)
        );
    }

    [Fact]
    public async Task A_kill_after_a_silence_tells_nobody_while_it_lasts_and_then_tells()
    {
        await using var desk = await ToldDesk.StartAsync();
        var until = desk.Cluster.Now.AddMinutes(1);
        var silence = new AlertSilence("", desk.Rule.Id, null, null, desk.Cluster.Now, until, "Works", "");
        await desk.Alerts.Silence(new By("ana", "Ana", null), silence, default);
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(desk.IsFiringAsync, "it fires");
        await desk.KillAsync();
        await desk.Board.PassAsync(3);
        Assert.Empty(desk.Receiver.Calls);
        await desk.PassUntilAsync(() => Task.FromResult(desk.Cluster.Now > until), "the silence ends", step: 5);
        await ToldAsync(desk, "silencing", ["fired"]);
    }

    /// <summary>The hook is told just this, each under one id however often; and the store knows that it was.</summary>
    private static async Task ToldAsync(ToldDesk desk, string step, IReadOnlyList<string> expected)
    {
        await CrashSteps.AllSentAsync(
            desk,
            () => Deliveries(desk).Count >= expected.Count,
            $"{step}: the hook is told {string.Join(", ", expected)}"
        );
        Assert.Equal(expected, Deliveries(desk).Select(one => one.Reason));
        Assert.Equal((expected.Count + 1) / 2, Deliveries(desk).Select(one => one.Alert).Distinct().Count());
    }

    private static List<(string Delivery, string Alert, string Reason)> Deliveries(ToldDesk desk) =>
        [
            .. desk
                .Receiver.Calls.SelectMany(call => call.Alerts.Select(one => (call.Delivery, one.Alert, one.Reason)))
                .Distinct(),
        ];
}
