using Apollo.Browser.Tests.Support;
using static Apollo.Browser.Tests.Support.ReportCsv.Counts;

namespace Apollo.Browser.Tests;

/// <summary>The service report of a month as a real Chromium prints it for Apollo.</summary>
[Collection(nameof(OnTheReportedDesk))]
public sealed class AReportInPrint(ReportedDesk desk)
{
    [Fact]
    public async Task Is_on_numbered_sheets_of_A4_with_its_rows_whole_and_the_figures_of_its_csv()
    {
        var path = await desk.RunAsync();
        var csv = ReportCsv.Read(await desk.ReadAsync($"{path}.csv"));
        using var printed = PrintedReport.Read(await desk.ReadAsync($"{path}.pdf"));

        Assert.InRange(printed.Pages.Count, 2, 8);
        foreach (var page in printed.Pages)
        {
            var sheet = page.MediaBox.Bounds;
            Assert.Equal(595, sheet.Width, tolerance: 2);
            Assert.Equal(842, sheet.Height, tolerance: 2);
            Assert.Equal($"{page.Number}of{printed.Pages.Count}", printed.Below(page));
        }
        // 14 px, as on the screen: a browser prints smaller what is wider than the sheet.
        Assert.Equal(10.5, printed.Size("The desk received"), tolerance: 0.1);
        var (teams, priorities) = (printed.Table("By team"), printed.Table("By priority", isHalf: true));
        teams.Has([.. csv.Table("team", true, Opened, Resolved, Open, Half, Ninety, RespondedInTime, ResolvedInTime)]);
        priorities.Has([.. csv.Table("priority", false, Opened, Open, ResolvedInTime)]);
        var (locations, categories) = (printed.Table("By location"), printed.Table("By category"));
        foreach (var (table, section) in ((PrintedTable, string)[])[(locations, "location"), (categories, "category")])
            table.Has([.. csv.Table(section, true, Opened, Change, Resolved, Open, Overdue, ResolvedInTime)]);
        printed.Table("By day").Has([.. csv.Days()]);
        // Locations alone are longer than a sheet; what goes on has the same heads.
        Assert.InRange(locations.Heads.Count, 2, 4);
        foreach (var table in (PrintedTable[])[teams, locations, categories])
            Assert.Single(table.Heads.Values.Distinct());
    }
}
