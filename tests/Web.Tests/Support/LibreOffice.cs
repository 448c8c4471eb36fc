using System.Globalization;
using System.Xml.Linq;
using Apollo.Servers;

namespace Apollo.Web.Tests.Support;

/// <summary>LibreOffice without a screen, as a reader of files that is not ours.</summary>
internal static class LibreOffice
{
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    /// <summary>How it is told to read a CSV: separator, quote, UTF-8, from row 1, in a language.</summary>
    /// <param name="separator">Between the cells.</param>
    /// <param name="language">Number of the language as Windows has it.</param>
    /// <param name="textColumns">How many columns are not looked at for numbers and times.</param>
    public static string Csv(char separator, int language, int textColumns = 0) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Text - txt - csv (StarCalc):{(int)separator},34,76,1,"
                + $"{string.Join('/', Enumerable.Range(1, textColumns).Select(column => $"{column}/2"))},"
                + $"{language},false,true"
        );

    /// <summary>Opens files and gives the cells of their first sheets: text, double, DateTime, bool or null.</summary>
    /// <param name="folder">Where they lie, and where it may write.</param>
    /// <param name="filter">How they are read; null = as their kind says.</param>
    /// <param name="files">Their names.</param>
    public static async Task<IReadOnlyList<object?[][]>> ReadAsync(string folder, string? filter, params string[] files)
    {
        var profile = new Uri(Path.Combine(folder, "profile")).AbsoluteUri;
        string[] arguments =
        [
            $"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            .. filter is null ? (string[])[] : [$"--infilter={filter}"],
            "--convert-to",
            "fods",
            "--outdir",
            folder,
            .. files.Select(file => Path.Combine(folder, file)),
        ];
        await using var office = await ServerProcess.StartAsync(
            Tool.Find("soffice", "libreoffice-calc-nogui", "/usr/lib/libreoffice/program"),
            arguments
        );
        await Eventually.IsTrueAsync(
            () => office.HasExited,
            $"LibreOffice has read {string.Join(", ", files)}.",
            TimeSpan.FromSeconds(120)
        );
        return [.. files.Select(file => Cells(Path.Combine(folder, Path.ChangeExtension(file, "fods"))))];
    }

    private static object?[][] Cells(string file) =>
        [
            .. XDocument
                .Load(file, LoadOptions.PreserveWhitespace)
                .Descendants(Table + "table")
                .First()
                .Elements(Table + "table-row")
                .Select(row => row.Elements(Table + "table-cell").SelectMany(Repeated).ToArray())
                .Where(row => row.Any(cell => cell is not null))
                .Select(row => row[..(Array.FindLastIndex(row, cell => cell is not null) + 1)]),
        ];

    private static IEnumerable<object?> Repeated(XElement cell)
    {
        var times = (int?)cell.Attribute(Table + "number-columns-repeated") ?? 1;
        return Enumerable.Repeat(Value(cell), times > 100 ? 1 : times);
    }

    private static object? Value(XElement cell) =>
        (string?)cell.Attribute(Office + "value-type") switch
        {
            null => null,
            "float" => (double)cell.Attribute(Office + "value")!,
            "boolean" => (bool)cell.Attribute(Office + "boolean-value")!,
            "date" => DateTime.Parse(
                (string)cell.Attribute(Office + "date-value")!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind
            ),
            "string" => string.Join('\n', cell.Elements(Text + "p").Select(Paragraph)),
            var other => $"({other}) {cell.Value}",
        };

    private static string Paragraph(XElement paragraph) =>
        string.Concat(
            paragraph
                .DescendantNodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement element when element.Name == Text + "tab" => "\t",
                        XElement element when element.Name == Text + "s" => new string(
                            ' ',
                            (int?)element.Attribute(Text + "c") ?? 1
                        ),
                        XElement element when element.Name == Text + "line-break" => "\n",
                        _ => "",
                    }
                )
        );
}
