using System.Collections.Immutable;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Rows;

/// <summary>A member's lists, moves, tickets and calendar hold what is theirs, and nothing tells of the rest.</summary>
public sealed class WhatAnAudienceSees
{
    private static readonly Audience OfNetwork = Member("Network");
    private static readonly Audience OfNobody = Member();

    [Theory]
    [InlineData("open-tickets")]
    [InlineData("net-flow-today")]
    [InlineData("interventions-overdue")]
    [InlineData(IRowsGrain.AllTickets)]
    public async Task A_list_equals_the_plain_filter_of_everything_and_stays_so_while_rows_change(string kpi)
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var random = new RandomRows(23);
        var itsm = cluster.Itsm();
        await itsm.WriteAsync([.. Enumerable.Range(0, 150).Select(_ => random.Ticket(cluster.Now))]);
        await itsm.WriteAsync([.. Enumerable.Range(0, 40).Select(_ => random.Intervention(cluster.Now))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var everything = new RowsList(cluster.Silos.Client, "north", kpi);
        Audience[] audiences = [OfNetwork, Member("Field", "Workplace"), OfNobody];
        var lists = audiences.Select(audience => new RowsList(cluster.Silos.Client, "north", kpi, audience)).ToList();
        foreach (var list in lists)
            await list.FollowAsync();
        for (var round = 0; round < 5; round++)
        {
            await itsm.WriteAsync([.. Enumerable.Range(0, 40).Select(_ => random.Ticket(cluster.Now))]);
            await itsm.WriteAsync([.. Enumerable.Range(0, 10).Select(_ => random.Intervention(cluster.Now))]);
            await board.PassAsync(35);
            foreach (var (audience, list) in audiences.Zip(lists))
            {
                RowsPage whole;
                string[] seen;
                var tries = 0;
                do
                {
                    // A last change may come between the questions: the clock stands still, so it is the last.
                    await list.FollowAsync();
                    whole = await everything.WholeAsync();
                    seen = Seen(whole, audience);
                } while (!seen.SequenceEqual(list.Rows.Keys.Order()) && ++tries < 5);
                Assert.Equal(seen, list.Rows.Keys.Order());
                var theirs = await list.WholeAsync();
                Assert.Equal(seen, RowsList.Cells(theirs.Rows).Keys.Order());
                Assert.Equal((whole.Counted, whole.Value), (theirs.Counted, theirs.Value));
                Assert.Equal((seen.Length, whole.Counted - seen.Length), (theirs.Total, theirs.Hidden));
            }
        }
    }

    [Fact]
    public async Task Search_values_groups_and_pages_of_a_list_hold_rows_of_own_teams_alone()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(
            Some.Ticket("NET-1", cluster.Now) with
            {
                Category = "Mail",
            },
            Some.Ticket("ALL-1", cluster.Now) with
            {
                Team = null,
                Category = "Disk",
            },
            Some.Ticket("SRV-1", cluster.Now) with
            {
                Team = "Servers",
                Category = "Secret",
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three open tickets");
        var grain = cluster.Silos.Client.GetGrain<IRowsGrain>("north/open-tickets");
        var asked = new RowsQuery { Audience = OfNetwork };

        Assert.Equal(["ALL-1", "NET-1"], Ids(await PageAsync(asked)));
        Assert.Empty(Ids(await PageAsync(asked with { Filter = "id = SRV-1" })));
        Assert.Empty(Ids(await PageAsync(asked with { Filter = "any ~ Secret" })));
        Assert.Equal(1, (await PageAsync(asked with { Filter = "any ~ Secret" })).Hidden);
        Assert.Equal(
            ["Disk", "Mail"],
            (await PageAsync(asked with { Group = "category" })).Groups!.Value.Select(group => group.Key)
        );
        Assert.Equal(
            ["Disk", "Mail"],
            (await grain.Values("category", asked, CancellationToken.None)).Select(value => value.Value).Order()
        );
        // The same question by who sees everything is another answer, though both are kept.
        Assert.Equal(3, (await PageAsync(new RowsQuery())).Total);
        Assert.Equal(["ALL-1"], Ids(await PageAsync(asked with { Audience = OfNobody })));

        async Task<RowsPage> PageAsync(RowsQuery query) => (await grain.Page(query, CancellationToken.None))!;
    }

    [Fact]
    public async Task Me_is_the_asker_and_who_is_nobody_there_is_told_so()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(
            Some.Ticket("MINE", cluster.Now),
            Some.Ticket("BOS", cluster.Now) with
            {
                Assignee = "Bo Chen",
            },
            Some.Ticket("NAMED", cluster.Now) with
            {
                Assignee = "me",
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three open tickets");
        var grain = cluster.Silos.Client.GetGrain<IRowsGrain>("north/open-tickets");

        Assert.Equal(["MINE"], await AskAsync("assignee = me", "Ana Lima"));
        Assert.Equal(["BOS"], await AskAsync("assignee = me", "Bo Chen"));
        Assert.Equal(["BOS", "NAMED"], await AskAsync("assignee != me", "Ana Lima"));
        Assert.Equal(["BOS", "MINE"], await AskAsync("assignee in (me, \"Bo Chen\")", "Ana Lima"));
        Assert.Equal(["NAMED"], await AskAsync("assignee = \"me\"", null));
        var nobody = await Assert.ThrowsAsync<TableQueryException>(() => AskAsync("assignee = me", null));
        Assert.Contains("you are nobody in this desk's ITSM", nobody.Message, StringComparison.Ordinal);
        // Of the values of people one's own alone is counted, where others' are not to be seen.
        var own = await grain.Values("assignee", new RowsQuery { OnlyPerson = "Bo Chen" }, CancellationToken.None);
        Assert.Equal(["Bo Chen: 1"], own.Select(value => $"{value.Value}: {value.Count}"));
        Assert.Equal(3, (await grain.Values("assignee", new RowsQuery(), CancellationToken.None)).Length);
        Assert.Empty(await grain.Values("assignee", new RowsQuery { OnlyPerson = "" }, CancellationToken.None));

        async Task<IEnumerable<string>> AskAsync(string filter, string? me) =>
            Ids((await grain.Page(new RowsQuery { Filter = filter, Me = me }, CancellationToken.None))!);
    }

    [Fact]
    public async Task Of_another_teams_moves_only_the_number_is_told_and_a_row_that_goes_there_has_left()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(Some.Ticket("GOES", cluster.Now.AddHours(-1)));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "one open ticket");
        var start = cluster.Now;
        var list = new RowsList(cluster.Silos.Client, "north", "open-tickets", OfNetwork);
        await list.FollowAsync();
        Assert.Single(list.Rows);

        await itsm.WriteAsync(
            Some.Ticket("GOES", cluster.Now.AddHours(-1)) with
            {
                Team = "Servers",
                Title = "A secret",
                UpdatedAt = cluster.Now,
            },
            Some.Ticket("OURS", cluster.Now),
            Some.Ticket("THEIRS", cluster.Now) with
            {
                Team = "Servers",
                Title = "A secret",
            }
        );
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three open tickets");
        await list.FollowAsync();

        Assert.Equal(["OURS|"], list.Rows.Keys);
        var left = Assert.Single(list.Left);
        Assert.Equal(("GOES", "Printer on fire", null), (left.Id, left.Title, left.Why));
        var kpi = cluster.Silos.Client.GetGrain<IKpiGrain>("north/open-tickets");
        var moves = (await kpi.Moves(start, OfNetwork))!;
        Assert.Equal(["OURS"], moves.Entered.Select(row => row.Id));
        Assert.Equal(1, moves.Hidden);
        Assert.Equal(2, (await kpi.Moves(start, Audience.Everything))!.Entered.Length);
    }

    [Fact]
    public async Task Another_teams_ticket_is_none_and_its_visit_has_no_person_title_or_address()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var now = cluster.Now;
        await itsm.WriteAsync(
            Some.Ticket("NET-1", now),
            Some.Ticket("SRV-1", now) with
            {
                Team = "Servers",
                Title = "A secret",
            }
        );
        await itsm.WriteAsync(
            Visit("OURS", "Network", "SRV-1"),
            Visit("THEIRS", "Servers", "NET-1"),
            Visit("ITS-TICKETS", null, "SRV-1"),
            Visit("NOBODYS", null, null)
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var client = cluster.Silos.Client;
        var tickets = client.GetGrain<ITicketsGrain>("north");

        Assert.Null(await tickets.Detail("SRV-1", OfNetwork, CancellationToken.None));
        Assert.NotNull(await tickets.Detail("SRV-1", Audience.Everything, CancellationToken.None));
        Assert.NotNull(await tickets.Detail("NET-1", OfNetwork, CancellationToken.None));

        var schedule = client.GetGrain<IScheduleGrain>("north");
        foreach (
            var entries in new[]
            {
                await schedule.Between(now, now.AddDays(1), OfNetwork, CancellationToken.None),
                (await schedule.ChangesSince(null, OfNetwork, CancellationToken.None)).Changed,
            }
        )
        {
            var (ours, nobodys) = (One(entries, "OURS"), One(entries, "NOBODYS"));
            Assert.Equal(
                ("Change a disk", "Bo Chen", "SRV-1", null),
                (ours.Title, ours.Technician, ours.TicketId, ours.Ticket)
            );
            // One technician goes to all four at once; told is what both of whom are theirs to see.
            Assert.Equal("NOBODYS", Assert.Single(ours.Conflicts));
            Assert.Equal("Change a disk", nobodys.Title);
            foreach (var id in new[] { "THEIRS", "ITS-TICKETS" })
            {
                var entry = One(entries, id);
                Assert.Equal(
                    new ScheduleEntry
                    {
                        Id = id,
                        TicketId = entry.TicketId,
                        Location = "Lyon",
                        Team = entry.Team,
                        StartsAt = now.AddHours(1),
                        EndsAt = now.AddHours(2),
                        UpdatedAt = now,
                    },
                    entry with
                    {
                        Conflicts = [],
                    }
                );
                Assert.Empty(entry.Conflicts);
            }
        }
        Assert.Null(One(await schedule.OfTicket("NET-1", OfNetwork, CancellationToken.None), "THEIRS").Title);
        Assert.Equal(
            "A secret",
            One((await schedule.ChangesSince(null, Audience.Everything, default)).Changed, "OURS").Ticket!.Title
        );

        Intervention Visit(string id, string? team, string? ticket) =>
            Some.Intervention(id, now) with
            {
                Team = team,
                TicketId = ticket,
                Title = "Change a disk",
                Address = "1 Main Street",
                Contact = "Cy Doe",
                Url = "https://itsm.example/1",
            };
    }

    private static Audience Member(params string[] teams) =>
        new Audience(Role.Member, [.. teams], PeopleShown.Own, "Ana Lima").OfRows;

    private static string[] Seen(RowsPage whole, Audience audience) =>
        [
            .. RowsList
                .Cells(whole.Rows)
                .Where(row => audience.Sees((string?)row.Value["team"]))
                .Select(row => row.Key)
                .Order(),
        ];

    private static IEnumerable<string> Ids(RowsPage page) => page.Rows.Rows.Select(row => (string)row[0]!);

    private static ScheduleEntry One(ImmutableArray<ScheduleEntry> entries, string id) =>
        entries.Single(entry => entry.Id == id);
}
