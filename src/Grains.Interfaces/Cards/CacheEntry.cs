using System.Text.Json;

namespace Apollo.Cards;

/// <summary>
/// An entry of the cache as it is kept: what it holds, and the key it was written under. A cache that answers with
/// another desk's, KPI's or dimension's entry is found out by that, whatever its revision.
/// </summary>
/// <typeparam name="TValue">What it holds.</typeparam>
/// <param name="Key">Its key, of <see cref="CardKeys"/>.</param>
/// <param name="Value">What it holds.</param>
public sealed record CacheEntry<TValue>(string Key, TValue Value)
    where TValue : class;

/// <summary>Writes and reads entries of the cache.</summary>
public static class CacheEntry
{
    /// <summary>Strict: an entry of another shape is an error here, not a null further on.</summary>
    private static readonly JsonSerializerOptions Strict = new(CardJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The bytes to keep under a key.</summary>
    public static byte[] Write<TValue>(string key, TValue value)
        where TValue : class =>
        JsonSerializer.SerializeToUtf8Bytes(new CacheEntry<TValue>(key, value), CardJson.Options);

    /// <summary>What was kept under a key.</summary>
    /// <exception cref="JsonException">It is of another key, or of another shape.</exception>
    public static TValue Read<TValue>(string key, byte[] bytes)
        where TValue : class
    {
        var entry = JsonSerializer.Deserialize<CacheEntry<TValue>>(bytes, Strict);
        return entry?.Key != key
            ? throw new JsonException($"The entry of '{key}' is '{entry?.Key}'.")
            : entry.Value ?? throw new JsonException($"The entry of '{key}' is empty.");
    }
}
