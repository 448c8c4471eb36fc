using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Apollo.Web.Rows;

/// <summary>
/// Writes rows as CSV: RFC 4180, UTF-8 with BOM, times ISO 8601 UTC. A text that a spreadsheet would take for a formula
/// (it begins with = + - @, tab, CR or LF, of full width too) is led by an apostrophe, and so is one of apostrophes
/// before such a sign: whoever takes one away from each cell that begins so has every text as it was (OWASP, CSV
/// injection).
/// </summary>
internal static class CsvFile
{
    public static readonly FileFormat Format = new("csv", "text/csv; charset=utf-8", WriteAsync);

    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.None,
    };

    private static async Task WriteAsync(
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
        await using var csv = new CsvWriter(text, Rfc4180, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            foreach (var row in page)
            {
                foreach (var cell in row)
                    csv.WriteField(Text(cell));
                await csv.NextRecordAsync();
            }
            await text.FlushAsync(cancellation);
        }
    }

    /// <summary>A cell as it stands in the file.</summary>
    private static string? Text(object? cell) =>
        cell switch
        {
            null => null,
            string text => text.AsSpan().TrimStart('\'') is [var first, ..]
            && FormulaSigns.Contains(first, StringComparison.Ordinal)
                ? "'" + text
                : text,
            bool yes => yes ? "yes" : "no",
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };
}
