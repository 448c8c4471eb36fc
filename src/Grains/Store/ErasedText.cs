using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>
/// Texts that people wrote, without a name where it stands as a word: Ana is not taken out of analysis.
/// </summary>
internal static partial class ErasedText
{
    /// <summary>What stands in place of a name.</summary>
    public const string Erased = "erased person";

    /// <summary>Titles and names of boards and displays, characters.</summary>
    public const int LongestTitle = 60;

    /// <summary>A text without a name.</summary>
    public static string Without(string text, string name) =>
        Regex.Replace(
            text,
            $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(name)}(?![\p{{L}}\p{{N}}])",
            Erased,
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );

    /// <summary>A JSON document without a name in any of its texts.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">The name.</param>
    /// <param name="fields">Only in fields of these names; null = in all.</param>
    public static string WithoutInJson(string document, string name, IReadOnlySet<string>? fields = null)
    {
        var root = JsonNode.Parse(document)!;
        Walk(root, name, fields);
        return root.ToJsonString(CardJson.Options);
    }

    /// <summary>A JSON document with its next revision.</summary>
    public static (string Document, long Revision) Revised(string document)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        var revision = (long)root["revision"]! + 1;
        root["revision"] = revision;
        return (root.ToJsonString(CardJson.Options), revision);
    }

    /// <summary>
    /// What to look for where texts and JSON documents hold a name: as it is written, and in any case. JSON holds
    /// letters that are not of English by their numbers, which differ by case: any letter stands for them here.
    /// </summary>
    public static object Patterns(string name)
    {
        var (like, inJson) = (Like(name), Like(InJson(name)));
        return new
        {
            like,
            inJson,
            lower = like.ToLowerInvariant(),
            lowerInJson = ByNumber().Replace(inJson.ToLowerInvariant(), @"\u____"),
        };
    }

    /// <summary>How a name is written in texts, and in JSON and HTML that texts hold.</summary>
    public static IEnumerable<string> FormsOf(string name) =>
        ((string[])[name, InJson(name), HtmlEncoder.Default.Encode(name), WebUtility.HtmlEncode(name)]).Distinct();

    private static string Like(string name) => $"%{Regex.Replace(name, "[!%_\\[]", "!$0")}%";

    private static string InJson(string name) => JsonSerializer.Serialize(name, CardJson.Options)[1..^1];

    private static void Walk(JsonNode node, string name, IReadOnlySet<string>? fields)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
        {
            var isWritten = fields is null || (node.Parent is JsonObject && fields.Contains(node.GetPropertyName()));
            if (isWritten && Without(text, name) is var without && without != text)
                value.ReplaceWith(without.Within(Math.Max(LongestTitle, text.Length)));
            return;
        }
        IEnumerable<JsonNode?> parts = node switch
        {
            JsonObject one => one.Select(field => field.Value).ToList(),
            JsonArray items => items.ToList(),
            _ => [],
        };
        foreach (var part in parts.OfType<JsonNode>())
            Walk(part, name, fields);
    }

    [GeneratedRegex(@"\\u[0-9a-f]{4}")]
    private static partial Regex ByNumber();
}
