using System.Collections.Immutable;
using System.Globalization;
using System.IO.Packaging;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Apollo.Model;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Apollo.Web.Rows;

/// <summary>
/// Writes rows as an Excel workbook, row by row: the sheet is never held in memory. Texts are typed as texts, so that
/// none is taken for a formula; times are dates, which have no zone: that of the desk, named in the headings.
/// </summary>
internal static partial class XlsxFile
{
    public static readonly FileFormat Format = new(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        WriteAsync
    );

    /// <summary>Most characters Excel takes in a cell.</summary>
    private const int CellLimit = 32_767;
    private const uint DateStyle = 1;
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    /// <summary>
    /// Writes a workbook. It is a ZIP file whose parts are written synchronously: it is made on disk first.
    /// </summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="columns">Headings.</param>
    /// <param name="pages">The rows.</param>
    /// <param name="cancellation">Ends the writing.</param>
    private static async Task WriteAsync(
        Stream to,
        IEnumerable<string> columns,
        IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> pages,
        CancellationToken cancellation
    )
    {
        await using var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose
        );
        await Task.Run(() => MakeAsync(file, columns, pages, cancellation), cancellation);
        file.Position = 0;
        await file.CopyToAsync(to, cancellation);
    }

    private static async Task MakeAsync(
        FileStream file,
        IEnumerable<string> columns,
        IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> pages,
        CancellationToken cancellation
    )
    {
        using var package = Package.Open(file, FileMode.Create, FileAccess.Write);
        await using (var stream = Part(package, "/xl/worksheets/sheet1.xml", "worksheet+xml").GetStream())
        using (var writer = OpenXmlWriter.Create(stream))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, columns);
            await foreach (var page in pages.WithCancellation(cancellation))
            foreach (var row in page)
                WriteRow(writer, row);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        WriteBook(package);
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<object?> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(CellOf(cell));
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? cell) =>
        cell switch
        {
            null => new Cell(),
            double number => new Cell { CellValue = new CellValue(number), DataType = CellValues.Number },
            DateTime time => new Cell
            {
                CellValue = new CellValue(time.ToOADate().ToString(CultureInfo.InvariantCulture)),
                StyleIndex = DateStyle,
            },
            // 1 and 0: "true" is read as 0 by others than Excel.
            bool yes => new Cell { CellValue = new CellValue(yes ? 1 : 0), DataType = CellValues.Boolean },
            _ => new Cell(
                new InlineString(new Text(Printable(cell.ToString()!)) { Space = SpaceProcessingModeValues.Preserve })
            )
            {
                DataType = CellValues.InlineString,
            },
        };

    /// <summary>
    /// XML knows no control signs, Excel no longer cells, and what looks like an escaped sign (<c>_x0041_</c>) is read
    /// as that sign unless its first underscore is escaped itself.
    /// </summary>
    private static string Printable(string text)
    {
        var signs = new StringBuilder(text.Length);
        foreach (var rune in EscapedSign().Replace(text.Within(CellLimit), "_x005F_").EnumerateRunes())
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
                signs.Append(rune);
            else
                signs.Append(Rune.ReplacementChar);
        return signs.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapedSign();

    private static void WriteBook(Package package)
    {
        Write(
            package,
            "/xl/styles.xml",
            "styles+xml",
            new Stylesheet(
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 22, ApplyNumberFormat = true })
            )
        );
        var book = Write(
            package,
            "/xl/workbook.xml",
            "sheet.main+xml",
            new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Name = "Apollo",
                        SheetId = 1,
                        Id = "rId1",
                    }
                )
            )
        );
        book.CreateRelationship(
            new Uri("worksheets/sheet1.xml", UriKind.Relative),
            TargetMode.Internal,
            Relations + "worksheet",
            "rId1"
        );
        book.CreateRelationship(
            new Uri("styles.xml", UriKind.Relative),
            TargetMode.Internal,
            Relations + "styles",
            "rId2"
        );
        package.CreateRelationship(
            new Uri("xl/workbook.xml", UriKind.Relative),
            TargetMode.Internal,
            Relations + "officeDocument",
            "rId1"
        );
    }

    private static PackagePart Write(Package package, string path, string kind, OpenXmlElement content)
    {
        var part = Part(package, path, kind);
        using var stream = part.GetStream();
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteElement(content);
        return part;
    }

    private static PackagePart Part(Package package, string path, string kind) =>
        package.CreatePart(new Uri(path, UriKind.Relative), Sheets + kind, CompressionOption.Fast);
}
