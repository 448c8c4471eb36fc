using System.Globalization;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>The grain that reads a desk's periods: what it keeps, whose rows it gives, and its files.</summary>
public sealed class ReportsOfADesk
{
    // The clock of the cluster stands on the evening of 2026-03-10 in Paris.
    private static readonly ReportQuery Week = new("2026-03-04", "2026-03-10");

    [Fact]
    public async Task Figures_are_kept_for_ten_minutes_but_not_beyond_their_periods_end()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("A", cluster.Now.AddHours(-3)));
        await cluster.StartAsync();
        var reports = cluster.Silos.Client.GetGrain<IReportsGrain>("north");

        var first = await FiguresAsync(Week);
        Assert.Equal((1, 1), (first.Summary.All.Opened, first.Summary.All.Open));
        await cluster.Itsm().WriteAsync(Some.Ticket("B", cluster.Now.AddHours(-2)));
        cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(first.Arrivals.ReadAt, (await FiguresAsync(Week)).Arrivals.ReadAt);
        // A viewer gets the very figures that somebody of every column had read.
        var forViewers = Week with
        {
            EveryColumn = false,
        };
        Assert.Equal(first.Arrivals.ReadAt, (await FiguresAsync(forViewers)).Arrivals.ReadAt);
        await Assert.ThrowsAsync<TableQueryException>(() => FiguresAsync(forViewers with { Filter = "id = A" }));
        Assert.Equal(2, (await FiguresAsync(Week with { Filter = "team is not empty" })).Summary.All.Opened);
        Assert.Equal(2, (await reports.Flow(Week, ["team", "ending"], CancellationToken.None))!.Total);

        // Midnight: what was read before was not all.
        cluster.Clock.Advance(TimeSpan.FromMinutes(3));
        var over = await FiguresAsync(Week);
        Assert.Equal((2, over.Arrivals.Period.End), (over.Summary.All.Opened, over.Arrivals.Period.AsOf));
        await Assert.ThrowsAsync<ReportQueryException>(() =>
            reports.Figures(new("2026-03-12", "2026-03-12"), CancellationToken.None)
        );
        await Assert.ThrowsAsync<TableQueryException>(() =>
            reports.Figures(Week with { Filter = "colour = red" }, CancellationToken.None)
        );

        async Task<PeriodFigures> FiguresAsync(ReportQuery query) =>
            (await reports.Figures(query, CancellationToken.None))!;
    }

    [Fact]
    public async Task Rows_are_paged_in_order_and_those_of_other_teams_are_only_counted()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster
            .Itsm()
            .WriteAsync([
                .. Enumerable
                    .Range(0, 30)
                    .Select(number =>
                        Some.Ticket(
                            string.Create(CultureInfo.InvariantCulture, $"T{number}"),
                            cluster.Now.AddHours(-number - 1)
                        ) with
                        {
                            Team = number % 3 == 0 ? "Network" : "Field",
                        }
                    ),
            ]);
        await cluster.StartAsync();
        var reports = cluster.Silos.Client.GetGrain<IReportsGrain>("north");
        var field = Audience.Everything with { Role = Role.Member, Teams = ["Field"], People = PeopleShown.None };

        var (ids, next) = (new List<string>(), (string?)null);
        do
        {
            var page = (await reports.Rows(new(Week, PeriodOf.Opened, field), next, limit: 8, CancellationToken.None))!;
            Assert.Equal((20, 10), (page.Total, page.Hidden));
            ids.AddRange(page.Rows.Rows.Select(row => (string)row[0]!));
            next = page.Next;
        } while (next is not null);
        Assert.Equal(Enumerable.Range(0, 30).Where(number => number % 3 != 0).Select(number => $"T{number}"), ids);
        await Assert.ThrowsAsync<ReportQueryException>(() =>
            reports.Rows(new(Week, PeriodOf.Opened, field), "x", limit: 8, CancellationToken.None)
        );
        var none = await reports.Rows(
            new(Week, PeriodOf.Open, field with { Role = Role.Viewer }),
            null,
            limit: 8,
            CancellationToken.None
        );
        Assert.Equal((0, 30), (none!.Total, none.Hidden));
    }

    [Fact]
    public async Task A_file_is_taken_part_by_part_and_one_that_is_not_taken_makes_way_after_a_minute()
    {
        const int rows = 7_500;
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster
            .Itsm()
            .WriteAsync([
                .. Enumerable
                    .Range(0, rows)
                    .Select(number =>
                        Some.Ticket(
                            string.Create(CultureInfo.InvariantCulture, $"T{number}"),
                            cluster.Now.AddSeconds(-number)
                        )
                    ),
            ]);
        await cluster.StartAsync();
        var reports = cluster.Silos.Client.GetGrain<IReportsGrain>("north");
        var query = new PeriodRowsQuery(Week, PeriodOf.Opened, Audience.Everything);

        var left = await reports.BeginFile(query, CancellationToken.None);
        cluster.Clock.Advance(TimeSpan.FromSeconds(61));
        var part = await reports.BeginFile(query, CancellationToken.None);
        var ids = new HashSet<string>();
        while (part.File is { } file)
        {
            Assert.InRange(part.Rows.Rows.Length, 0, 1_000);
            ids.UnionWith(part.Rows.Rows.Select(row => (string)row[0]!));
            part = await reports.NextOfFile(file, CancellationToken.None);
        }
        Assert.Equal(rows, ids.Count);
        await Assert.ThrowsAsync<ReportQueryException>(() => reports.NextOfFile(left.File!, CancellationToken.None));

        var ended = await reports.BeginFile(query, CancellationToken.None);
        await reports.EndFile(ended.File!);
        Assert.NotNull((await reports.BeginFile(query, CancellationToken.None)).File);
    }
}
