using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Takes a person's id out of what others keep: whom rules and messages name, and who stands in.</summary>
internal static class ErasedPersonId
{
    private const string Rules = "SELECT desk, id, says FROM apollo_alert_rules WHERE says LIKE @like";
    private const string Notices = "SELECT person AS Id, says FROM apollo_notices WHERE says LIKE @like";
    private const string NoticeSays =
        "UPDATE apollo_notices SET says = @Says, revision = revision + 1 WHERE person = @Id";
    private const string States = "SELECT desk, rule_id AS Id, says FROM apollo_alert_states WHERE says LIKE @like";
    private const string Tellings = "SELECT desk, id, says FROM apollo_tellings WHERE says LIKE @like";

    /// <summary>Takes it out, beside other writes.</summary>
    public static async Task ForgetAsync(StoreSession session, string id)
    {
        var like = new { like = $"%{id}%" };
        foreach (var row in await session.QueryAsync<ErasedRow>(Rules, like))
            await row.WriteRuleAsync(session, Without(row.Says, id));
        foreach (
            var (select, update) in ((string, string)[])
                [(Notices, NoticeSays), (States, ErasedRow.StateSays), (Tellings, ErasedRow.TellingSays)]
        )
        foreach (var row in await session.QueryAsync<ErasedRow>(select, like))
            await row.WriteAsync(session, update, Without(row.Says, id));
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
}
