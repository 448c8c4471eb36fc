using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;

namespace Apollo.Web.Oidc;

/// <summary>The values of a claim, however a provider writes them: once each, as a list, or inside another.</summary>
internal static class ClaimValues
{
    /// <summary>All values of a claim.</summary>
    /// <param name="claims">What the provider says of somebody.</param>
    /// <param name="name">Its name; <c>realm_access.roles</c> = <c>roles</c> inside <c>realm_access</c>, where no claim
    /// has the whole as its name.</param>
    public static ImmutableArray<string> Of(IReadOnlyCollection<Claim> claims, string name)
    {
        var whole = claims.Where(claim => claim.Type == name).SelectMany(claim => Values(claim.Value, [])).ToList();
        if (whole.Count > 0 || !name.Contains('.', StringComparison.Ordinal))
            return [.. whole.Distinct()];
        var parts = name.Split('.');
        return
        [
            .. claims
                .Where(claim => claim.Type == parts[0])
                .SelectMany(claim => Values(claim.Value, parts.AsSpan(1)))
                .Distinct(),
        ];
    }

    /// <summary>The first value of a claim; null where there is none.</summary>
    public static string? First(IReadOnlyCollection<Claim> claims, string name) => Of(claims, name).FirstOrDefault();

    /// <summary>
    /// Whether a directory left a claim out because it has too many values: it then says in <c>_claim_names</c> where
    /// they could be asked for.
    /// </summary>
    public static bool IsLeftOut(IReadOnlyCollection<Claim> claims, string name) =>
        Of(claims, name).IsEmpty
        && claims
            .Where(claim => claim.Type == "_claim_names")
            .Any(claim =>
                Json(claim.Value) is { ValueKind: JsonValueKind.Object } names && names.TryGetProperty(name, out _)
            );

    private static IEnumerable<string> Values(string text, ReadOnlySpan<string> inside)
    {
        if (Json(text) is not { } json)
            return inside.IsEmpty && text.Length > 0 ? [text] : [];
        foreach (var part in inside)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part, out json))
                return [];
        return json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(One).ToList() : One(json);
    }

    private static IEnumerable<string> One(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } text ? [text]
        : json.ValueKind == JsonValueKind.Number ? [json.GetRawText()]
        : [];

    /// <summary>A list or object that was written as text; null for any other text.</summary>
    private static JsonElement? Json(string text)
    {
        if (text.Length < 2 || text[0] is not ('[' or '{'))
            return null;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
