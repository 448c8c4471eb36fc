using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Store;

/// <summary>What is to be told, on a real database: the same tests on every provider.</summary>
public abstract class DeliveryStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);
    private static readonly DeliveryTarget Ana = new(AlertNotify.Email, "ana");

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task What_is_to_be_told_is_kept_once_and_spread_once()
    {
        using var open = new OpenStore(Settings);
        for (var time = 0; time < 2; time++)
            await KeepAsync(open, Telling("t1", "a1"), Telling("t2", "a2"));
        var waiting = await open.Tellings.UnspreadAsync("north", default);
        Assert.Equal(["t1", "t2"], waiting.Select(one => one.Id));
        Assert.Equal(("Größe 😀", "a1"), (waiting[0].Message, waiting[0].Alert.Id));
        Assert.Equal(new AlertNotify("email", "team:Δ"), Assert.Single(waiting[0].Notify));
        for (var time = 0; time < 2; time++)
            await open.Deliveries.SpreadAsync("north", waiting[0], [Ana], At, default);
        // What was spread may be written again, and is not told again.
        await KeepAsync(open, Telling("t1", "a1"));
        Assert.Equal("t2", Assert.Single(await open.Tellings.UnspreadAsync("north", default)).Id);
        Assert.Empty(await open.Tellings.UnspreadAsync("south", default));
        Assert.Single(Assert.Single(await TakeAsync(open, At)).Alerts);
    }

    [SkippableFact]
    public async Task The_first_goes_at_once_and_those_of_the_next_seconds_together()
    {
        using var open = new OpenStore(Settings);
        await SpreadAsync(open, "t1", At, Ana);
        var first = Assert.Single(await TakeAsync(open, At));
        await SpreadAsync(open, "t2", At.AddSeconds(1), Ana);
        await SpreadAsync(open, "t3", At.AddSeconds(4), Ana);
        await SpreadAsync(open, "t4", At.AddSeconds(4), Ana with { Recipient = "ben" });
        var ben = Assert.Single(await TakeAsync(open, At.AddSeconds(4)));
        Assert.Equal("ben", ben.Recipient);
        Assert.Equal((At.AddSeconds(5), 3), await open.Deliveries.NextAsync("north", default));
        var second = Assert.Single(await TakeAsync(open, At.AddSeconds(5)));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(["a-t2", "a-t3"], second.Alerts.Select(told => told.Alert.Id));
        Assert.Equal(
            [second.Id],
            (await open.Deliveries.ToldAsync("north", ["a-t3"], default))["a-t3"].Select(one => one.Id)
        );
    }

    [SkippableFact]
    public async Task What_may_not_go_yet_waits_and_goes_along_with_what_may()
    {
        using var open = new OpenStore(Settings);
        var morning = At.AddHours(9);
        await SpreadAsync(open, "t1", At, Ana with { NotBefore = morning });
        Assert.Empty(await TakeAsync(open, At.AddHours(8)));
        Assert.Equal((morning, 1), await open.Deliveries.NextAsync("north", default));
        await SpreadAsync(open, "t2", At.AddHours(8), Ana);
        Assert.Equal(2, Assert.Single(await TakeAsync(open, At.AddHours(8).AddSeconds(5))).Alerts.Length);
    }

    [SkippableFact]
    public async Task A_lease_is_one_takers_until_it_ends_and_the_message_stays_the_same()
    {
        using var open = new OpenStore(Settings);
        using var other = new OpenStore(Settings);
        await SpreadAsync(open, "t1", At, Ana);
        var both = await Task.WhenAll(TakeAsync(open, At), TakeAsync(other, At));
        var taken = Assert.Single(both.SelectMany(one => one));
        Assert.Empty(await TakeAsync(open, At.AddSeconds(59)));
        var again = Assert.Single(await TakeAsync(open, At.AddSeconds(60)));
        Assert.Equal((taken.Id, 1), (again.Id, again.Tries));
        await open.Deliveries.AgainAsync(again, "It is away.", At.AddSeconds(70), [], At, default);
        Assert.Empty(await TakeAsync(open, At.AddSeconds(69)));
        again = Assert.Single(await TakeAsync(open, At.AddSeconds(70)));
        Assert.Equal((taken.Id, 2, "It is away."), (again.Id, again.Tries, again.Error));
        await open.Deliveries.EndAsync(again, TellState.Sent, null, [], At.AddSeconds(71), default);
        Assert.Empty(await TakeAsync(open, At.AddDays(1)));
        var told = Assert.Single((await open.Deliveries.ToldAsync("north", ["a-t1"], default))["a-t1"]);
        Assert.Equal(("sent", 3, null), (told.State, told.Tries, told.Error));
    }

    [SkippableFact]
    public async Task What_fails_goes_to_others_and_all_is_forgotten_in_the_end()
    {
        using var open = new OpenStore(Settings);
        await SpreadAsync(open, "t1", At, Ana);
        var taken = Assert.Single(await TakeAsync(open, At));
        var push = new DeliveryTarget(AlertNotify.Push, "ana");
        await open.Deliveries.EndAsync(taken, TellState.Failed, "No such mailbox.", [push], At, default);
        var instead = Assert.Single(await TakeAsync(open, At));
        Assert.Equal(("push", "email"), (instead.Channel, Assert.Single(instead.Alerts).Failed));
        await open.Deliveries.EndAsync(instead, TellState.Sent, null, [], At, default);
        Assert.Equal(2, (await open.Deliveries.ToldAsync("north", ["a-t1"], default))["a-t1"].Count);
        await open.Deliveries.ForgetAsync("north", At.AddDays(401), TimeSpan.FromDays(2), default);
        Assert.Empty((await open.Deliveries.ToldAsync("north", ["a-t1"], default))["a-t1"]);
        await KeepAsync(open, Telling("t1", "a1"));
        Assert.Single(await open.Tellings.UnspreadAsync("north", default));
    }

    [SkippableFact]
    public async Task A_hook_is_changed_only_as_it_was_read()
    {
        using var open = new OpenStore(Settings);
        var hook = new StoredHook
        {
            Id = "h1",
            Desk = "north",
            Name = "Ops 😀",
            Preset = "Slack",
            Url = new string('u', 3_000),
            Revision = 5,
        };
        await open.Hooks.AddAsync(hook, default);
        Assert.False(await open.Hooks.ChangeAsync(hook, 4, default));
        Assert.True(await open.Hooks.ChangeAsync(hook, 5, default));
        var kept = Assert.Single(await open.Hooks.AllAsync(default));
        Assert.Equal((hook.Name, hook.Url, ""), (kept.Name, kept.Url, kept.Secret));
        Assert.True(await open.Hooks.RemoveAsync("h1", 5, default));
        Assert.Null(await open.Hooks.FindAsync("h1", default));
    }

    private static Task<List<StoredDelivery>> TakeAsync(OpenStore open, DateTime now) =>
        open.Deliveries.TakeAsync("north", now, TimeSpan.FromMinutes(1), 10, default);

    private static async Task SpreadAsync(OpenStore open, string id, DateTime now, DeliveryTarget target)
    {
        var telling = Telling(id, $"a-{id}");
        await KeepAsync(open, telling);
        await open.Deliveries.SpreadAsync("north", telling, [target], now, default);
    }

    private static Task KeepAsync(OpenStore open, params AlertTelling[] tellings) =>
        open.Alerts.WriteAsync(
            "north",
            [],
            new Dictionary<string, string?>(),
            tellings,
            new Dictionary<string, DateTime>(),
            At,
            default
        );

    private static AlertTelling Telling(string id, string alert) =>
        new(
            id,
            At,
            TellReason.Fired,
            new Alert
            {
                Id = alert,
                Rule = "r1",
                Name = "Overdue",
                Kpi = "overdue",
                Severity = KpiStatus.Critical,
                State = AlertPhase.Firing,
                Since = At,
                FiredAt = At,
            },
            [new AlertNotify("email", "team:Δ")],
            "Größe 😀"
        );
}

public sealed class DeliveryStoreSqlite() : DeliveryStoreTests("Sqlite");

public sealed class DeliveryStorePostgreSql() : DeliveryStoreTests("PostgreSql");

public sealed class DeliveryStoreMySql() : DeliveryStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class DeliveryStoreSqlServer() : DeliveryStoreTests("SqlServer");
