using System.Text.Json;
using System.Text.Json.Serialization;
using Apollo.Model;

namespace Apollo.Cards;

/// <summary>Writes the rows of a data table as an array of objects, one name per column.</summary>
internal sealed class TableRowsConverter : JsonConverter<TableRows>
{
    public override TableRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rows of a data table are only written.");

    public override void Write(Utf8JsonWriter writer, TableRows value, JsonSerializerOptions options)
    {
        var names = Array.ConvertAll([.. value.Columns], name => JsonEncodedText.Encode(name));
        writer.WriteStartArray();
        foreach (var row in value.Rows)
        {
            writer.WriteStartObject();
            for (var index = 0; index < names.Length; index++)
            {
                writer.WritePropertyName(names[index]);
                switch (row[index])
                {
                    case null:
                        writer.WriteNullValue();
                        break;
                    case string text:
                        writer.WriteStringValue(text);
                        break;
                    case double number:
                        writer.WriteNumberValue(number);
                        break;
                    case bool yes:
                        writer.WriteBooleanValue(yes);
                        break;
                    case DateTime time:
                        writer.WriteStringValue(time);
                        break;
                    case var other:
                        throw new JsonException(
                            $"A cell of column '{value.Columns[index]}' is a {other.GetType().Name}."
                        );
                }
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
