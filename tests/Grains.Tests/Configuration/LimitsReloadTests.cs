using Apollo.Grains.Catalogue;
using Apollo.Grains.Configuration;
using Apollo.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Grains.Tests.Configuration;

/// <summary>Limits that are changed in the configuration hold without a restart; wrong ones change nothing.</summary>
public sealed class LimitsReloadTests : IDisposable
{
    private static readonly KpiDefinition Overdue = KpiCatalogue.Standard.Find("overdue")!.Definition;
    private readonly IConfigurationRoot configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Apollo:Desks:0:Id"] = "harbour",
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = "Data Source=x",
            }
        )
        .Build();
    private readonly DeskList desks;
    private readonly LimitsReload reload;

    public LimitsReloadTests()
    {
        desks = DeskList.Read(configuration, KpiCatalogue.Standard, "unused");
        reload = new LimitsReload(configuration, desks, KpiCatalogue.Standard, NullLogger<LimitsReload>.Instance);
    }

    public void Dispose()
    {
        reload.Dispose();
        (configuration as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task New_limits_hold_and_who_waits_for_them_is_told()
    {
        await reload.StartAsync(CancellationToken.None);
        var change = desks.LimitsChange;
        configuration["Apollo:Desks:0:Thresholds:overdue:Warning"] = "2";
        configuration["Apollo:Desks:0:Thresholds:overdue:Critical"] = "4";
        configuration["Apollo:Desks:0:Thresholds:overdue:Groups:team:Critical"] = "1";
        Assert.False(change.IsCompleted);

        configuration.Reload();

        await change;
        Assert.Equal(new Thresholds(2, 4), desks["harbour"].ThresholdsOf(Overdue));
        Assert.Equal(new Thresholds(null, 1), desks["harbour"].Describe(Overdue).GroupLimits!["team"]);
        Assert.Same(desks["harbour"], desks.All.Single());
        Assert.False(desks.LimitsChange.IsCompleted);
    }

    [Fact]
    public async Task Wrong_limits_and_other_desks_change_nothing()
    {
        await reload.StartAsync(CancellationToken.None);
        configuration["Apollo:Desks:0:Thresholds:overdue:Warning"] = "9";
        configuration["Apollo:Desks:0:Thresholds:overdue:Critical"] = "4";
        configuration.Reload();
        Assert.Equal(new Thresholds(5, 10), desks["harbour"].ThresholdsOf(Overdue));

        configuration["Apollo:Desks:0:Thresholds:overdue:Critical"] = "12";
        configuration["Apollo:Desks:0:Id"] = "other";
        configuration.Reload();

        Assert.Equal(new Thresholds(5, 10), desks["harbour"].ThresholdsOf(Overdue));
        Assert.Single(desks.All);
    }
}
