using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Rules of a running desk that watch tickets, the reading of the ITSM and displays.</summary>
public sealed class TicketAlertsOfADesk
{
    private static readonly By Ana = new("ana", "Ana", null);

    [Fact]
    public async Task A_ticket_is_told_at_the_second_at_which_it_is_due_and_is_over_when_it_is_resolved()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = DeskCluster.Start.AddSeconds(40);
        var ticket = Some.Ticket("INC-1", DeskCluster.Start) with { DueAt = due };
        await cluster.Itsm().WriteAsync(ticket);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var rule = await AddAsync(cluster, board, AlertKind.Ticket, AlertOf.Due);
        await board.ToAsync(due.AddSeconds(-1));
        Assert.Empty((await GrainOf(cluster).ChangesSince(null, default)).Changed);

        await board.ToAsync(due.AddSeconds(1));
        var fired = await UntilAsync(cluster, board, alert => alert is { State: AlertPhase.Firing, Recorded: true });
        Assert.Equal((rule.Id, "INC-1", due, due), (fired.Rule, fired.Ticket!.Id, fired.FiredAt, fired.Ticket.DueAt));
        Assert.Equal((AlertKind.Ticket, KpiStatus.Critical, ""), (fired.Kind!.Value, fired.Severity, fired.Kpi));
        Assert.Equal("team:Network", Assert.Single(fired.Notify).To);
        var member = new Audience(Role.Member, ["Network"], PeopleShown.None, null);
        Assert.Equal(new AlertNotice(TellReason.Fired, due), fired.For(member)!.Notice);
        Assert.Null(fired.For(member with { Teams = ["Mail"] }));
        Assert.Null(fired.For(member with { Role = Role.Display }));

        await cluster.RestartAsync(() => Task.CompletedTask);
        board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards again");
        var again = await UntilAsync(cluster, board, alert => alert.State == AlertPhase.Firing);
        Assert.Equal((fired.Id, fired.FiredAt, "INC-1"), (again.Id, again.FiredAt, again.Ticket?.Id));
        await cluster
            .Itsm()
            .WriteAsync(
                ticket with
                {
                    State = TicketState.Resolved,
                    ResolvedAt = cluster.Now,
                    UpdatedAt = cluster.Now,
                }
            );
        await PassUntilAsync(board, async () => (await GrainOf(cluster).ChangesSince(null, default)).Changed.IsEmpty);
        var over = await GrainOf(cluster).Alerts(AlertPhase.Resolved, null, null, default);
        Assert.Equal(fired.Id, Assert.Single(over).Id);
    }

    [Fact]
    public async Task How_many_tickets_pass_a_filter_and_how_old_the_reading_is_are_rules_too()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var count = await AddAsync(cluster, board, AlertKind.Ticket, AlertOf.Count, "priority = 1");
        var age = await AddAsync(cluster, board, AlertKind.Data, AlertOf.Age, at: 30);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", cluster.Now) with { Priority = 1 });
        var fired = await UntilAsync(cluster, board, alert => alert is { State: AlertPhase.Firing });
        Assert.Equal((count.Id, 1.0), (fired.Rule, fired.Value));
        var wrong = await GrainOf(cluster)
            .AddRule(Ana, Audience.Everything, count with { Filter = "weather = sunny" }, default);
        Assert.Equal((AlertOutcome.Wrong, "filter"), (wrong.Outcome, wrong.Field));

        await cluster.Itsm().ExecuteAsync("ALTER TABLE tickets RENAME TO away");
        await PassUntilAsync(
            board,
            async () =>
                (await GrainOf(cluster).ChangesSince(null, default)).Changed.Any(alert =>
                    alert.Rule == age.Id && alert is { State: AlertPhase.Firing, Stale: false }
                )
        );
    }

    private static IAlertsGrain GrainOf(DeskCluster cluster) => cluster.Silos.Client.GetGrain<IAlertsGrain>("north");

    private static async Task<AlertRule> AddAsync(
        DeskCluster cluster,
        Board board,
        AlertKind kind,
        AlertOf of,
        string? filter = null,
        double at = 1
    )
    {
        var rule = new AlertRule
        {
            Id = "",
            Name = $"{kind} {of}",
            Kpi = "",
            Kind = kind,
            Of = of,
            Filter = filter,
            Critical = of == AlertOf.Due ? null : new AlertLevel(at),
            Enabled = true,
        };
        RuleSaved? saved = null;
        await PassUntilAsync(
            board,
            async () =>
            {
                try
                {
                    saved = await GrainOf(cluster).AddRule(Ana, Audience.Everything, rule, default);
                    return true;
                }
                catch (StoreException)
                {
                    return false;
                }
            }
        );
        return saved!.Rule!;
    }

    private static async Task<Alert> UntilAsync(DeskCluster cluster, Board board, Func<Alert, bool> isSo)
    {
        Alert? found = null;
        await PassUntilAsync(
            board,
            async () =>
                (found = (await GrainOf(cluster).ChangesSince(null, default)).Changed.FirstOrDefault(isSo)) is not null
        );
        return found!;
    }

    private static Task PassUntilAsync(Board board, Func<Task<bool>> isSo) =>
        board.PassUntilAsync(isSo, "the alerts are as expected");
}
