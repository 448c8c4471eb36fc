using System.Collections.Immutable;
using System.Globalization;

namespace Apollo.Grains.Itsm;

/// <summary>
/// What an ITSM's own words for states, kinds and priorities mean: by the configuration, else by <c>states.csv</c>,
/// <c>kinds.csv</c>, <c>priorities.csv</c> of the folder. A word of Apollo's own that is not listed means itself; any
/// other means what <c>*</c> does.
/// </summary>
internal sealed class OwnWords
{
    private const string AnyOther = "*";
    private static readonly ImmutableArray<(string Column, string File, string Key)> Tables =
    [
        ("state", "states.csv", "States"),
        ("kind", "kinds.csv", "Kinds"),
        ("priority", "priorities.csv", "Priorities"),
    ];

    private readonly Dictionary<string, Dictionary<string, string>> meanings = [];

    private OwnWords() { }

    /// <summary>Nothing is mapped.</summary>
    public static OwnWords None { get; } = new();

    /// <summary>The files that map words, where a folder has them.</summary>
    public static IEnumerable<string> Files => Tables.Select(table => table.File);

    /// <summary>Reads a folder's tables; the configuration's words win over them.</summary>
    /// <exception cref="ItsmException">A line is wrong; it is named.</exception>
    public static OwnWords Of(string folder, ItsmConnection itsm)
    {
        var words = new OwnWords();
        foreach (var (column, file, key) in Tables)
        {
            var meaning = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            if (Path.Combine(folder, file) is var path && File.Exists(path))
                Read(path, column, meaning);
            foreach (var (own, word) in Configured(itsm, key))
                meaning[own.Trim()] = word.Trim();
            if (meaning.Count > 0)
                words.meanings[column] = meaning;
        }
        return words;
    }

    /// <summary>Checks the words of the configuration.</summary>
    /// <exception cref="FormatException">One means nothing.</exception>
    public static void Check(ItsmConnection itsm)
    {
        foreach (var (column, _, key) in Tables)
        foreach (var (own, word) in Configured(itsm, key))
            if (!IsWord(column, word.Trim()))
                throw new FormatException($"Itsm:{key}:{own} '{word}' is no {column}: use one of {List(column)}.");
    }

    /// <summary>What a word means; the word itself where nothing is said of it.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="word">As the ITSM gives it, trimmed.</param>
    /// <param name="isApollos">It is one that Apollo knows.</param>
    public string Meaning(string column, string word, bool isApollos) =>
        !meanings.TryGetValue(column, out var meaning) ? word
        : meaning.TryGetValue(word, out var meant) ? meant
        : isApollos ? word
        : meaning.GetValueOrDefault(AnyOther, word);

    /// <summary>
    /// The words in lower case that surely mean one of some: an ITSM's own ones, and Apollo's where they mean
    /// themselves.
    /// </summary>
    /// <param name="column">Their column.</param>
    /// <param name="meant">What they mean.</param>
    public IEnumerable<string> Of(string column, IReadOnlyCollection<string> meant) =>
        (meanings.TryGetValue(column, out var own) ? own.Keys.Except([AnyOther]) : [])
            .Concat(meant)
            .Select(word => word.ToLowerInvariant())
            .Distinct()
            .Where(word => meant.Contains(Meaning(column, word, isApollos: true).ToLowerInvariant()));

    private static void Read(string path, string column, Dictionary<string, string> meaning)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim() is not { Length: > 0 } text || text.StartsWith('#'))
                continue;
            var comma = text.LastIndexOf(',');
            var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {number}");
            if (comma <= 0)
                throw new ItsmException(
                    $"{place}: '{text}' has no comma: write the ITSM's own {column}, then Apollo's."
                );
            var (own, word) = (text[..comma].Trim().Trim('"'), text[(comma + 1)..].Trim());
            if (!IsWord(column, word))
                throw new ItsmException($"{place}: '{word}' is no {column}: use one of {List(column)}.");
            if (!meaning.TryAdd(own, word))
                throw new ItsmException($"{place}: '{own}' stands there twice: keep one of the lines.");
        }
    }

    private static IReadOnlyDictionary<string, string> Configured(ItsmConnection itsm, string key) =>
        key switch
        {
            "States" => itsm.States,
            "Kinds" => itsm.Kinds,
            _ => itsm.Priorities,
        };

    private static bool IsWord(string column, string word) =>
        Mappings.TicketWords[column].Contains(word.ToLowerInvariant(), StringComparer.Ordinal);

    private static string List(string column) => string.Join(", ", Mappings.TicketWords[column]);
}
