using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Cluster.Tests.Access;

/// <summary>A person is erased when the ITSM names them no more; their notes stay without the name.</summary>
public sealed class ErasingAPerson
{
    private const string Password = "correct horse battery";
    private static readonly Visit Visit = new("192.0.2.7", "Firefox");

    [Fact]
    public async Task Not_while_the_ITSM_names_them_and_then_nobody_does()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(Some.Ticket("ONE", cluster.Now));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "one open ticket");
        var people = cluster.Silos.Client.GetGrain<IPeopleGrain>(0);
        var first = (await people.First(default)).Secret!;
        var admin = (await people.Accept(first, "Bo", "bo@example.com", Password, Visit, default)).Person!;
        var by = new By(admin, "Bo", null);
        var right = new DeskRight("north", Role.Member, [], "Ana Lima");
        var invited = await people.Invite("ana@example.com", "Ana of north", [right], by, default);
        var ana = (await people.Accept(invited.Secret!, "Ana of north", "", Password, Visit, default)).Person!;
        var notes = cluster.Silos.Client.GetGrain<INotesGrain>("north");
        await notes.Add(new NoteDraft(cluster.Now, null, "Ask Ana Lima."), "Ana of north", default);
        await KeepAlertsAsync(cluster, new By(ana, "Ana of north", null));
        await KeepRotasAsync(cluster, by, admin, ana);

        Assert.Equal(PeopleOutcome.Oneself, (await people.Erase(ana, null, new By(ana, "Ana", null), default)).Outcome);
        var refused = await people.Erase(ana, null, by, default);
        Assert.Equal((PeopleOutcome.InItsm, "north (Ana Lima)"), (refused.Outcome, refused.Subject));
        Assert.NotNull(await people.Find(ana, default));

        await itsm.WriteAsync(Some.Ticket("ONE", cluster.Now) with { Assignee = "Former 1", UpdatedAt = cluster.Now });
        await Eventually.IsTrueAsync(
            async () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await people.Erase(ana, null, by, default)).Outcome == PeopleOutcome.Done;
            },
            () => "the ITSM's other name is read, and she is erased."
        );

        Assert.Null(await people.Find(ana, default));
        var note = Assert.Single(await notes.NotesBetween(null, null, default));
        Assert.Equal(("Ask erased person.", "erased person"), (note.Text, note.By));
        var audit = await cluster.Silos.Client.GetGrain<IAuditGrain>(0).Read(null, null, 100, null, default);
        Assert.DoesNotContain(audit, entry => entry.ToString().Contains("Ana", StringComparison.Ordinal));
        var told = Secrets.HashOf(ana)[..16];
        Assert.Contains(audit, entry => (entry.Action, entry.Subject, entry.By) == ("person.erased", told, "Bo"));
        await NamedNowhereAsync(cluster);
        var rota = Assert.Single((await cluster.Silos.Client.GetGrain<IRotasGrain>("north").All(default)).Rotas).Rota;
        Assert.Equal(("Mail", admin), (rota.Team, Assert.Single(rota.People)));
        Assert.Empty(rota.Exchanges);
        var schedules = cluster.Silos.Client.GetGrain<IReportArchiveGrain>("north");
        Assert.Equal("role:manager", Assert.Single(Assert.Single(await schedules.Schedules(default)).To));
    }

    /// <summary>She is in a rota with somebody, alone in another, stands in, and reports go to her.</summary>
    private static async Task KeepRotasAsync(DeskCluster cluster, By by, string admin, string ana)
    {
        var rotas = cluster.Silos.Client.GetGrain<IRotasGrain>("north");
        var (at, until) = (cluster.Now, cluster.Now.AddDays(1));
        var rota = new Rota("Mail", [admin, ana], new DateOnly(2026, 3, 2), new TimeOnly(9, 0), 1, []);
        rota = rota with { Exchanges = [new RotaExchange(at, until, ana)] };
        // Who joined a moment ago is known a moment later.
        await SoonAsync(cluster, async () => (await rotas.Keep(by, rota, null, default)).Outcome == RotaOutcome.Done);
        var alone = rota with { Team = "Network", People = [ana] };
        Assert.Equal(RotaOutcome.Done, (await rotas.Keep(by, alone, null, default)).Outcome);
        var draft = new ScheduleDraft(
            ReportEvery.Day,
            new TimeOnly(7, 30),
            ["role:manager", $"person:{ana}", "mail:Ana@example.com"],
            "Daily",
            Enabled: false
        );
        var schedules = cluster.Silos.Client.GetGrain<IReportArchiveGrain>("north");
        Assert.Equal(ScheduleOutcome.Done, (await schedules.Add(by, draft, default)).Outcome);
    }

    /// <summary>A rule, a silence, limits and an acknowledgement that name her.</summary>
    private static async Task KeepAlertsAsync(DeskCluster cluster, By by)
    {
        var alerts = cluster.Silos.Client.GetGrain<IAlertsGrain>("north");
        var rule = new AlertRule
        {
            Id = "",
            Name = "Of Ana Lima",
            Kpi = "open-tickets",
            Above = true,
            Critical = new AlertLevel(1),
            Message = "Call Ana of north",
            Enabled = true,
        };
        await SoonAsync(
            cluster,
            async () =>
            {
                try
                {
                    return (await alerts.AddRule(by, Audience.Everything, rule, default)).Rule is not null;
                }
                catch (StoreException)
                {
                    return false;
                }
            }
        );
        var until = cluster.Now.AddDays(1);
        var silence = new AlertSilence("", null, "overdue", null, cluster.Now, until, "Ana Lima moves", "");
        await alerts.Silence(by, silence, default);
        var limits = cluster.Silos.Client.GetGrain<ILimitsGrain>("north");
        await limits.Set(by, "open-tickets", null, new Thresholds(5, 10), null, default);
        await SoonAsync(
            cluster,
            async () =>
                (await alerts.ChangesSince(null, default)).Changed is [{ State: AlertPhase.Firing } alert]
                && await alerts.Acknowledge(alert.Id, Audience.Everything, by, "Ana Lima does it", default) is not null
        );
    }

    private static async Task NamedNowhereAsync(DeskCluster cluster)
    {
        var alerts = cluster.Silos.Client.GetGrain<IAlertsGrain>("north");
        var limits = cluster.Silos.Client.GetGrain<ILimitsGrain>("north");
        await SoonAsync(
            cluster,
            async () =>
            {
                try
                {
                    var standing = (await alerts.ChangesSince(null, default)).Changed;
                    return standing is [{ Acknowledged.By: "erased person" }]
                        && (await alerts.Rules(default)).Any(rule => rule.Name == "Of erased person");
                }
                catch (StoreException)
                {
                    return false;
                }
            }
        );
        Assert.Equal("erased person moves", Assert.Single(await alerts.Silences(default)).Reason);
        Assert.Equal("erased person", (await limits.Find("open-tickets", null, default))?.By);
        await using var store = new SqliteConnection($"Data Source={cluster.StoreFile};Pooling=False");
        foreach (var table in await store.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table'"))
        foreach (var row in await store.QueryAsync($"SELECT * FROM \"{table}\""))
            AssertWithoutAna($"{table}: {string.Join(" ", (IDictionary<string, object>)row)}");
    }

    private static void AssertWithoutAna(string row) =>
        Assert.False(row.Contains("Ana", StringComparison.Ordinal), row);

    private static Task SoonAsync(DeskCluster cluster, Func<Task<bool>> isSo) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                if (await isSo())
                    return true;
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            () => "what is hers is kept, and then names her no more"
        );
}
