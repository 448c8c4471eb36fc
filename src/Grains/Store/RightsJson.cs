using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Roles and details as the store keeps them.</summary>
internal static class RightsJson
{
    public static string Write(ImmutableArray<DeskRight> rights) => JsonSerializer.Serialize(rights, CardJson.Options);

    public static ImmutableArray<DeskRight> Read(string text) =>
        JsonSerializer.Deserialize<ImmutableArray<DeskRight>>(text, CardJson.Options);
}

/// <summary>Unix milliseconds of the store.</summary>
internal static class StoredTime
{
    public static long Of(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static DateTime Read(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;

    public static DateTime? Read(long? time) => time is { } known ? Read(known) : null;
}
