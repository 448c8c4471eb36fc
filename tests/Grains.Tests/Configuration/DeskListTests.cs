using Apollo.Grains.Catalogue;
using Apollo.Grains.Configuration;
using Apollo.Model;
using Microsoft.Extensions.Configuration;

namespace Apollo.Grains.Tests.Configuration;

/// <summary>Desks as they are configured; wrong configuration names its key and the mend.</summary>
public sealed class DeskListTests
{
    [Theory]
    [InlineData("Id", "Harbour!", "Apollo:Desks:0:Id 'Harbour!' is no desk id: use 1 to 40 of a-z, 0-9 and -.")]
    [InlineData("Id", "harbour\n", "Apollo:Desks:0:Id 'harbour\n' is no desk id: use 1 to 40 of a-z, 0-9 and -.")]
    [InlineData(
        "Itsm:Provider",
        "Oracle",
        "Apollo:Desks:0:Itsm:Provider 'Oracle' is unknown: use Sqlite, SqlServer, PostgreSql, MySql."
    )]
    [InlineData(
        "Itsm:ConnectionString",
        "",
        "Apollo:Desks:0:Itsm:ConnectionString is empty: give the connection string of a login that can only read."
    )]
    [InlineData(
        "Poll",
        "00:00:00.010",
        "Apollo:Desks:0:Poll is 00:00:00.0100000: it must lie between 00:00:00.1000000 and 01:00:00."
    )]
    [InlineData("People", "1", "Apollo:Desks:0:People '1' is unknown: use off, own, managers, all.")]
    [InlineData(
        "TimeZone",
        "Mars/Olympus",
        "Apollo:Desks:0:TimeZone: there is no zone 'Mars/Olympus'; use an IANA name such as Europe/Paris."
    )]
    [InlineData(
        "Thresholds:backlog:Warning",
        "5",
        "Apollo:Desks:0:Thresholds:backlog is no KPI of the catalogue; see GET /api/desks/harbour/catalogue."
    )]
    [InlineData(
        "Thresholds:overdue:Warning",
        "11",
        "Apollo:Desks:0:Thresholds:overdue: Warning 11 is crossed after Critical 10; for this KPI lower is "
            + "better, so swap them."
    )]
    [InlineData(
        "Thresholds:overdue:Groups:floor:Warning",
        "2",
        "Apollo:Desks:0:Thresholds:overdue:Groups:floor is no breakdown of this KPI: use team, assignee, "
            + "location, category, priority."
    )]
    [InlineData(
        "Thresholds:overdue:Groups:team:Warning",
        "5",
        "Apollo:Desks:0:Thresholds:overdue:Groups:team: Warning 5 is crossed after Critical 4; for this KPI "
            + "lower is better, so swap them."
    )]
    public void A_wrong_key_is_named_with_its_mend(string key, string value, string line)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Id"] = "harbour",
            ["Itsm:Provider"] = "Sqlite",
            ["Itsm:ConnectionString"] = "Data Source=x",
            ["Thresholds:overdue:Critical"] = "10",
            ["Thresholds:overdue:Groups:team:Critical"] = "4",
            [key] = value,
        };
        Assert.Equal(line, Assert.Throws<ConfigurationException>(() => Read(settings)).Message);
    }

    [Fact]
    public void A_desk_has_its_own_thresholds_and_those_of_its_groups()
    {
        var desk = Read(
            new()
            {
                ["Id"] = "harbour",
                ["Itsm:Provider"] = "Sqlite",
                ["Itsm:ConnectionString"] = "Data Source=x",
                ["Thresholds:overdue:Warning"] = "1",
                ["Thresholds:unassigned:Groups:team:Critical"] = "3",
            }
        );
        var overdue = desk.Describe(KpiCatalogue.Standard.Find("overdue")!.Definition);
        Assert.Equal((1, null, null), (overdue.Warning, overdue.Critical, overdue.GroupLimits));
        // Limits of groups alone leave the desk's as the catalogue has them.
        var unassigned = desk.Describe(KpiCatalogue.Standard.Find("unassigned")!.Definition);
        Assert.Equal((10, 20), (unassigned.Warning, unassigned.Critical));
        Assert.Equal(new Thresholds(null, 3), Assert.Single(unassigned.GroupLimits!).Value);
    }

    [Fact]
    public void Without_desks_there_is_the_demo_desk()
    {
        var desk = Assert.Single(
            DeskList.Read(new ConfigurationBuilder().Build(), KpiCatalogue.Standard, "demo.db").All
        );
        Assert.Equal(("demo", "demo"), (desk.Info.Id, desk.Info.Source));
        Assert.Equal(
            (5, 10),
            (
                desk.Describe(KpiCatalogue.Standard.Find("overdue")!.Definition).Warning,
                desk.Describe(KpiCatalogue.Standard.Find("overdue")!.Definition).Critical
            )
        );
    }

    private static DeskSetup Read(Dictionary<string, string?> settings) =>
        Assert.Single(
            DeskList
                .Read(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection(
                            settings.Select(pair => KeyValuePair.Create("Apollo:Desks:0:" + pair.Key, pair.Value))
                        )
                        .Build(),
                    KpiCatalogue.Standard,
                    "unused"
                )
                .All
        );
}
