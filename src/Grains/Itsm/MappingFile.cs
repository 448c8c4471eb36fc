using System.Globalization;
using System.Text.RegularExpressions;

namespace Apollo.Grains.Itsm;

/// <summary>One SQL file of a mapping, as it was when it was read.</summary>
/// <param name="path">Where it is.</param>
internal sealed partial class MappingFile(string path)
{
    private readonly string whole = File.ReadAllText(path);
    private readonly (DateTime, long) state = StateOf(path);

    /// <summary>The file's name, to name it in messages.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>The query, without the semicolon that would end it inside its wrapper.</summary>
    public string Text => whole.Trim().TrimEnd(';');

    /// <summary>The file was written, removed or replaced since.</summary>
    public bool HasChanged => StateOf(path) != state;

    /// <summary>The file's name with the line and column of a place in a query that was made of it.</summary>
    /// <param name="query">The query that was sent.</param>
    /// <param name="offset">Characters before the place; null = not known.</param>
    /// <param name="line">Line of the place, from 1; null = not known.</param>
    /// <param name="message">What the database said: a word that it names and that stands once in the file is the
    /// place, where it says none.</param>
    public string PlaceOf(string query, int? offset, int? line, string message)
    {
        var from = query.IndexOf(Text, StringComparison.Ordinal);
        var lead = whole.IndexOf(Text, StringComparison.Ordinal);
        if (from < 0 || lead < 0)
            return Name;
        if (offset is { } at)
            return at >= from && at < from + Text.Length ? Show(lead + at - from) : Name;
        if (line is { } number)
        {
            var inFile = number - query.AsSpan(0, from).Count('\n') + whole.AsSpan(0, lead).Count('\n');
            return inFile >= 1 && inFile <= whole.AsSpan().Count('\n') + 1
                ? string.Create(CultureInfo.InvariantCulture, $"{Name}, line {inFile}")
                : Name;
        }
        if (Named().Match(message) is { Success: true } named)
        {
            var places = Regex.Matches(whole, $@"(?<!\w){Regex.Escape(named.Groups[1].Value)}(?!\w)");
            if (places.Count == 1)
                return Show(places[0].Index);
        }
        return Name;
    }

    private string Show(int offset)
    {
        var before = whole.AsSpan(0, offset);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}, line {before.Count('\n') + 1}, column {offset - before.LastIndexOf('\n')}"
        );
    }

    /// <summary>When a file was written and how long it is; default where there is none.</summary>
    public static (DateTime, long) StateOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    // SQLite: no such column: f.priorty; near "FORM": syntax error. MariaDB: Unknown column 'priorty' in 'SELECT'.
    [GeneratedRegex("""(?:no such [a-z ]+: |near "|Unknown column ')(?:\w+\.)?(\w+)""")]
    private static partial Regex Named();
}
