using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;

namespace Apollo.Cluster.Tests.Rows;

/// <summary>Every list gives its number back, stays live, and pages one cut.</summary>
public sealed class RowsBehindTheNumber
{
    [Fact]
    public async Task All_41_lists_give_their_numbers_back_while_rows_and_clock_move()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var random = new RandomRows(11);
        var itsm = cluster.Itsm();
        await itsm.WriteAsync([.. Enumerable.Range(0, 200).Select(_ => random.Ticket(cluster.Now))]);
        await itsm.WriteAsync([.. Enumerable.Range(0, 40).Select(_ => random.Intervention(cluster.Now))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var catalogue = await cluster.Silos.Client.GetGrain<IDeskGrain>("north").Catalogue();
        var filled = new HashSet<string>();
        for (var round = 0; round < 4; round++)
        {
            await itsm.WriteAsync([.. Enumerable.Range(0, 10).Select(_ => random.Ticket(cluster.Now))]);
            await itsm.WriteAsync(random.Intervention(cluster.Now));
            await board.PassAsync(20);
            foreach (var kpi in catalogue)
            {
                var page = await new RowsList(cluster.Silos.Client, "north", kpi.Id).WholeAsync();
                Assert.Equal(page.Counted, page.Total);
                Assert.Equal(page.Total, page.Rows.Rows.Length);
                var reckoned = Recount.OfRows(kpi.Id, RowsList.Listed(page.Rows));
                Assert.True(
                    Same(page.Value, reckoned),
                    $"{kpi.Id}: the number is {page.Value}, its rows give {reckoned}"
                );
                Assert.True(
                    Same(page.Value, board.Value(kpi.Id)) || page.Rate == 1,
                    $"{kpi.Id}: the card says {board.Value(kpi.Id)}, the list {page.Value}"
                );
                if (page.Total > 0)
                    filled.Add(kpi.Id);
            }
        }
        Assert.True(filled.Count > 35, $"Only {filled.Count} lists ever held a row.");
    }

    [Theory]
    [InlineData("open-tickets")]
    [InlineData("net-flow-today")]
    [InlineData("overdue")]
    [InlineData("interventions-overdue")]
    [InlineData("resolution-sla-30d")]
    public async Task A_followed_list_equals_one_read_anew(string kpi)
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var random = new RandomRows(5);
        var itsm = cluster.Itsm();
        await itsm.WriteAsync([.. Enumerable.Range(0, 150).Select(_ => random.Ticket(cluster.Now))]);
        await itsm.WriteAsync([.. Enumerable.Range(0, 30).Select(_ => random.Intervention(cluster.Now))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var list = new RowsList(cluster.Silos.Client, "north", kpi);
        await list.FollowAsync();
        for (var round = 0; round < 8; round++)
        {
            await itsm.WriteAsync([.. Enumerable.Range(0, 30).Select(_ => random.Ticket(cluster.Now))]);
            await itsm.WriteAsync([.. Enumerable.Range(0, 8).Select(_ => random.Intervention(cluster.Now))]);
            if (round == 4)
                await itsm.DeleteAsync(random.Pick(itsm.Tickets).Id);
            await board.PassAsync(35);
            // The clock stands still: what differs is told at once, and a list that is quiet is not waited for.
            var whole = await list.WholeAsync();
            for (var tries = 0; tries < 5 && !Holds(list, whole); tries++)
            {
                await list.FollowAsync();
                whole = await list.WholeAsync();
            }
            var anew = RowsList.Cells(whole.Rows);
            Assert.Equal(whole.Value, list.Value);
            Assert.Equal(anew.Keys.Order(), list.Rows.Keys.Order());
            foreach (var (key, row) in anew)
                Assert.Equal(row["updatedAt"], list.Rows[key]["updatedAt"]);
        }
        // Who falls behind on a busy machine reads anew; most rounds are followed.
        Assert.InRange(list.Resets, 1, 3);
        Assert.NotEmpty(list.Left);

        static bool Holds(RowsList list, RowsPage whole) =>
            whole.Value == list.Value
            && RowsList.Cells(whole.Rows) is var anew
            && anew.Count == list.Rows.Count
            && anew.All(row =>
                list.Rows.TryGetValue(row.Key, out var held) && Equals(row.Value["updatedAt"], held["updatedAt"])
            );
    }

    [Fact]
    public async Task A_cut_is_paged_for_a_minute_while_rows_change_and_then_is_gone()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync([
            .. Enumerable.Range(0, 30).Select(number => Some.Ticket($"INC-{number:00}", cluster.Now.AddHours(-1))),
        ]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 30, "30 open tickets");
        var grain = cluster.Silos.Client.GetGrain<IRowsGrain>("north/open-tickets");
        var first = (await grain.Page(new RowsQuery { Limit = 10 }, CancellationToken.None))!;

        await itsm.WriteAsync(
            Some.Ticket("INC-000", cluster.Now),
            Some.Ticket("INC-05", cluster.Now) with
            {
                State = TicketState.Cancelled,
            }
        );
        await board.PassAsync(5);
        // Others look meanwhile, each at a newer cut.
        for (var look = 0; look < 40; look++)
        {
            await itsm.WriteAsync(Some.Ticket("INC-07", cluster.Now) with { Title = $"Version {look}" });
            await board.PassAsync(1);
            await grain.Page(new RowsQuery { Limit = 1 }, CancellationToken.None);
        }
        var rest = new RowsQuery
        {
            Offset = 10,
            Limit = 100,
            Version = first.SliceVersion,
            At = first.At,
        };
        var second = (await grain.Page(rest, CancellationToken.None))!;
        Assert.Equal(30, second.Total);
        Assert.Equal(
            Enumerable.Range(0, 30).Select(number => $"INC-{number:00}"),
            RowsList.Cells(first.Rows).Values.Concat(RowsList.Cells(second.Rows).Values).Select(row => row["id"])
        );
        var now = (await grain.Page(new RowsQuery { Limit = 100 }, CancellationToken.None))!;
        Assert.Contains("INC-000|", RowsList.Cells(now.Rows).Keys);
        Assert.DoesNotContain("INC-05|", RowsList.Cells(now.Rows).Keys);

        await board.PassAsync(61);
        Assert.Null(await grain.Page(rest, CancellationToken.None));
    }

    [Fact]
    public async Task Filter_sort_group_and_values_work_on_the_rows_of_the_cut()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(
            Some.Ticket("A", cluster.Now.AddHours(-3)) with
            {
                Priority = 1,
                Team = "Network",
            },
            Some.Ticket("B", cluster.Now.AddHours(-2)) with
            {
                Priority = 2,
                Team = "Servers",
            },
            Some.Ticket("C", cluster.Now.AddHours(-1)) with
            {
                Priority = 2,
                Team = "Network",
            },
            Some.Ticket("D", cluster.Now.AddHours(-25)) with
            {
                Priority = 4,
                Team = null,
                Reopens = 3,
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "4 open tickets");
        var grain = cluster.Silos.Client.GetGrain<IRowsGrain>("north/mean-age");

        var page = (
            await grain.Page(
                new RowsQuery
                {
                    Filter = "priority between 1 and 2",
                    Sort = "-openedAt",
                    Group = "team",
                    Columns = ["id", "own"],
                },
                CancellationToken.None
            )
        )!;
        Assert.Equal((4, 3), (page.Counted, page.Total));
        Assert.Equal(["C", "A", "B"], page.Rows.Rows.Select(row => row[0]));
        Assert.Equal(
            [("Network", 2, 0), ("Servers", 1, 2)],
            page.Groups!.Value.Select(group => ((string?)group.Key, group.Count, group.First))
        );
        Assert.Equal(
            2 * 3600.0,
            (double)page.Groups.Value[0].Subtotals["own"].Mean - (page.At - DeskCluster.Start).TotalSeconds,
            0.001
        );

        // Times group by the days of the desk, in Paris.
        var days = (
            await grain.Page(
                new RowsQuery
                {
                    Sort = "id",
                    Group = "openedAt",
                    Columns = ["id"],
                },
                CancellationToken.None
            )
        )!;
        Assert.Equal(["D", "A", "B", "C"], days.Rows.Rows.Select(row => row[0]));
        Assert.Equal(
            [
                (new DateTime(2026, 3, 8, 23, 0, 0, DateTimeKind.Utc), 1, 0),
                (new DateTime(2026, 3, 9, 23, 0, 0, DateTimeKind.Utc), 3, 1),
            ],
            days.Groups!.Value.Select(group => ((DateTime)group.Key!, group.Count, group.First))
        );
        Assert.Equal(3.0, days.Groups.Value[0].Subtotals["reopens"].Sum);
        var due = (await grain.Page(new RowsQuery { Group = "dueAt" }, CancellationToken.None))!;
        Assert.Equal((null, 4), (due.Groups!.Value.Single().Key, due.Groups.Value.Single().Count));

        // Durations group by bands: A, B and C are some hours old, D more than a day. Counts stay single values.
        var ages = (
            await grain.Page(
                new RowsQuery
                {
                    Sort = "id",
                    Group = "own",
                    Columns = ["id"],
                },
                CancellationToken.None
            )
        )!;
        Assert.Equal(["A", "B", "C", "D"], ages.Rows.Rows.Select(row => row[0]));
        Assert.Equal(
            [(3_600.0, 14_400.0, 3), (86_400.0, 259_200.0, 1)],
            ages.Groups!.Value.Select(group => ((double)group.Key!, group.Until!.Value, group.Count))
        );
        var reopens = (await grain.Page(new RowsQuery { Group = "reopens" }, CancellationToken.None))!;
        Assert.Equal(
            [(0.0, null, 3), (3.0, (double?)null, 1)],
            reopens.Groups!.Value.Select(group => ((double)group.Key!, group.Until, group.Count))
        );

        var values = await grain.Values("team", new RowsQuery(), CancellationToken.None);
        Assert.Equal(
            [("Network", 2), (null, 1), ("Servers", 1)],
            values
                .OrderByDescending(value => value.Count)
                .ThenBy(value => (string?)value.Value, StringComparer.Ordinal)
                .Select(value => ((string?)value.Value, value.Count))
        );
        await Assert.ThrowsAsync<TableQueryException>(() =>
            grain.Page(new RowsQuery { Filter = "colour = red" }, CancellationToken.None)
        );
        await Assert.ThrowsAsync<TableQueryException>(() =>
            grain.Page(new RowsQuery { Sort = "colour" }, CancellationToken.None)
        );
    }

    [Fact]
    public async Task What_entered_and_left_is_told_net_with_its_reason_for_a_day()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(
            Some.Ticket("STAYS", cluster.Now.AddHours(-1)),
            Some.Ticket("LEAVES", cluster.Now.AddHours(-1)),
            Some.Ticket("FALLS-DUE", cluster.Now.AddHours(-1)) with
            {
                DueAt = cluster.Now.AddSeconds(20),
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "3 open tickets");
        var start = cluster.Now;
        var grain = cluster.Silos.Client.GetGrain<IKpiGrain>("north/open-tickets");

        await itsm.WriteAsync(
            Some.Ticket("ENTERS", cluster.Now),
            Some.Ticket("PASSES", cluster.Now),
            Some.Ticket("STAYS", cluster.Now.AddHours(-1)) with
            {
                Priority = 1,
                UpdatedAt = cluster.Now,
            },
            Some.Ticket("LEAVES", cluster.Now.AddHours(-1)) with
            {
                State = TicketState.Resolved,
                ResolvedAt = cluster.Now,
                UpdatedAt = cluster.Now,
            }
        );
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "4 open tickets");
        await itsm.WriteAsync(Some.Ticket("PASSES", cluster.Now) with { State = TicketState.Cancelled });
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "3 open tickets again");

        var moves = (await grain.Moves(start, Audience.Everything))!;
        Assert.Equal("ENTERS", Assert.Single(moves.Entered).Id);
        var left = Assert.Single(moves.Left);
        Assert.Equal(
            ("LEAVES", false, new ColumnChange("state", "open", "resolved")),
            (left.Id, left.ByClock, left.Why)
        );
        Assert.Equal((1, 1), (moves.Passed, moves.Changed));

        await board.UntilAsync(() => board.Value("overdue") == 1, "the due ticket overdue");
        var overdue = (
            await cluster.Silos.Client.GetGrain<IKpiGrain>("north/overdue").Moves(start, Audience.Everything)
        )!;
        var fell = Assert.Single(overdue.Entered);
        Assert.Equal(("FALLS-DUE", true, null), (fell.Id, fell.ByClock, fell.Why));
        Assert.Empty((await grain.Moves(cluster.Now, Audience.Everything))!.Entered);
    }

    private static bool Same(double? one, double? other) =>
        one == other || (one is { } a && other is { } b && Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)));
}
