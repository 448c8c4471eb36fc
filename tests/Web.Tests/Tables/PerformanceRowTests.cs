using Apollo.Grains.Catalogue;
using Apollo.Model;
using Apollo.Web.Tables;

namespace Apollo.Web.Tests.Tables;

public sealed class PerformanceRowTests
{
    [Fact]
    public void Counting_nothing_is_zero_of_a_count_and_nothing_of_a_share()
    {
        var row = new PerformanceRow(
            "Network",
            new Dictionary<string, double?> { ["overdue"] = 3, ["mean-age"] = null }
        );
        Assert.Equal(3, row.Of(Kpi("overdue")));
        Assert.Equal(0, row.Of(Kpi("open-tickets")));
        Assert.Null(row.Of(Kpi("resolution-sla-30d")));
        Assert.Null(row.Of(Kpi("mean-age")));
    }

    private static KpiDefinition Kpi(string id) => KpiCatalogue.Standard.All.Single(kpi => kpi.Id == id).Definition;
}
