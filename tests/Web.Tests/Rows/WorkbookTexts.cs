using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Apollo.Model;
using Apollo.Web.Rows;

namespace Apollo.Web.Tests.Rows;

/// <summary>A text that a workbook cannot hold as it is never costs the whole file.</summary>
public partial class WorkbookTexts
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("_x0041_", "_x0041_")]
    [InlineData("_x005F_x0041_", "_x005F_x0041_")]
    [InlineData("bell \u0007 and \uFFFE", "bell \uFFFD and \uFFFD")]
    [InlineData("😀", "😀")]
    public async Task A_text_reads_back_as_it_was(string text, string read) =>
        Assert.Equal(read, await ReadBackAsync(text));

    /// <summary>Apart from the others: a test's data cannot hold it.</summary>
    [Fact]
    public async Task Half_a_pair_reads_back_as_the_sign_for_what_is_lost() =>
        Assert.Equal("half \uFFFD", await ReadBackAsync("half \uD83D"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_long_text_ends_between_two_letters(int before)
    {
        var read = await ReadBackAsync(new string('x', before) + string.Concat(Enumerable.Repeat("😀", 20_000)));

        Assert.InRange(read.Length, 32_766, 32_767);
        Assert.EndsWith("😀…", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc😀f", 5, "abc…")]
    [InlineData("ab😀ef", 5, "ab😀…")]
    public void A_text_is_cut_between_letters(string text, int limit, string cut) =>
        Assert.Equal(cut, text.Within(limit));

    /// <summary>As a spreadsheet reads it: an escaped sign is that sign.</summary>
    private static async Task<string> ReadBackAsync(string text)
    {
        using var file = new MemoryStream();
        await XlsxFile.Format.WriteAsync(file, ["title"], One(text), CancellationToken.None);
        file.Position = 0;
        await using var book = new ZipArchive(file);
        await using var sheet = await book.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync();
        var cells = XDocument.Load(sheet).Descendants().Where(element => element.Name.LocalName == "t").ToList();
        return Escaped().Replace(cells[^1].Value, sign => ((char)Convert.ToInt32(sign.Groups[1].Value, 16)).ToString());
    }

    private static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> One(string text)
    {
        await Task.CompletedTask;
        yield return
        [
            [text],
        ];
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
