using System.Text.Json.Nodes;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Each preset posts what its product documents: to a real receiver, when it fires and when it is over.
/// </summary>
public sealed class EveryPreset
{
    private static readonly By Ana = new("ana", "Ana", null);

    [Fact]
    public async Task Posts_the_documented_form_of_its_product_when_it_fires_and_when_it_is_over()
    {
        await using var desk = await ToldDesk.StartAsync();
        var notify = new List<AlertNotify>();
        foreach (var preset in Enum.GetValues<HookPreset>())
        {
            var draft = new HookDraft($"{preset}", $"{desk.Receiver.Url}/{preset}/desk", "key", preset);
            var hook = (await desk.Hooks.Add(Ana, "north", draft, default)).Hook!;
            notify.Add(new AlertNotify(AlertNotify.Webhook, $"hook:{hook.Id}"));
        }
        await desk.Alerts.ChangeRule(
            Ana,
            Audience.Everything,
            desk.Rule with
            {
                Name = "Backlog <@here>",
                Notify = [.. notify],
            },
            null,
            default
        );
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(() => Task.FromResult(desk.Receiver.Calls.Count >= notify.Count), "all are told");
        CheckFired(desk.Receiver.Calls);

        var told = desk.Receiver.Calls.Count;
        await desk.Cluster.Itsm().DeleteAsync("A");
        await desk.PassUntilAsync(
            () => Task.FromResult(desk.Receiver.Calls.Count >= told + notify.Count),
            "all are told that it is over"
        );
        var over = desk.Receiver.Calls.Skip(told).ToList();
        Assert.Equal("resolve", (string?)Of(over, HookPreset.Pagerduty)["event_action"]);
        Assert.NotNull(Of(over, HookPreset.Alertmanager)[0]!["endsAt"]);
        Assert.Equal("white_check_mark", (string?)Ntfy(over)["tags"]![0]);
        Assert.Equal(
            (string?)Of(desk.Receiver.Calls, HookPreset.Pagerduty)["dedup_key"],
            (string?)Of(over, HookPreset.Pagerduty)["dedup_key"]
        );
    }

    private static void CheckFired(IReadOnlyList<HookCall> calls)
    {
        Assert.All(calls, call => Assert.StartsWith("application/json", call.Headers["Content-Type"], default));
        // Slack: text; its signs <, >, & are written otherwise, so that nobody is called by a name.
        var slack = (string)Of(calls, HookPreset.Slack)["text"]!;
        Assert.Contains("Critical: Open tickets", slack, StringComparison.Ordinal);
        Assert.DoesNotContain("<@here>", slack, StringComparison.Ordinal);
        // Mattermost: text, in Markdown.
        Assert.StartsWith("**", (string)Of(calls, HookPreset.Mattermost)["text"]!, StringComparison.Ordinal);
        // Teams: a message with one Adaptive Card.
        var card = Of(calls, HookPreset.Teams)["attachments"]![0]!;
        Assert.Equal("message", (string?)Of(calls, HookPreset.Teams)["type"]);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)card["contentType"]);
        Assert.Equal("AdaptiveCard", (string?)card["content"]!["type"]);
        Assert.All(card["content"]!["body"]!.AsArray(), block => Assert.Equal("TextBlock", (string?)block!["type"]));
        // ntfy: published as JSON at the root of its server, with the topic in it.
        var ntfy = Ntfy(calls);
        Assert.Equal(("desk", 5), ((string?)ntfy["topic"], (int?)ntfy["priority"]));
        Assert.NotEmpty((string)ntfy["message"]!);
        // PagerDuty, Events API 2.
        var pager = Of(calls, HookPreset.Pagerduty);
        Assert.Equal(("key", "trigger"), ((string?)pager["routing_key"], (string?)pager["event_action"]));
        Assert.Equal("critical", (string?)pager["payload"]!["severity"]);
        Assert.NotEmpty((string)pager["payload"]!["summary"]!);
        Assert.NotEmpty((string)pager["payload"]!["source"]!);
        // Alertmanager, API 2: what goes on has no end.
        var one = Assert.Single(Of(calls, HookPreset.Alertmanager).AsArray())!;
        Assert.Equal("Backlog <@here>", (string?)one["labels"]!["alertname"]);
        Assert.True(DateTimeOffset.TryParse((string?)one["startsAt"], out _));
        Assert.False(one.AsObject().ContainsKey("endsAt"));
        Assert.Equal("fired", (string?)Of(calls, HookPreset.Json)["alerts"]![0]!["reason"]);
    }

    private static JsonNode Of(IEnumerable<HookCall> calls, HookPreset preset) =>
        JsonNode.Parse(calls.First(call => call.Path == $"/{preset}/desk").Body)!;

    private static JsonNode Ntfy(IEnumerable<HookCall> calls) =>
        JsonNode.Parse(calls.First(call => call.Path == $"/{HookPreset.Ntfy}/").Body)!;
}
