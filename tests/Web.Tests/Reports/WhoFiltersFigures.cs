using Apollo.Model;
using Apollo.Web.Tests.Support;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Reports;

/// <summary>
/// Figures are the whole desk's for every role; who may filter them by a column that tells one ticket or one person is
/// who sees every row and everybody's numbers. Rows are everybody's own.
/// </summary>
public sealed class WhoFiltersFigures
{
    private const string Days = "from=2026-03-02&to=2026-03-03";

    [Fact]
    public async Task Managers_may_name_every_column_and_members_and_viewers_may_not()
    {
        await using var web = await AllCallers.StartWebAsync();
        foreach (var (caller, every) in new[] { (Viewer, false), (Member, false), ("token", false), (Manager, true) })
        {
            await AskAsync(web, caller, "ageing");
            Assert.Equal(every, Assert.IsType<ReportQuery>(web.Grains.Reports.Asked[^1]).EveryColumn);
            await AskAsync(web, caller, "flow");
            Assert.Equal(
                every,
                ((ReportQuery, string))web.Grains.Reports.Asked[^1] is var (query, _) && query.EveryColumn
            );
        }
        await AskAsync(web, Member, "rows");
        var (rows, _, _) = ((PeriodRowsQuery, string?, int))web.Grains.Reports.Asked[^1];
        Assert.Equal((true, "Network"), (rows.Report.EveryColumn, Assert.Single(rows.Audience.Teams!)));
    }

    private static async Task AskAsync(RunningWeb web, string caller, string report)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = web.Address };
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"/api/desks/{Some.Desk}/reports/{report}?{Days}", UriKind.Relative)
        );
        Show(request, caller);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
