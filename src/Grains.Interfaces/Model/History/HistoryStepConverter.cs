using System.Text.Json;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>Writes a step as its seconds, and the desk's day as <c>"day"</c>: it can have 23 or 25 hours.</summary>
public sealed class HistoryStepConverter : JsonConverter<int>
{
    /// <summary>What stands for the desk's day.</summary>
    public const int Day = 86_400;

    /// <inheritdoc/>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Day : reader.GetInt32();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
    {
        if (value == Day)
            writer.WriteStringValue("day");
        else
            writer.WriteNumberValue(value);
    }
}
