using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Apollo.Grains.Itsm;

/// <summary>What a folder's <c>system.json</c> says of it: its title and the options its files take.</summary>
/// <param name="Title">Name of the product; null = the folder's name.</param>
/// <param name="Options">Options, in the order a person is asked for them.</param>
/// <param name="TimeZone">Whose wall time its columns hold, for people; null = they hold UTC, or instants.</param>
internal sealed partial record SystemFile(string? Title, IReadOnlyList<SystemOption>? Options, string? TimeZone = null)
{
    /// <summary>The file's name.</summary>
    public const string Name = "system.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>What Apollo itself gives to the files.</summary>
    private static readonly string[] Taken = ["since", "ids", "id", "afterId", "until", "from", "to"];

    /// <summary>Reads a folder's file; a folder without one takes no options.</summary>
    /// <exception cref="ItsmException">It is no such file.</exception>
    public static SystemFile Of(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return new SystemFile(null, null);
        try
        {
            var file =
                JsonSerializer.Deserialize<SystemFile>(File.ReadAllText(path), Format)
                ?? throw new ItsmException($"{Name} is empty: see docs/connect-an-itsm.md.");
            foreach (var option in file.Options ?? [])
                if (!OptionName().IsMatch(option.Name) || Taken.Contains(option.Name, StringComparer.OrdinalIgnoreCase))
                    throw new ItsmException(
                        $"{Name}: '{option.Name}' cannot name an option: use letters and digits, a letter first, "
                            + $"and none of {string.Join(", ", Taken)}."
                    );
            return file;
        }
        catch (JsonException error)
        {
            throw new ItsmException(
                $"{Name}, line {error.LineNumber + 1}: {ItsmException.OneLine(error.Message, path)}"
            );
        }
    }

    /// <summary>The options' values, as they go to the database: <c>@name</c> in every file.</summary>
    /// <param name="given">Values of the configuration, by name in any case.</param>
    /// <exception cref="ItsmException">One is missing, or is none of the folder's.</exception>
    public IReadOnlyDictionary<string, string?> Values(IReadOnlyDictionary<string, string> given)
    {
        var declared = Options ?? [];
        foreach (var name in given.Keys)
            if (!declared.Any(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new ItsmException(
                    $"Itsm:Options:{name} is no option of this system: "
                        + (
                            declared.Count == 0
                                ? $"its {Name} declares none."
                                : $"use {string.Join(", ", declared.Select(option => option.Name))}."
                        )
                );
        var values = new Dictionary<string, string?>();
        foreach (var option in declared)
        {
            var value = given
                .FirstOrDefault(one => one.Key.Equals(option.Name, StringComparison.OrdinalIgnoreCase))
                .Value;
            values[option.Name] = string.IsNullOrWhiteSpace(value) ? option.Default : value.Trim();
            if (option.Required && values[option.Name] is null)
                throw new ItsmException($"Itsm:Options:{option.Name} is missing: {option.Title ?? "give a value"}.");
        }
        return values;
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_]{0,29}\z")]
    private static partial Regex OptionName();
}

/// <summary>An option of a folder.</summary>
/// <param name="Name">Its name, <c>@name</c> in the files.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Default">Its value where none is given; null = NULL.</param>
/// <param name="Required">Without a value nothing is read.</param>
internal sealed record SystemOption(string Name, string? Title = null, string? Default = null, bool Required = false);
