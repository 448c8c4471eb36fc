using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Servers;
using Apollo.Web.Rows;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Rows;

/// <summary>
/// Workbooks and CSV, written on servers of four countries, as another program reads them: texts, numbers and times are
/// what they were, and no text became anything else.
/// </summary>
public sealed partial class ReadByLibreOffice : IDisposable
{
    private const string Zone = "Europe/Paris";
    private static readonly string[] Cultures = ["th-TH", "fa-IR", "tr-TR", "de-DE"];
    private static readonly DateTime Summer = new(2026, 7, 1, 22, 30, 15, DateTimeKind.Utc);
    private static readonly DateTime SummerInParis = new(2026, 7, 2, 0, 30, 15);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_workbook_holds_what_was_written()
    {
        foreach (var culture in Cultures)
            await WriteAsync($"{culture}.xlsx", XlsxFile.Format, culture, Zone);
        Same([.. Cultures.Select(culture => folder.File($"{culture}.xlsx"))], sheetOnly: true);

        var rows = Assert.Single(await LibreOffice.ReadAsync(folder.Path, null, "th-TH.xlsx"));

        Assert.Equal(["text", "number", $"at ({Zone})", "yes", "none"], rows[0]);
        Assert.Equal(OddTexts.All.Length, rows.Length - 1);
        foreach (var (row, (text, held)) in rows.Skip(1).Zip(OddTexts.All))
            Assert.Equal([held ?? text, -1234.5, SummerInParis, 1d], row);
    }

    [Fact]
    public async Task A_csv_for_programs_holds_what_was_written_with_times_in_utc()
    {
        foreach (var culture in Cultures)
            await WriteAsync($"{culture}.csv", CsvFile.Format, culture, zone: null);
        Same([.. Cultures.Select(culture => folder.File($"{culture}.csv"))], sheetOnly: false);

        // Read as text: a program decides by itself what is a number.
        var rows = Assert.Single(
            await LibreOffice.ReadAsync(folder.Path, LibreOffice.Csv(',', 1033, textColumns: 5), "th-TH.csv")
        );

        Assert.Equal(["text", "number", "at", "yes", "none"], rows[0]);
        foreach (var (row, (text, _)) in rows.Skip(1).Zip(OddTexts.All))
        {
            // What no XML holds is left out by the reader; no row of a desk has it.
            var held = string.Concat(text.Where(sign => sign is not '\u0007' and not '\ufffe'));
            Assert.Equal(held, Unguarded(row[0]));
            Assert.Equal("2026-07-01T22:30:15.000Z", row[2]);
        }
    }

    [Theory]
    [InlineData("de-DE", ';', 1031)]
    [InlineData("fr-FR", ';', 1036)]
    [InlineData("en-US", ',', 1033)]
    [InlineData("th-TH", ',', 1054)]
    public async Task A_csv_for_excel_shows_numbers_and_the_desks_times_in_that_locale(
        string locale,
        char separator,
        int language
    )
    {
        await WriteAsync("rows.csv", CsvFile.ForExcel(locale)!, "fa-IR", Zone);

        var rows = Assert.Single(
            await LibreOffice.ReadAsync(folder.Path, LibreOffice.Csv(separator, language), "rows.csv")
        );

        Assert.Equal(["text", "number", $"at ({Zone})", "yes", "none"], rows[0]);
        Assert.Equal(OddTexts.All.Length, rows.Length - 1);
        Assert.All(
            rows.Skip(1),
            row =>
            {
                Assert.Equal(-1234.5, row[1]);
                Assert.Equal(SummerInParis, row[2]);
            }
        );
    }

    [Fact]
    public void A_locale_that_is_none_has_no_form()
    {
        Assert.Null(CsvFile.ForExcel("xx-nowhere-at-all"));
        Assert.Null(CsvFile.ForExcel("\0yesterday"));
    }

    /// <summary>The files do not differ by the server's culture.</summary>
    private static void Same(IReadOnlyList<string> files, bool sheetOnly)
    {
        foreach (var file in files)
            Assert.Equal(Bytes(files[0], sheetOnly), Bytes(file, sheetOnly));
    }

    private static byte[] Bytes(string file, bool sheetOnly)
    {
        if (!sheetOnly)
            return File.ReadAllBytes(file);
        using var book = System.IO.Compression.ZipFile.OpenRead(file);
        using var sheet = book.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        using var bytes = new MemoryStream();
        sheet.CopyTo(bytes);
        return bytes.ToArray();
    }

    private async Task WriteAsync(string name, FileFormat format, string culture, string? zone)
    {
        var rows = OddTexts.All.Select(text => ImmutableArray.Create<object?>(text.Text, -1234.5, Summer, true, null));
        string[] columns = ["text", "number", "at", "yes", "none"];
        var page = rows.ToImmutableArray();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            await using var file = File.Create(folder.File(name));
            await format.WriteAsync(
                file,
                zone is null ? columns : DeskTimes.Headings(columns, page, zone),
                zone is null ? Once(page) : Once(page).In(zone, CancellationToken.None),
                CancellationToken.None
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> Once(
        ImmutableArray<ImmutableArray<object?>> page
    )
    {
        await Task.CompletedTask;
        yield return page;
    }

    /// <summary>What docs/api.md says a program drops, to have each text as it was.</summary>
    private static string Unguarded(object? text) => Guard().Replace((string)text!, "");

    [GeneratedRegex(@"^'(?='*[=+\-@\t\r\n＝＋－＠])")]
    private static partial Regex Guard();
}
