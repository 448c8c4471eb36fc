using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>
/// When somebody is told: <c>"always"</c>, <c>"service"</c> (the desk's service hours), or hours of its own by day.
/// </summary>
/// <param name="InService">The desk's service hours.</param>
/// <param name="Week">Hours of its own, as in the configuration: <c>Monday</c> → <c>06:00-22:00</c>.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertHours"), JsonConverter(typeof(AlertHoursConverter))]
public sealed record AlertHours(
    [property: Id(0)] bool InService,
    [property: Id(1)] ImmutableSortedDictionary<string, string>? Week = null
)
{
    /// <summary>At any time.</summary>
    public static AlertHours Always { get; } = new(false);

    /// <summary>In the desk's service hours.</summary>
    public static AlertHours Service { get; } = new(true);

    /// <inheritdoc/>
    public bool Equals(AlertHours? other) =>
        other is not null
        && InService == other.InService
        && (Week is null ? other.Week is null : other.Week is { } week && Week.SequenceEqual(week));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InService, Week?.Count);
}

/// <summary>Reads and writes <see cref="AlertHours"/> as a word or an object.</summary>
public sealed class AlertHoursConverter : JsonConverter<AlertHours>
{
    private const string AlwaysWord = "always";
    private const string ServiceWord = "service";

    /// <inheritdoc/>
    public override AlertHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject ? new AlertHours(false, ReadWeek(ref reader, options))
        : reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.GetString() switch
        {
            AlwaysWord => AlertHours.Always,
            ServiceWord => AlertHours.Service,
            _ => throw new JsonException(),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AlertHours value, JsonSerializerOptions options)
    {
        if (value.Week is { } week)
            JsonSerializer.Serialize(writer, week, options);
        else
            writer.WriteStringValue(value.InService ? ServiceWord : AlwaysWord);
    }

    private static ImmutableSortedDictionary<string, string> ReadWeek(
        ref Utf8JsonReader reader,
        JsonSerializerOptions options
    ) =>
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(ref reader, options) is { } week
        && week.Values.All(hours => hours is not null)
            ? week
            : throw new JsonException();
}
