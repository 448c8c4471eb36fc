using System.Text;
using System.Text.Json.Nodes;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>A report goes to each kind of hook in the form that its product documents.</summary>
public sealed class ReportsToHooks
{
    private const string Sentence = "received 10 tickets";
    private static readonly HookPreset[] Presets =
    [
        HookPreset.Json,
        HookPreset.Slack,
        HookPreset.Teams,
        HookPreset.Mattermost,
        HookPreset.Ntfy,
    ];

    [Fact]
    public async Task Each_preset_posts_the_documented_form_of_its_product()
    {
        await using var desk = await ReportDesk.StartAsync(Presets);
        desk.Pass(TimeSpan.FromHours(20));
        await desk.UntilAsync(
            () => Task.FromResult(desk.HookCalls.Select(call => call.Path).Distinct().Count() >= Presets.Length),
            "all are told"
        );
        Assert.All(
            desk.HookCalls,
            call => Assert.Equal("application/json; charset=utf-8", call.Headers["Content-Type"])
        );
        var report = Assert.Single(await desk.ArchiveAsync());
        var link = $"https://apollo.example.com/reports/service?id={report.Id}";

        // A program's own: the sentences and the figures.
        var json = Of(HookPreset.Json);
        Assert.Equal((report.Id, link), ((string?)json["report"]!["id"], (string?)json["link"]));
        Assert.False((bool)json["test"]!);
        Assert.Empty(json["alerts"]!.AsArray());
        Assert.Contains(json["report"]!["text"]!.AsArray(), line => ((string)line!).Contains(Sentence));
        Assert.Contains("desk,,opened,10\r\n", (string)json["report"]!["csv"]!, StringComparison.Ordinal);

        // Slack, incoming webhook: text of at most 40,000 characters in mrkdwn, a link as <address|words>.
        var slack = Of(HookPreset.Slack).AsObject();
        Assert.Equal(["text"], slack.Select(one => one.Key));
        var text = (string)slack["text"]!;
        Assert.InRange(text.Length, 1, 40_000);
        Assert.Contains(Sentence, text, StringComparison.Ordinal);
        Assert.EndsWith($"<{link}|Open the report>", text, StringComparison.Ordinal);

        // Mattermost, incoming webhook: text of at most 16,383 characters in Markdown.
        text = (string)Of(HookPreset.Mattermost)["text"]!;
        Assert.InRange(text.Length, 1, 16_383);
        Assert.Contains(Sentence, text, StringComparison.Ordinal);
        Assert.EndsWith($"[Open the report]({link})", text, StringComparison.Ordinal);

        // Teams, workflow: one Adaptive Card, at most 28 KB in all, its button opens an address.
        var teams = Of(HookPreset.Teams);
        Assert.InRange(Encoding.UTF8.GetByteCount(Called(HookPreset.Teams).Body), 1, 28_000);
        Assert.Equal("message", (string?)teams["type"]);
        var attachment = Assert.Single(teams["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)attachment["contentType"]);
        var card = attachment["content"]!;
        Assert.Equal(("AdaptiveCard", "1.4"), ((string?)card["type"], (string?)card["version"]));
        Assert.All(
            card["body"]!.AsArray(),
            block => Assert.Equal(("TextBlock", true), ((string?)block!["type"], (bool?)block["wrap"]))
        );
        Assert.Contains(card["body"]!.AsArray(), block => ((string)block!["text"]!).Contains(Sentence));
        var open = Assert.Single(card["actions"]!.AsArray())!;
        Assert.Equal(("Action.OpenUrl", link), ((string?)open["type"], (string?)open["url"]));

        // ntfy: published as JSON at the root of its server; a message of at most 4,096 bytes, priority 1 to 5.
        var ntfy = Of(HookPreset.Ntfy);
        Assert.Equal(("desk", 3, link), ((string?)ntfy["topic"], (int?)ntfy["priority"], (string?)ntfy["click"]));
        Assert.InRange(Encoding.UTF8.GetByteCount((string)ntfy["message"]!), 1, 4_096);
        Assert.Contains(Sentence, (string)ntfy["message"]!, StringComparison.Ordinal);
        Assert.Equal("bar_chart", (string?)Assert.Single(ntfy["tags"]!.AsArray()));

        HookCall Called(HookPreset preset) =>
            desk.HookCalls.First(call => call.Path == (preset == HookPreset.Ntfy ? $"/{preset}/" : $"/{preset}/desk"));

        JsonNode Of(HookPreset preset) => JsonNode.Parse(Called(preset).Body)!;
    }
}
