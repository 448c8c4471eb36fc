using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Schedules;

/// <summary>The calendar's interventions with their tickets, conflicts and service levels, live.</summary>
public sealed class TheSchedule
{
    [Fact]
    public async Task Visits_of_one_technician_that_overlap_are_conflicts_until_one_moves_or_is_cancelled()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var now = cluster.Now;
        await itsm.WriteAsync(
            Visit("INT-1", now, 1, 3),
            Visit("INT-2", now, 2, 4),
            Visit("INT-3", now, 4, 5),
            Visit("INT-4", now, 2, 3) with
            {
                Technician = "Ana",
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var schedule = cluster.Silos.Client.GetGrain<IScheduleGrain>("north");

        var all = await schedule.ChangesSince(null, Audience.Everything, CancellationToken.None);
        Assert.True(all.Full);
        Assert.Equal(["INT-2", "INT-1"], Conflicts(all.Changed));

        await itsm.WriteAsync(Visit("INT-2", now, 3, 4) with { UpdatedAt = cluster.Now });
        await board.PassAsync(3);
        var moved = await schedule.ChangesSince(all.Position, Audience.Everything, CancellationToken.None);
        Assert.False(moved.Full);
        Assert.Equal(["INT-1", "INT-2"], moved.Changed.Select(entry => entry.Id).Order());
        Assert.All(moved.Changed, entry => Assert.Empty(entry.Conflicts));

        await itsm.WriteAsync(
            Visit("INT-3", now, 3, 5) with
            {
                UpdatedAt = cluster.Now,
                State = InterventionState.Cancelled,
            }
        );
        await board.PassAsync(3);
        var cancelled = await schedule.ChangesSince(moved.Position, Audience.Everything, CancellationToken.None);
        Assert.Empty(Assert.Single(cancelled.Changed).Conflicts);
    }

    [Fact]
    public async Task A_visit_after_its_tickets_due_time_is_flagged_and_follows_the_ticket()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var now = cluster.Now;
        await itsm.WriteAsync(Some.Ticket("INC-1", now) with { DueAt = now.AddHours(1) }, Old("INC-OLD", now));
        await itsm.ExecuteAsync(
            """
            INSERT INTO interventions (id, ticket_id, state, technician, starts_at, ends_at, updated_at)
            VALUES ('INT-1', 'INC-1', 'planned', 'Bo', @start, @end, @now),
                   ('INT-OLD', 'INC-OLD', 'done', 'Bo', @start, @end, @now)
            """,
            new
            {
                start = Text(now.AddHours(2)),
                end = Text(now.AddHours(3)),
                now = Text(now),
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var schedule = cluster.Silos.Client.GetGrain<IScheduleGrain>("north");

        var all = await schedule.Between(now, now.AddDays(1), Audience.Everything, CancellationToken.None);
        var late = all.Single(entry => entry.Id == "INT-1");
        Assert.True(late.AfterSla);
        Assert.Equal(("INC-1", now.AddHours(1)), (late.Ticket!.Id, late.Ticket.DueAt));
        // The old ticket counts in no number any more: it is read from the ITSM for this.
        Assert.Equal("Long ago", all.Single(entry => entry.Id == "INT-OLD").Ticket!.Title);
        Assert.Equal(
            "INT-1",
            Assert.Single(await schedule.OfTicket("INC-1", Audience.Everything, CancellationToken.None)).Id
        );
        Assert.Empty(
            await schedule.Between(now.AddDays(1), now.AddDays(2), Audience.Everything, CancellationToken.None)
        );

        var position = (await schedule.ChangesSince(null, Audience.Everything, CancellationToken.None)).Position;
        await itsm.WriteAsync(Some.Ticket("INC-1", now) with { DueAt = now.AddHours(5), UpdatedAt = cluster.Now });
        await board.PassAsync(3);
        var later = await schedule.ChangesSince(position, Audience.Everything, CancellationToken.None);
        Assert.False(Assert.Single(later.Changed).AfterSla);
    }

    [Fact]
    public async Task Visits_of_long_ago_are_read_when_somebody_looks_back_and_an_ITSM_that_is_away_is_said()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var now = cluster.Now;
        Intervention Ended(string id, double daysAgo, double hours = 1) =>
            Some.Intervention(id, now.AddDays(-daysAgo)) with
            {
                State = InterventionState.Done,
                StartsAt = now.AddDays(-daysAgo),
                EndsAt = now.AddDays(-daysAgo).AddHours(hours),
                DoneAt = now.AddDays(-daysAgo),
            };
        await itsm.WriteAsync(
            Ended("INT-HELD", 399),
            Ended("INT-LONG", 401, 72),
            Ended("INT-PAST", 500),
            Ended("INT-OLDER", 800)
        );
        await itsm.ExecuteAsync("UPDATE interventions SET ticket_id = 'INC-OLD' WHERE id = 'INT-PAST'");
        await itsm.WriteAsync(Old("INC-OLD", now.AddDays(-400)));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var schedule = cluster.Silos.Client.GetGrain<IScheduleGrain>("north");

        Assert.Equal(
            ["INT-HELD", "INT-LONG"],
            (await schedule.ChangesSince(null, Audience.Everything, CancellationToken.None))
                .Changed.Select(entry => entry.Id)
                .Order()
        );
        var looked = await schedule.Between(
            now.AddDays(-510),
            now.AddDays(-300),
            Audience.Everything,
            CancellationToken.None
        );
        Assert.Equal(["INT-PAST", "INT-LONG", "INT-HELD"], looked.Select(entry => entry.Id));
        Assert.Equal(("Long ago", now.AddDays(-500)), (looked[0].Ticket!.Title, looked[0].StartsAt));
        Assert.Equal(
            "INT-OLDER",
            Assert
                .Single(
                    await schedule.Between(
                        now.AddDays(-801),
                        now.AddDays(-799),
                        Audience.Everything,
                        CancellationToken.None
                    )
                )
                .Id
        );

        await itsm.ExecuteAsync("ALTER TABLE interventions RENAME TO elsewhere");
        var away = await Assert.ThrowsAsync<ItsmAwayException>(() =>
            schedule.Between(now.AddDays(-700), now.AddDays(-699), Audience.Everything, CancellationToken.None)
        );
        Assert.Contains("interventions", away.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Data Source", away.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await schedule.Between(now.AddDays(-399), now, Audience.Everything, CancellationToken.None));
        // Nobody who comes later is told the old error.
        await itsm.ExecuteAsync("ALTER TABLE elsewhere RENAME TO interventions");
        Assert.Empty(
            await schedule.Between(now.AddDays(-700), now.AddDays(-699), Audience.Everything, CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_ticket_is_told_in_full_held_or_not_with_its_clocks_and_timeline()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var now = cluster.Now;
        await itsm.WriteAsync(
            Some.Ticket("INC-1", now.AddHours(-2)) with
            {
                ResponseDueAt = now.AddHours(-1),
                RespondedAt = now.AddHours(-1.5),
                DueAt = now.AddHours(2),
            },
            Old("INC-OLD", now)
        );
        await itsm.ExecuteAsync(
            """
            INSERT INTO ticket_events (ticket_id, at, author, kind, text)
            VALUES ('INC-1', @first, 'Ana Lima', 'note', 'Looked at it'),
                   ('INC-1', @then, NULL, 'state', 'New → Open'),
                   ('INC-OLD', @first, NULL, 'state', 'x')
            """,
            new { first = Text(now.AddHours(-2)), then = Text(now.AddHours(-1)) }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "one open ticket");
        var tickets = cluster.Silos.Client.GetGrain<ITicketsGrain>("north");

        var detail = (await tickets.Detail("INC-1", Audience.Everything, CancellationToken.None))!;
        Assert.Null(detail.DetailError);
        Assert.Equal(["New → Open", "Looked at it"], detail.Timeline.Select(entry => entry.Text));
        Assert.Equal("Ana Lima", detail.Timeline[1].Author);
        Assert.Equal(
            (SlaState.Met, 1800.0, 3600.0, 0),
            (
                detail.Sla.Response!.State,
                detail.Sla.Response.Elapsed,
                detail.Sla.Response.Target,
                detail.Sla.Response.Rate
            )
        );
        Assert.Equal(
            (SlaState.Running, 4 * 3600.0, 1),
            (detail.Sla.Resolution!.State, detail.Sla.Resolution.Target, detail.Sla.Resolution.Rate)
        );

        Assert.Equal(
            "x",
            Assert.Single((await tickets.Detail("INC-OLD", Audience.Everything, CancellationToken.None))!.Timeline).Text
        );
        Assert.Null(await tickets.Detail("NOPE", Audience.Everything, CancellationToken.None));
    }

    private static IEnumerable<string> Conflicts(IEnumerable<ScheduleEntry> entries) =>
        entries
            .Where(entry => entry.Conflicts.Length > 0)
            .OrderBy(entry => entry.Id)
            .SelectMany(entry => entry.Conflicts);

    private static Intervention Visit(string id, DateTime now, double from, double to) =>
        Some.Intervention(id, now) with
        {
            StartsAt = now.AddHours(from),
            EndsAt = now.AddHours(to),
        };

    private static Ticket Old(string id, DateTime now) =>
        Some.Ticket(id, now.AddDays(-100)) with
        {
            Title = "Long ago",
            State = TicketState.Closed,
            ResolvedAt = now.AddDays(-99),
            ClosedAt = now.AddDays(-98),
            UpdatedAt = now.AddDays(-98),
        };

    private static string Text(DateTime time) =>
        time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
}
