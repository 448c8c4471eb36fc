using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Apollo.Web.Rows;

/// <summary>
/// Writes rows as CSV: RFC 4180, UTF-8 with BOM; for programs with commas and times ISO 8601 UTC, for Excel as it reads
/// files in a locale: semicolons where numbers have a comma, times of the desk without a zone. A text that a
/// spreadsheet would take for a formula (it begins with = + - @, tab, CR or LF, of full width too) is led by an
/// apostrophe, and so is one of apostrophes before such a sign: whoever takes one away from each cell that begins so
/// has every text as it was (OWASP, CSV injection).
/// </summary>
internal static class CsvFile
{
    /// <summary>For programs: the same in every locale.</summary>
    public static readonly FileFormat Format = Of(NumberFormatInfo.InvariantInfo, ",");

    /// <summary>What the routes of CSV files say of themselves.</summary>
    public const string Description =
        "For programs: commas, times ISO 8601 UTC, the same everywhere. With locale as Excel of that locale reads it.";

    /// <summary>What they say of their parameter.</summary>
    public const string LocaleDescription =
        "For Excel of this locale, such as de-DE: its separators, times in the desk's zone; left out = for programs";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\"\r\n,;\t");
    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";

    /// <summary>For Excel in a locale.</summary>
    /// <param name="locale">Such as <c>de-DE</c>.</param>
    /// <returns>Null where there is no such locale.</returns>
    public static FileFormat? ForExcel(string locale)
    {
        // The framework fails on it, rather than saying that there is none.
        if (locale.Contains('\0', StringComparison.Ordinal))
            return null;
        try
        {
            var comma = CultureInfo.GetCultureInfo(locale, predefinedOnly: true).NumberFormat.NumberDecimalSeparator;
            return comma == ","
                ? Of(new NumberFormatInfo { NumberDecimalSeparator = comma }, ";")
                : Of(NumberFormatInfo.InvariantInfo, ",");
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    private static FileFormat Of(NumberFormatInfo numbers, string delimiter) =>
        new(
            "csv",
            "text/csv; charset=utf-8",
            (to, columns, pages, cancellation) => WriteAsync(numbers, delimiter, to, columns, pages, cancellation)
        );

    private static async Task WriteAsync(
        NumberFormatInfo numbers,
        string delimiter,
        Stream to,
        IEnumerable<string> columns,
        IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> pages,
        CancellationToken cancellation
    )
    {
        await using var text = new StreamWriter(
            to,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            64 * 1024,
            leaveOpen: true
        );
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            Delimiter = delimiter,
            InjectionOptions = InjectionOptions.None,
            // CsvHelper knows only its own line break: a lone one would end the row for every other reader.
            ShouldQuote = cell => cell.Field is [' ', ..] or [.., ' '] || cell.Field.AsSpan().ContainsAny(Quoted),
        };
        await using var csv = new CsvWriter(text, rules, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            foreach (var row in page)
            {
                foreach (var cell in row)
                    csv.WriteField(Text(cell, numbers));
                await csv.NextRecordAsync();
            }
            await text.FlushAsync(cancellation);
        }
    }

    /// <summary>A cell as it stands in the file.</summary>
    private static string? Text(object? cell, NumberFormatInfo numbers) =>
        cell switch
        {
            null => null,
            string text => text.AsSpan().TrimStart('\'') is [var first, ..]
            && FormulaSigns.Contains(first, StringComparison.Ordinal)
                ? "'" + text
                : text,
            bool yes => yes ? "yes" : "no",
            DateTime { Kind: DateTimeKind.Unspecified } time => time.ToString(
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, numbers),
            _ => cell.ToString(),
        };
}
