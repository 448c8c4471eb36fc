using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Takes a person's id out of what others keep: whom rules and messages name, and who stands in.</summary>
internal static class ErasedPersonId
{
    private const string Rules = "SELECT desk, id, says FROM apollo_alert_rules WHERE says LIKE @like";
    private const string RuleSays =
        "UPDATE apollo_alert_rules SET says = @says, revision = @revision WHERE desk = @Desk AND id = @Id";
    private const string Notices = "SELECT person AS Id, says FROM apollo_notices WHERE says LIKE @like";
    private const string NoticeSays =
        "UPDATE apollo_notices SET says = @says, revision = revision + 1 WHERE person = @Id";
    private const string States = "SELECT desk, rule_id AS Id, says FROM apollo_alert_states WHERE says LIKE @like";
    private const string StateSays = "UPDATE apollo_alert_states SET says = @says WHERE desk = @Desk AND rule_id = @Id";
    private const string Tellings = "SELECT desk, id, says FROM apollo_tellings WHERE says LIKE @like";
    private const string TellingSays = "UPDATE apollo_tellings SET says = @says WHERE desk = @Desk AND id = @Id";

    /// <summary>Takes it out, beside other writes.</summary>
    public static async Task ForgetAsync(StoreSession session, string id)
    {
        var like = new { like = $"%{id}%" };
        foreach (var row in await session.QueryAsync<Row>(Rules, like))
        {
            // Who read it before does not write over it.
            var (says, revision) = ErasedText.Revised(Without(row.Says, id));
            await session.ExecuteAsync(
                RuleSays,
                new
                {
                    row.Desk,
                    row.Id,
                    says,
                    revision,
                }
            );
        }
        foreach (
            var (select, update) in ((string, string)[])
                [(Notices, NoticeSays), (States, StateSays), (Tellings, TellingSays)]
        )
        foreach (var row in await session.QueryAsync<Row>(select, like))
            await session.ExecuteAsync(
                update,
                new
                {
                    row.Desk,
                    row.Id,
                    says = Without(row.Says, id),
                }
            );
    }

    private static string Without(string document, string id)
    {
        var root = JsonNode.Parse(document)!;
        Walk(root, id);
        return root.ToJsonString(CardJson.Options);
    }

    /// <summary>Where they are one of several the others stay; where one may be named nobody is.</summary>
    private static void Walk(JsonNode node, string id)
    {
        if (node is JsonArray all)
            all.RemoveAll(one => Is(one, id) || (one is JsonObject whom && Is(whom["to"], id)));
        if (node is JsonObject document)
            foreach (var field in document.Where(field => Is(field.Value, id)).Select(field => field.Key).ToList())
                document[field] = null;
        IEnumerable<JsonNode?> parts = node switch
        {
            JsonObject one => one.Select(field => field.Value).ToList(),
            JsonArray items => items.ToList(),
            _ => [],
        };
        foreach (var part in parts.OfType<JsonNode>())
            Walk(part, id);
    }

    private static bool Is(JsonNode? node, string id) =>
        node is JsonValue value
        && value.TryGetValue<string>(out var text)
        && (text == id || text == $"{AlertTo.Person}:{id}");

    private sealed record Row
    {
        public string Desk { get; init; } = "";
        public string Id { get; init; } = "";
        public string Says { get; init; } = "";
    }
}
