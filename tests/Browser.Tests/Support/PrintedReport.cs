using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Apollo.Browser.Tests.Support;

/// <summary>
/// A service report as it is on paper: the signs of its PDF by where they stand. Spaces count for nothing, since a PDF
/// may leave them out.
/// </summary>
internal sealed class PrintedReport : IDisposable
{
    /// <summary>The margins of a sheet, points.</summary>
    private const double Side = 13 * 72 / 25.4;
    private const double Foot = 16 * 72 / 25.4;

    private static readonly string[] parts =
    [
        "By team",
        "By priority",
        "By location",
        "By category",
        "By day",
        "Read from the ITSM",
    ];

    private readonly PdfDocument document;
    private readonly IReadOnlyList<Sign> signs;

    private PrintedReport(byte[] file)
    {
        document = PdfDocument.Open(file);
        Pages = [.. document.GetPages()];
        signs =
        [
            .. Pages
                .SelectMany(page => page.Letters.Select(letter => new Sign(page.Number, letter)))
                .Where(sign => sign.Text.Length > 0),
        ];
    }

    public IReadOnlyList<Page> Pages { get; }

    public static PrintedReport Read(byte[] file) => new(file);

    public void Dispose() => document.Dispose();

    /// <summary>What stands below a page.</summary>
    public string Below(Page page) => Sign.Read(signs.Where(sign => sign.Page == page.Number && sign.Y < Foot));

    /// <summary>How large the line is written that begins so on the first page, points.</summary>
    public double Size(string text) =>
        Pages[0]
            .Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y))
            .Select(line => line.OrderBy(letter => letter.StartBaseLine.X).ToList())
            .Single(line =>
                Sign.WithoutSpaces(string.Concat(line.Select(letter => letter.Value)))
                    .StartsWith(Sign.WithoutSpaces(text), StringComparison.Ordinal)
            )[0]
            .PointSize;

    /// <summary>A table, as it stands under its title.</summary>
    /// <param name="title">As <c>By team</c>.</param>
    /// <param name="isHalf">Whether it has the left half of its page.</param>
    public PrintedTable Table(string title, bool isHalf = false)
    {
        var (from, to) = (Begin(title), Begin(parts[Array.IndexOf(parts, title) + 1]));
        var inside = signs
            .Where(sign => sign.Y > Foot && sign.IsBelow(from) && to.IsBelow(sign))
            .Where(sign => !isHalf || sign.X < Pages[0].Width / 2);
        return new PrintedTable(title, [.. inside.GroupBy(sign => sign.Page).OrderBy(page => page.Key)]);
    }

    /// <summary>The first sign of the one line that begins so at the left margin.</summary>
    private Sign Begin(string text) =>
        Assert.Single(
            signs.GroupBy(sign => sign.Page).SelectMany(Sign.Lines),
            line =>
                line[0].X < Side + 1 && Sign.Read(line).StartsWith(Sign.WithoutSpaces(text), StringComparison.Ordinal)
        )[0];
}

/// <summary>A sign on paper.</summary>
/// <param name="Page">Number of its page.</param>
/// <param name="Text">Itself; empty = a space.</param>
/// <param name="X">Where it begins, points from the left.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Y">Its line, points from the foot.</param>
internal sealed record Sign(int Page, string Text, double X, double Right, double Y)
{
    /// <summary>How far signs of one line may stand apart, points.</summary>
    public const double Near = 3;

    public Sign(int page, Letter letter)
        // Signs that a font draws as one (fl) are two.
        : this(
            page,
            WithoutSpaces(letter.Value.Normalize(NormalizationForm.FormKC)),
            letter.StartBaseLine.X,
            letter.EndBaseLine.X,
            letter.StartBaseLine.Y
        ) { }

    public static string WithoutSpaces(string text) => string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)));

    /// <summary>Whether it is on a line below that of another, or on a later page.</summary>
    public bool IsBelow(Sign other) => Page > other.Page || (Page == other.Page && Y < other.Y - Near);

    /// <summary>The lines of a page from its top, each from the left.</summary>
    public static IReadOnlyList<IReadOnlyList<Sign>> Lines(IEnumerable<Sign> page)
    {
        var lines = new List<List<Sign>>();
        foreach (var sign in page.OrderByDescending(sign => sign.Y))
            if (lines is [.., var line] && line[0].Y - sign.Y < Near)
                line.Add(sign);
            else
                lines.Add([sign]);
        return [.. lines.Select(line => line.OrderBy(sign => sign.X).ToList())];
    }

    /// <summary>Signs of a page as they are read.</summary>
    public static string Read(IEnumerable<Sign> page) =>
        string.Concat(Lines(page).SelectMany(line => line).Select(sign => sign.Text));
}
