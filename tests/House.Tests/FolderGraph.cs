namespace Apollo.House.Tests;

/// <summary>Who uses whom among folders.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> uses = new(StringComparer.Ordinal);

    /// <summary>From pairs of who uses whom; a folder that uses itself is no news.</summary>
    public FolderGraph(IEnumerable<(string User, string Used)> pairs)
    {
        foreach (var (user, used) in pairs.Where(pair => pair.User != pair.Used))
        {
            Of(user).Add(used);
            Of(used);
        }
    }

    /// <summary>Folders that use each other round about, as a → b → a; null = none.</summary>
    public string? Circle()
    {
        var done = new HashSet<string>();
        foreach (var folder in uses.Keys)
            if (Walk(folder, [], done) is { } circle)
                return string.Join(" → ", circle);
        return null;
    }

    /// <summary>Its arrows, but those that follow from others: a → c where a → b and b → c.</summary>
    public IReadOnlyList<string> Arrows() =>
        [
            .. from pair in uses
            from used in pair.Value
            where !pair.Value.Any(other => other != used && Reaches(other, used))
            select $"{pair.Key} --> {used}",
        ];

    private SortedSet<string> Of(string folder) =>
        uses.TryGetValue(folder, out var used) ? used : uses[folder] = new(StringComparer.Ordinal);

    private bool Reaches(string from, string to) =>
        uses[from].Contains(to) || uses[from].Any(next => Reaches(next, to));

    private List<string>? Walk(string folder, List<string> way, HashSet<string> done)
    {
        if (way.IndexOf(folder) is >= 0 and var at)
            return [.. way[at..], folder];
        if (!done.Add(folder))
            return null;
        foreach (var next in uses[folder])
            if (Walk(next, [.. way, folder], done) is { } circle)
                return circle;
        return null;
    }
}
