using Apollo.Cluster.Tests.Support;
using Apollo.Servers;
using Microsoft.AspNetCore.Http;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>The steps from a crossing to the confirmed message, each of which a kill can cut.</summary>
internal static class CrashSteps
{
    /// <summary>What cuts a step: the store refuses what it would write.</summary>
    private static readonly (string Step, string? Cut)[] All =
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

    /// <summary>
    /// Kills Apollo at each of them, in turn while the alert fires and while it ends; after each everything is told.
    /// </summary>
    /// <param name="desk">The desk, with nothing open.</param>
    /// <param name="answer">Sets what the receiver answers.</param>
    /// <param name="calls">How many messages came to it.</param>
    /// <param name="told">Fails unless just what is said, step by step, is told in the end.</param>
    public static async Task WalkAsync(
        ToldDesk desk,
        Action<Func<HttpContext, Task>> answer,
        Func<int> calls,
        Func<string, IReadOnlyList<string>, Task> told
    )
    {
        var expected = new List<string>();
        foreach (var (step, cut) in All)
        {
            var fires = expected.Count % 2 == 0;
            var before = calls();
            if (cut is not null)
                await desk.StoreAsync($"CREATE TRIGGER cut {cut} BEGIN SELECT RAISE(ABORT, 'cut'); END");
            else
                // It hears, and answers only when it is too late.
                answer(http =>
                    Eventually.IsTrueAsync(() => http.RequestAborted.IsCancellationRequested, "the silo is killed")
                );
            if (fires)
                await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
            else
                await desk.Cluster.Itsm().DeleteAsync("A");
            await desk.PassUntilAsync(async () => await desk.IsFiringAsync() == fires, $"{step}: it is shown at once");
            if (step is "sending" or "confirming")
                await desk.PassUntilAsync(() => Task.FromResult(calls() > before), $"{step}: told");
            else
                await desk.Board.PassAsync(1.5);
            await desk.KillAsync(() =>
            {
                answer(_ => Task.CompletedTask);
                return cut is null ? Task.CompletedTask : desk.StoreAsync("DROP TRIGGER cut");
            });
            expected.Add(fires ? "fired" : "resolved");
            await told(step, expected);
        }
    }

    /// <summary>Waits until so much is told and the store knows of each message that it was sent.</summary>
    public static Task AllSentAsync(ToldDesk desk, Func<bool> isTold, string what) =>
        desk.JumpUntilAsync(
            async () =>
                isTold()
                && (await desk.StoredAsync<string>("SELECT state FROM apollo_deliveries")).All(state =>
                    state == "sent"
                ),
            what
        );
}
