using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>
/// Apollo is killed at each step from the crossing to the confirmed message: everybody is told at least once, repeats
/// have the same id, and nothing is invented.
/// </summary>
public sealed class CrashPoints
{
    /// <summary>What cuts a step: the store refuses what it would write.</summary>
    private static readonly (string Step, string? Cut)[] Steps =
    [
        ("crossing", "BEFORE INSERT ON apollo_alerts"),
        ("resolving", "BEFORE UPDATE OF resolved_at ON apollo_alerts"),
        ("writing", "BEFORE INSERT ON apollo_tellings"),
        ("choosing", "BEFORE UPDATE OF is_spread ON apollo_tellings"),
        ("spreading", "BEFORE INSERT ON apollo_deliveries"),
        ("leasing", "BEFORE UPDATE OF tries ON apollo_deliveries"),
        ("sending", null),
        ("confirming", "BEFORE UPDATE OF ended_at ON apollo_deliveries"),
    ];

    [Fact]
    public async Task A_kill_at_any_step_of_firing_and_of_ending_loses_nothing_and_invents_nothing()
    {
        await using var desk = await ToldDesk.StartAsync();
        var expected = new List<string>();
        foreach (var (step, cut) in Steps)
        {
            var fires = expected.Count % 2 == 0;
            var calls = desk.Receiver.Calls.Count;
            if (cut is not null)
                await desk.StoreAsync($"CREATE TRIGGER cut {cut} BEGIN SELECT RAISE(ABORT, 'cut'); END");
            else
                // It hears, and answers only when it is too late.
                desk.Receiver.Answer = http =>
                    Eventually.IsTrueAsync(() => http.RequestAborted.IsCancellationRequested, "the silo is killed");
            if (fires)
                await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
            else
                await desk.Cluster.Itsm().DeleteAsync("A");
            await desk.PassUntilAsync(async () => await desk.IsFiringAsync() == fires, $"{step}: it is shown at once");
            if (step is "sending" or "confirming")
                await desk.PassUntilAsync(() => Task.FromResult(desk.Receiver.Calls.Count > calls), $"{step}: told");
            else
                await desk.Board.PassAsync(1.5);
            await desk.KillAsync(() =>
            {
                desk.Receiver.Answer = _ => Task.CompletedTask;
                return cut is null ? Task.CompletedTask : desk.StoreAsync("DROP TRIGGER cut");
            });
            expected.Add(fires ? "fired" : "resolved");
            await ToldAsync(desk, step, expected);
        }
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
        await desk.JumpUntilAsync(
            async () =>
                Deliveries(desk).Count >= expected.Count
                && (await desk.StoredAsync<string>("SELECT state FROM apollo_deliveries")).All(state =>
                    state == "sent"
                ),
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
