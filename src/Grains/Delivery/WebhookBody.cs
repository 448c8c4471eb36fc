using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>What is posted to a hook, by its preset.</summary>
internal static class WebhookBody
{
    /// <summary>More lines than these are counted in words for people.</summary>
    private const int MostLines = 20;

    /// <summary>Bytes that ntfy takes of a message: it refuses longer ones, or makes a file of them.</summary>
    private const int LongestNtfy = 4_096;

    private const string NoSpace = "\u200b";
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where it is posted.</summary>
    /// <param name="preset">In whose words.</param>
    /// <param name="url">The hook's address; of ntfy that of a topic.</param>
    public static Uri AddressOf(HookPreset preset, Uri url) =>
        preset == HookPreset.Ntfy ? new Uri(url, url.AbsolutePath[..(url.AbsolutePath.LastIndexOf('/') + 1)]) : url;

    /// <summary>The bodies, one for each post.</summary>
    /// <param name="preset">In whose words.</param>
    /// <param name="message">What is told.</param>
    /// <param name="url">The hook's address.</param>
    /// <param name="secret">The hook's secret; null = none.</param>
    public static IEnumerable<byte[]> Of(HookPreset preset, AlertMessage message, Uri url, string? secret) =>
        (
            preset switch
            {
                HookPreset.Slack => [Slack(message)],
                HookPreset.Teams => [Teams(message)],
                HookPreset.Mattermost => [Mattermost(message)],
                HookPreset.Ntfy => [Ntfy(message, url)],
                HookPreset.Pagerduty => PagerDuty(message, secret ?? ""),
                HookPreset.Alertmanager => [Alertmanager(message)],
                _ => (IEnumerable<JsonNode>)[Json(message)],
            }
        ).Select(body => Encoding.UTF8.GetBytes(body.ToJsonString(Plain)));

    private static JsonObject Json(AlertMessage message) =>
        new()
        {
            ["delivery"] = message.Id,
            ["test"] = message.Alerts.IsEmpty && message.Report is null,
            ["desk"] = new JsonObject { ["id"] = message.Desk.Id, ["name"] = message.Desk.Name },
            ["text"] = message.Subject,
            ["link"] = message.Link?.ToString(),
            ["report"] = message.Report is { } report
                ? new JsonObject
                {
                    ["id"] = report.Id,
                    ["text"] = new JsonArray([.. report.Letter.Lines.Select(line => JsonValue.Create(line))]),
                    ["csv"] = report.Csv,
                }
                : null,
            ["alerts"] = new JsonArray([
                .. message.Alerts.Select(line => new JsonObject
                {
                    ["reason"] = JsonSerializer.SerializeToNode(line.Told.Reason, CardJson.Options),
                    ["at"] = Iso(line.Told.At),
                    ["text"] = line.Head,
                    ["message"] = line.Told.Message,
                    ["alert"] = JsonSerializer.SerializeToNode(line.Told.Alert, CardJson.Options),
                }),
            ]),
        };

    private static JsonObject Slack(AlertMessage message)
    {
        var text = new StringBuilder();
        foreach (var (line, isHead) in Lines(message))
            text.Append(isHead ? $"*{Escaped(line)}*" : Escaped(line)).Append('\n');
        if (message.Link is { } link)
            text.Append(CultureInfo.InvariantCulture, $"<{link}|{Open(message)}>");
        return new JsonObject { ["text"] = text.ToString().TrimEnd() };

        static string Escaped(string line) =>
            line.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);
    }

    private static JsonObject Mattermost(AlertMessage message)
    {
        var text = new StringBuilder();
        foreach (var (line, isHead) in Lines(message))
            text.Append(isHead ? $"**{Escaped(line)}**" : Escaped(line)).Append("  \n");
        if (message.Link is { } link)
            text.Append(CultureInfo.InvariantCulture, $"[{Open(message)}]({link})");
        return new JsonObject { ["text"] = text.ToString().TrimEnd() };

        // A name must not call everybody, nor be a link or a picture.
        static string Escaped(string line)
        {
            var escaped = new StringBuilder();
            foreach (var sign in line)
                escaped.Append(
                    sign == '@' ? $"@{NoSpace}"
                    : @"\`*_{}[]()<>#~|!".Contains(sign, StringComparison.Ordinal) ? $"\\{sign}"
                    : sign.ToString()
                );
            return escaped.ToString();
        }
    }

    private static JsonObject Teams(AlertMessage message)
    {
        var body = new JsonArray();
        foreach (var (line, isHead) in Lines(message))
            body.Add(
                new JsonObject
                {
                    ["type"] = "TextBlock",
                    ["text"] = line,
                    ["wrap"] = true,
                    ["weight"] = isHead ? "Bolder" : "Default",
                    ["color"] = isHead && message.Alerts.Any(one => one.IsCritical) ? "Attention" : "Default",
                }
            );
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = body,
        };
        if (message.Link is { } link)
            card["actions"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "Action.OpenUrl",
                    ["title"] = Open(message),
                    ["url"] = link.ToString(),
                }
            );
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["contentUrl"] = null,
                    ["content"] = card,
                }
            ),
        };
    }

    private static JsonObject Ntfy(AlertMessage message, Uri url) =>
        new()
        {
            ["topic"] = Uri.UnescapeDataString(url.Segments[^1].Trim('/')),
            ["title"] = message.Subject,
            ["message"] = WithinBytes(string.Join('\n', Lines(message).Select(line => line.Text)), LongestNtfy),
            ["priority"] = message.Alerts.Any(line => line.IsCritical) ? 5 : 3,
            ["tags"] = new JsonArray(
                message.Report is not null ? "bar_chart"
                : message.Alerts.All(line => line.IsOver) ? "white_check_mark"
                : "warning"
            ),
            ["click"] = message.Link?.ToString(),
        };

    private static IEnumerable<JsonObject> PagerDuty(AlertMessage message, string key)
    {
        if (message.Alerts.IsEmpty)
        {
            yield return Event("trigger", message.Id, message.Subject, "info", null);
            yield return Event("resolve", message.Id, message.Subject, "info", null);
        }
        foreach (var line in message.Alerts)
            yield return Event(
                line.IsOver ? "resolve" : "trigger",
                line.Told.Alert.Id,
                line.Head,
                line.Told.Alert.Severity == KpiStatus.Critical ? "critical" : "warning",
                line.Told
            );

        JsonObject Event(string action, string id, string summary, string severity, DeliveredAlert? told) =>
            new()
            {
                ["routing_key"] = key,
                ["event_action"] = action,
                ["dedup_key"] = id,
                ["client"] = "Apollo",
                ["client_url"] = message.Link?.ToString(),
                ["payload"] = new JsonObject
                {
                    ["summary"] = summary.Within(1_024),
                    ["source"] = message.Desk.Name,
                    ["severity"] = severity,
                    ["timestamp"] = told is null ? null : Iso(told.At),
                    ["component"] = told?.Alert.Kpi,
                    ["group"] = told?.Alert.Group,
                    ["custom_details"] = told?.Message is { } says ? new JsonObject { ["message"] = says } : null,
                },
            };
    }

    private static JsonArray Alertmanager(AlertMessage message) =>
        message.Alerts.IsEmpty
            ? new JsonArray(
                new JsonObject
                {
                    ["labels"] = new JsonObject
                    {
                        ["alertname"] = "Apollo test",
                        ["desk"] = message.Desk.Id,
                        ["severity"] = "none",
                    },
                    ["annotations"] = new JsonObject { ["summary"] = message.Subject },
                }
            )
            : new JsonArray([.. message.Alerts.Select(line => Labelled(message, line))]);

    /// <summary>What goes on has no end, and what has no address none: null is no instant there.</summary>
    private static JsonObject Labelled(AlertMessage message, AlertLine line)
    {
        var alert = line.Told.Alert;
        var labelled = new JsonObject
        {
            ["labels"] = new JsonObject
            {
                ["alertname"] = alert.Name,
                ["desk"] = message.Desk.Id,
                ["kpi"] = alert.Kpi,
                ["group"] = alert.Group ?? "",
                ["severity"] = alert.Severity == KpiStatus.Critical ? "critical" : "warning",
                ["alert"] = alert.Id,
            },
            ["annotations"] = new JsonObject { ["summary"] = line.Head, ["description"] = line.Told.Message ?? "" },
            ["startsAt"] = Iso(alert.Since),
        };
        if (alert.ResolvedAt is { } end)
            labelled["endsAt"] = Iso(end);
        if (message.Link is { } link)
            labelled["generatorURL"] = link.ToString();
        return labelled;
    }

    /// <summary>A text of at most so many bytes of UTF-8, whole signs, with … where something was left out.</summary>
    internal static string WithinBytes(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most)
            return text;
        Encoding.UTF8.GetEncoder().Convert(text, new byte[most - 3], flush: false, out var taken, out _, out _);
        return $"{text[..taken].TrimEnd()}…";
    }

    private static string Open(AlertMessage message) => message.Report is null ? "Open the alerts" : "Open the report";

    /// <summary>What people read: a line for each alert, and what there is to say of it.</summary>
    private static IEnumerable<(string Text, bool IsHead)> Lines(AlertMessage message)
    {
        if (message.Alerts.IsEmpty)
            yield return (message.Subject, true);
        foreach (var sentence in message.Report?.Letter.Lines ?? [])
            yield return (sentence, false);
        foreach (var line in message.Alerts.Take(MostLines))
        {
            yield return ($"{message.Desk.Name}: {line.Head}", true);
            foreach (var detail in line.Details)
                yield return (detail, false);
        }
        if (message.Alerts.Length > MostLines)
            yield return ($"And {message.Alerts.Length - MostLines} more.", true);
    }

    private static string Iso(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
