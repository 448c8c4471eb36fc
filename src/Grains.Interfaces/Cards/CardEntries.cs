using System.Text.Json;
using System.Text.Json.Serialization;

namespace Apollo.Cards;

/// <summary>
/// The desk's pulse entry, rewritten after each good poll. A card is valid where the pulse is at most 10 s old and
/// names the card's revision, and the card's own <c>validUntil</c> is ahead.
/// </summary>
/// <param name="At">When it was written, UTC.</param>
/// <param name="ReadAt">Last good poll of the slice that was read longest ago, UTC.</param>
/// <param name="Versions">Slice versions by slice.</param>
/// <param name="Revisions">The current revision of every KPI.</param>
/// <param name="Unusual">Since when, UTC, by KPI that is unusual.</param>
public sealed record DeskPulse(
    DateTime At,
    DateTime ReadAt,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyDictionary<string, long> Revisions,
    IReadOnlyDictionary<string, DateTime> Unusual
)
{
    /// <summary>How long a pulse vouches for cards.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
}

/// <summary>One breakdown of a card.</summary>
/// <param name="Revision">The card's revision it belongs to.</param>
/// <param name="Groups">Value per group.</param>
public sealed record GroupsEntry(long Revision, IReadOnlyDictionary<string, double?> Groups);

/// <summary>
/// The JSON of cards, the same in the cache, the HTTP API and the hub: camelCase, enums as camelCase words.
/// </summary>
public static class CardJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Sets options made elsewhere (hub, HTTP) the same way.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new TableRowsConverter());
        return options;
    }
}
