using Apollo.Grains.Catalogue;
using Apollo.Model;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>The catalogue's contract: ids in order, units, directions, default thresholds.</summary>
public class CatalogueTests
{
    private const string Contract = """
        open-tickets|tickets|Lower|150|250
        open-incidents|tickets|Lower|80|120
        open-requests|tickets|Lower|80|120
        open-problems|tickets|Lower|15|25
        open-changes|tickets|Neither||
        unassigned|tickets|Lower|10|20
        awaiting-response|tickets|Lower|10|20
        on-hold|tickets|Lower|40|60
        critical-open|tickets|Lower|1|3
        backlog-per-technician|tickets|Lower|12|20
        older-than-7-days|tickets|Lower|20|40
        older-than-30-days|tickets|Lower|5|10
        untouched-3-days|tickets|Lower|10|20
        mean-age|seconds|Lower|604800|1209600
        oldest-age|seconds|Lower|5184000|7776000
        opened-today|tickets|Neither||
        resolved-today|tickets|Higher||
        net-flow-today|tickets|Lower|10|25
        reopened-today|tickets|Lower|3|6
        opened-last-hour|tickets|Lower|20|40
        resolved-per-day|tickets per day|Higher||
        days-to-clear|days|Lower|5|10
        overdue|tickets|Lower|5|10
        due-within-2-hours|tickets|Lower|5|10
        response-overdue|tickets|Lower|2|5
        breached-today|tickets|Lower|5|10
        resolution-sla-30d|percent|Higher|90|80
        response-sla-30d|percent|Higher|90|80
        critical-sla-30d|percent|Higher|95|90
        time-to-respond-7d|seconds|Lower|3600|7200
        time-to-resolve-30d|seconds|Lower|28800|57600
        p90-time-to-resolve-30d|seconds|Lower|86400|144000
        first-contact-resolution-30d|percent|Higher|65|50
        reopen-rate-30d|percent|Lower|5|10
        reassignments-30d|per ticket|Lower|1|1.5
        satisfaction-30d|percent|Higher|85|75
        interventions-today|interventions|Neither||
        interventions-overdue|interventions|Lower|1|3
        interventions-next-7-days|interventions|Neither||
        interventions-on-time-30d|percent|Higher|90|80
        change-success-30d|percent|Higher|90|80
        """;

    private static readonly string[] Lines = Contract.Split('\n', StringSplitOptions.TrimEntries);

    private static readonly List<KpiDefinition> OfTheContract =
    [
        .. KpiCatalogue
            .Standard.All.Select(kpi => kpi.Definition)
            .Where(kpi => Lines.Any(line => line.StartsWith($"{kpi.Id}|", StringComparison.Ordinal))),
    ];

    [Fact]
    public void It_has_the_41_KPIs_of_the_contract_in_order_with_their_units_directions_and_thresholds()
    {
        Assert.Equal(41, Lines.Length);
        Assert.Equal(
            Lines,
            OfTheContract.Select(kpi =>
                FormattableString.Invariant($"{kpi.Id}|{kpi.Unit}|{kpi.Better}|{kpi.Warning}|{kpi.Critical}")
            )
        );
    }

    [Fact]
    public void Those_of_interventions_read_interventions_and_all_others_tickets()
    {
        foreach (var kpi in OfTheContract)
        {
            var interventions = kpi.Id.StartsWith("interventions-", StringComparison.Ordinal);
            Assert.Equal(interventions ? "interventions" : "tickets", kpi.Slice);
            Assert.Equal(
                interventions ? "team technician location" : "team assignee location category priority",
                string.Join(' ', kpi.Breakdowns)
            );
        }
    }

    [Fact]
    public void A_KPI_is_found_by_its_id_and_by_nothing_else()
    {
        Assert.All(KpiCatalogue.Standard.All, kpi => Assert.Same(kpi, KpiCatalogue.Standard.Find(kpi.Id)));
        Assert.Null(KpiCatalogue.Standard.Find("Open-Tickets"));
    }
}
