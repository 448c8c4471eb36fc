using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Apollo.Model;

namespace Apollo.Web.Tests.Wire;

/// <summary>
/// Writes TypeScript types of what the server's JSON serialiser writes: it asks the serialiser itself, so that names,
/// ignored and optional properties, enums and converters are those of the wire.
/// </summary>
internal sealed class TypeScriptTypes(JsonSerializerOptions options)
{
    private const string OrNull = " | null";
    private readonly SortedDictionary<string, string> declarations = new(StringComparer.Ordinal);

    /// <summary>Adds a type and all it is made of.</summary>
    /// <returns>How TypeScript names it.</returns>
    public string Add(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Add(inner) + OrNull;
        if (type == typeof(object))
            return "CellValue";
        if (type == typeof(TableRows))
            return "readonly Row[]";
        if (typeof(JsonNode).IsAssignableFrom(type))
            return "Row";
        if (type == typeof(bool))
            return "boolean";
        if (type == typeof(string) || type == typeof(DateTime) || type == typeof(TimeSpan))
            return "string";
        if (type == typeof(int) || type == typeof(long) || type == typeof(double))
            return "number";
        if (type.IsEnum)
            return Declare(type, () => $"export type {type.Name} = {string.Join(" | ", Words(type))};");
        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => Add(info.ElementType!) is var element && element.Contains(' ')
                ? $"readonly ({element})[]"
                : $"readonly {Add(info.ElementType!)}[]",
            JsonTypeInfoKind.Dictionary => $"Readonly<Record<string, {Add(info.ElementType!)}>>",
            JsonTypeInfoKind.Object => Declare(type, () => Interface(type.Name, info)),
            _ => throw new NotSupportedException($"{type} has no type in TypeScript."),
        };
    }

    /// <summary>Adds an interface that names the argument of each method of another.</summary>
    public void AddMessages(string name, Type hub) =>
        declarations[name] = Block(
            name,
            hub.GetMethods().Select(method => $"{method.Name}: {Add(method.GetParameters().Single().ParameterType)};")
        );

    /// <summary>All declarations, by name.</summary>
    public override string ToString() => string.Join("\n\n", declarations.Values) + "\n";

    private string Declare(Type type, Func<string> declaration)
    {
        if (declarations.TryAdd(type.Name, ""))
            declarations[type.Name] = declaration();
        return type.Name;
    }

    private string Interface(string name, JsonTypeInfo info) =>
        Block(
            name,
            info.Properties.Where(property => property.Get is not null)
                .Select(property =>
                {
                    var type =
                        property.CustomConverter is HistoryStepConverter
                            ? "number | 'day'"
                            : Add(property.PropertyType);
                    if (IsLeftOutWhereNull(property))
                        return $"{property.Name}?: {(IsOrNull(type) ? type[..^OrNull.Length] : type)};";
                    var orNull = property.IsGetNullable && type != "CellValue" && !IsOrNull(type);
                    return $"{property.Name}: {type}{(orNull ? OrNull : "")};";
                })
        );

    private static string Block(string name, IEnumerable<string> lines)
    {
        var block = new StringBuilder($"export interface {name} {{\n");
        foreach (var line in lines)
            block.Append("  ").Append(line).Append('\n');
        return block.Append('}').ToString();
    }

    private static bool IsOrNull(string type) => type.EndsWith(OrNull, StringComparison.Ordinal);

    private static bool IsLeftOutWhereNull(JsonPropertyInfo property) =>
        property
            .AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true)
            .OfType<JsonIgnoreAttribute>()
            .Any(ignored => ignored.Condition == JsonIgnoreCondition.WhenWritingNull) == true;

    private IEnumerable<string> Words(Type type) =>
        Enum.GetValues(type)
            .Cast<object>()
            .Select(value => JsonSerializer.Serialize(value, type, options).Replace('"', '\''));
}
