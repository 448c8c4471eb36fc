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

    private SortedSet<string> Of(string folder) =>
        uses.TryGetValue(folder, out var used) ? used : uses[folder] = new(StringComparer.Ordinal);

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
