using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>
/// Apollo is killed at each step from the crossing to the confirmed push: both browsers of a person are told at least
/// once, repeats have the same id and the same place at the push service, and nothing is invented.
/// </summary>
public sealed class CrashPointsByPush
{
    private static readonly string[] Browsers = ["/push/desk", "/push/phone"];

    [Fact]
    public async Task A_kill_at_any_step_loses_no_push_and_invents_none()
    {
        await using var service = await PushReceiver.StartAsync();
        await using var desk = await ToldDesk.StartAsync();
        await desk.AddPersonAsync("p1", "Ana", ToldDesk.Manager);
        var ana = desk.Cluster.Silos.Client.GetGrain<INoticesGrain>("p1");
        foreach (var path in Browsers)
            await ana.AddBrowser(
                new PushAddress(service.Url + path, service.P256dh, service.Auth),
                $"Firefox of {path}",
                default
            );
        // A browser keeps the key by which it subscribed: a kill that made another would cut it off.
        service.Known = (await ana.Read(default)).VapidKey;
        await desk.ChangeRuleAsync(
            new By("ana", "Ana", null),
            desk.Rule with
            {
                Notify = [new AlertNotify(AlertNotify.Push, "person:p1")],
            }
        );

        await CrashSteps.WalkAsync(
            desk,
            // The first browser has it when the second keeps Apollo waiting.
            answer => service.Answer = http => http.Request.Path == Browsers[1] ? answer(http) : Task.CompletedTask,
            () => service.Pushes.Count(push => push.Path == Browsers[1]),
            async (step, expected) =>
            {
                await CrashSteps.AllSentAsync(
                    desk,
                    () => Browsers.All(path => Told(service, path).Count >= expected.Count),
                    $"{step}: both browsers are told {string.Join(", ", expected)}"
                );
                foreach (var path in Browsers)
                    Assert.Equal(expected, Told(service, path).Select(one => one.Reason));
                Assert.Equal(Told(service, Browsers[0]), Told(service, Browsers[1]));
            }
        );
        Assert.Empty(service.Faults);
        Assert.All(
            service.Pushes,
            push => Assert.Equal(push["id"].Replace("-", "", StringComparison.Ordinal), push.Topic)
        );
        Assert.Empty(desk.Receiver.Calls);
    }

    /// <summary>What a browser was told, each message once however often it came.</summary>
    private static List<(string Id, string Reason)> Told(PushReceiver service, string path) =>
        [
            .. service
                .Pushes.Where(push => push.Path == path)
                .Select(push =>
                    (
                        push["id"],
                        push["title"].Contains("Over: ", StringComparison.Ordinal) ? "resolved"
                        : push["title"].Contains("Critical: ", StringComparison.Ordinal) ? "fired"
                        : push["title"]
                    )
                )
                .Distinct(),
        ];
}
