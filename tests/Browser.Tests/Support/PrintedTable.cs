namespace Apollo.Browser.Tests.Support;

/// <summary>A table on paper: on each page its heads, below them the names of its rows, and the figures.</summary>
internal sealed class PrintedTable
{
    private const string FirstFigure = "Opened";
    private readonly string title;
    private readonly List<Sign> names = [];
    private readonly List<Sign> figures = [];
    private readonly Dictionary<int, string> heads = [];

    public PrintedTable(string title, IReadOnlyList<IGrouping<int, Sign>> pages)
    {
        this.title = title;
        foreach (var page in pages)
            Take(page.Key, [.. page]);
    }

    /// <summary>What stands above its columns, by page.</summary>
    public IReadOnlyDictionary<int, string> Heads => heads;

    /// <summary>It has these rows and no other, each whole and on one page.</summary>
    public void Has(IReadOnlyList<(string Name, IReadOnlyList<string> Cells)> rows)
    {
        Assert.Equal(
            string.Concat(rows.Select(row => Sign.WithoutSpaces(row.Name))),
            string.Concat(names.Select(sign => sign.Text))
        );
        var (at, count) = (0, 0);
        foreach (var (name, cells) in rows)
        {
            var length = 0;
            var row = names.Skip(at).TakeWhile(sign => (length += sign.Text.Length) <= Sign.WithoutSpaces(name).Length);
            var first = row.ToList();
            at += first.Count;
            Assert.True(first.DistinctBy(sign => sign.Page).Count() == 1, $"{title}: {name} is cut over two pages.");
            // Figures stand in the middle of a name of several lines.
            var beside = figures.Where(sign => !sign.IsBelow(first[^1]) && !first[0].IsBelow(sign)).ToList();
            count += beside.Count;
            Assert.Equal((name, Sign.WithoutSpaces(string.Concat(cells))), (name, Sign.Read(beside)));
        }
        Assert.Equal(figures.Count, count);
    }

    private void Take(int number, List<Sign> page)
    {
        // The first names of rows begin left of the head that is above the first figures.
        var lines = Sign.Lines(page).Take(3).ToList();
        var edge = lines.Select(Edge).FirstOrDefault(edge => edge is not null);
        Assert.True(edge is not null, $"{title} has no heads on page {number}: {lines.Select(Sign.Read).First()}");
        var first = Sign.Lines(page.Where(sign => sign.X < edge)).SelectMany(line => line).ToList();
        var head = title["By ".Length..];
        Assert.Equal(head, Sign.Read(first.Take(head.Length)), ignoreCase: true);
        Assert.True(first.Count > head.Length, $"{title} has heads and no row on page {number}.");
        names.AddRange(first.Skip(head.Length));
        var beside = page.Where(sign => sign.X >= edge).ToLookup(sign => first[head.Length].IsBelow(sign));
        heads[number] = head + Sign.Read(beside[true]);
        figures.AddRange(beside[false]);
    }

    /// <summary>Where the head of the first figures begins; null = not on this line.</summary>
    private static double? Edge(IReadOnlyList<Sign> line)
    {
        var at = Sign.Read(line).IndexOf(FirstFigure, StringComparison.Ordinal);
        return at < 0 ? null : line.SelectMany(sign => sign.Text.Select(_ => sign.X)).ElementAt(at) - 1;
    }
}
