using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Database;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.Rows;

/// <summary>
/// 100,000 rows leave as files: whole, equal when read back, harmless in a spreadsheet, and without filling the
/// server's memory.
/// </summary>
public sealed partial class WholeFiles(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Count = 100_000;
    private static readonly string[] Titles =
    [
        "Printer on fire",
        "say \"hello\", twice",
        "two\nlines",
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "emoji 😀 and مرحبا بالعالم",
        "<script>alert(1)</script>",
        "a;b,c",
        "semi\r\ncolon",
        "'quoted' by its author",
        "'=1",
        "''@x",
        "＝1+1",
    ];

    private readonly ScratchFolder folder = new();
    private ApolloProcess apollo = null!;
    private Api api = null!;

    public async Task InitializeAsync()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var now = DateTime.UtcNow;
        now = new DateTime(now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var rows = Enumerable
            .Range(0, Count)
            .Select(number => new TicketRow
            {
                Id = Id(number),
                Kind = "incident",
                State = "open",
                Title = Titles[number % Titles.Length],
                Priority = 1 + (number % 5),
                Team = "Team " + (number % 6),
                OpenedAt = now.AddMinutes(-number % 10_000),
                UpdatedAt = now.AddMinutes(-10),
            })
            .ToList();
        await DeskDatabase
            .Of(itsm.Provider, itsm.ConnectionString)
            .WriteAllAsync(new DeskRows(rows, [], []), replace: false, CancellationToken.None);
        apollo = await Desk.StartAsync(itsm);
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(
            held => held.Value("open-tickets") == Count,
            "100,000 open tickets",
            TimeSpan.FromSeconds(60)
        );
        api = new Api(apollo.Address, Desk.Id);
    }

    public async Task DisposeAsync()
    {
        api?.Dispose();
        if (apollo is not null)
            await apollo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Csv_and_xlsx_come_whole_and_read_back_equal()
    {
        var first = await api.GetAsync("kpis/open-tickets/tickets?limit=1");
        Assert.Equal((Count, Count), (first.GetProperty("total").GetInt32(), first.GetProperty("counted").GetInt32()));
        var before = await apollo.Process.PeakMemoryAsync();

        await using (
            var stream = await api.StreamAsync(
                "kpis/open-tickets/tickets.csv?sort=id&columns=id,title,priority,openedAt"
            )
        )
        {
            var start = new byte[3];
            await stream.ReadExactlyAsync(start);
            Assert.Equal([0xEF, 0xBB, 0xBF], start);
            using var csv = new CsvReader(
                new StreamReader(stream),
                new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", Mode = CsvMode.RFC4180 }
            );
            var read = 0;
            await csv.ReadAsync();
            csv.ReadHeader();
            for (; await csv.ReadAsync(); read++)
            {
                Assert.Equal(Id(read), csv.GetField("id"));
                var title = csv.GetField("title")!;
                Assert.DoesNotContain(title[0], "=+-@\t\r\n＝＋－＠");
                Assert.Equal(Titles[read % Titles.Length], Unguarded().Replace(title, ""));
                Assert.Equal(1 + (read % 5), csv.GetField<int>("priority"));
            }
            Assert.Equal(Count, read);
        }
        var afterCsv = await apollo.Process.PeakMemoryAsync();

        await using (
            var stream = await api.StreamAsync("kpis/open-tickets/tickets.xlsx?sort=id&columns=id,title,priority")
        )
        await using (var file = File.Create(folder.File("rows.xlsx")))
            await stream.CopyToAsync(file);
        using (var book = SpreadsheetDocument.Open(folder.File("rows.xlsx"), isEditable: false))
        {
            var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
            Assert.Equal(Count + 1, rows.Count);
            for (var number = 0; number < Count; number += 997)
            {
                var cells = rows[number + 1].Elements<Cell>().ToList();
                Assert.Equal(
                    (Id(number), Titles[number % Titles.Length].ReplaceLineEndings("\n")),
                    (cells[0].InnerText, cells[1].InnerText.ReplaceLineEndings("\n"))
                );
                Assert.Equal(CellValues.InlineString, cells[1].DataType!.Value);
                Assert.Null(cells[1].CellFormula);
            }
        }
        var afterXlsx = await apollo.Process.PeakMemoryAsync();

        // All columns of all rows are some 25 MB as text: they must not pile up.
        output.WriteLine(
            $"Peak memory: {before} MB before, {afterCsv} MB after the CSV, {afterXlsx} MB after the workbook"
        );
        Assert.InRange(afterCsv - before, 0, 150);
        Assert.InRange(afterXlsx - afterCsv, 0, 150);
    }

    [Fact]
    public async Task A_filtered_file_holds_what_the_filter_lets_through_and_a_wrong_filter_is_told()
    {
        await using var stream = await api.StreamAsync(
            "kpis/open-tickets/tickets.csv?columns=id&filter=priority%20%3D%201"
        );
        Assert.Equal(
            1 + (Count / 5),
            (await new StreamReader(stream).ReadToEndAsync())
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Length
        );

        var (status, text) = await api.TryAsync("kpis/open-tickets/tickets.csv?filter=colour%20%3D%20red");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, status);
        Assert.Contains("There is no column 'colour'", text, StringComparison.Ordinal);
    }

    /// <summary>What docs/api.md says a program drops, to have each text as it was.</summary>
    [GeneratedRegex(@"^'(?='*[=+\-@\t\r\n＝＋－＠])")]
    private static partial Regex Unguarded();

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"INC-{number:000000}");
}
