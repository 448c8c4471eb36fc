using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Store;

/// <summary>The archive of reports on a real database: the same tests on every provider.</summary>
public abstract class ReportStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);
    private static readonly ReportTarget Boss = new("report-email", new string('a', 36), "boss@example.com");
    private static readonly ReportTarget Ana = new("report-email", "ana");

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task Of_two_silos_that_make_a_period_at_once_one_keeps_it_and_it_goes_out_once()
    {
        using var one = new OpenStore(Settings);
        using var other = new OpenStore(Settings);
        await one.Start.StartAsync(default);
        for (var day = 1; day <= 5; day++)
        {
            var silos = new[] { one, one, other, other };
            var kept = await Task.WhenAll(
                silos.Select(
                    (silo, at) =>
                        Task.Run(() => silo.Reports.AddAsync(Report($"r{day}{at}", day), [Boss, Ana], default))
                )
            );
            Assert.Single(kept, answer => answer.IsNew);
            Assert.Single(kept.Select(answer => answer.Kept.Id).Distinct());
        }
        var all = await one.Reports.AllAsync("north", 100, null, default);
        Assert.Equal(5, all.Length);
        Assert.All(all, report => Assert.Equal(new ReportSent("email", 0, 2, 0), Assert.Single(report.Sent)));
        Assert.Equal(10, (await one.Deliveries.TakeAsync("north", At, TimeSpan.FromSeconds(60), 99, default)).Count);
        // The like of another desk is another.
        Assert.True((await one.Reports.AddAsync(Report("south", 1, "south"), [], default)).IsNew);
    }

    [SkippableFact]
    public async Task A_report_is_kept_as_it_was_until_it_is_forgotten_and_a_delivery_carries_it()
    {
        using var open = new OpenStore(Settings);
        await open.Reports.AddAsync(Report("r1", 1), [Boss], default);
        await open.Reports.AddAsync(Report("r2", 2), [], default);
        var whole = (await open.Reports.FindAsync("north", "r1", default))!;
        Assert.Equal(("<p>Größe 😀", "a,b\r\n", "{}"), (whole.Page, whole.Csv, whole.Figures));
        Assert.Equal(new WholeDays(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1)), whole.Days);
        Assert.Null(await open.Reports.FindAsync("south", "r1", default));
        Assert.Equal(
            ["s/2026-03-02/2026-03-02"],
            await open.Reports.MadeAsync("north", "s", new DateTime(2026, 3, 2, 7, 0, 0, DateTimeKind.Utc), default)
        );
        var delivery = Assert.Single(
            await open.Deliveries.TakeAsync("north", At, TimeSpan.FromSeconds(60), 9, default)
        );
        Assert.Equal(new ReportParcel("r1", "boss@example.com"), delivery.Report);
        Assert.Empty(delivery.Alerts);
        await open.Deliveries.EndAsync(delivery, TellState.Sent, null, [], At, default);
        Assert.Equal(["r2", "r1"], (await open.Reports.AllAsync("north", 9, null, default)).Select(one => one.Id));
        var first = Assert.Single(await open.Reports.AllAsync("north", 9, "r2", default));
        Assert.Equal(new ReportSent("email", 1, 0, 0), Assert.Single(first.Sent));
        Assert.True(first.Late);
        await open.Reports.ForgetAsync("north", At + Settings.ReportsKeptFor, default);
        Assert.Equal(2, (await open.Reports.AllAsync("north", 9, null, default)).Length);
        await open.Reports.ForgetAsync("north", At + Settings.ReportsKeptFor + TimeSpan.FromMilliseconds(1), default);
        Assert.Empty(await open.Reports.AllAsync("north", 9, null, default));
    }

    private static StoredReport Report(string id, int day, string desk = "north") =>
        new()
        {
            Id = id,
            Desk = desk,
            Once = StoredReport.OnceOf("s", new WholeDays(new DateOnly(2026, 3, day), new DateOnly(2026, 3, day))),
            Kind = "service",
            Name = "Täglich",
            Schedule = "s",
            Every = "day",
            FirstDay = $"2026-03-0{day}",
            LastDay = $"2026-03-0{day}",
            MadeAt = StoredTime.Of(At),
            DueAt = StoredTime.Of(new DateTime(2026, 3, day + 1, 6, 30, 0, DateTimeKind.Utc)),
            Took = 3,
            Figures = "{}",
            Page = "<p>Größe 😀",
            Csv = "a,b\r\n",
            Letter = "{}",
        };
}

public sealed class ReportStoreSqlite() : ReportStoreTests("Sqlite");

public sealed class ReportStorePostgreSql() : ReportStoreTests("PostgreSql");

public sealed class ReportStoreMySql() : ReportStoreTests("MySql");

/// <summary>Runs wherever <c>APOLLO_TEST_SQLSERVER</c> is set; elsewhere reported as skipped.</summary>
public sealed class ReportStoreSqlServer() : ReportStoreTests("SqlServer");
