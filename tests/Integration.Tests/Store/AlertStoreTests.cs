using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>Rules, alerts and silences on a real database: the same tests on every provider.</summary>
public abstract class AlertStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    private static readonly AlertRule Rule = new()
    {
        Id = "r1",
        Name = "Größe '1' 😀",
        Kpi = "overdue",
        Dimension = "team",
        Group = "*",
        Above = true,
        Warning = new AlertLevel(0.1, 60, -3.5),
        Hours = new AlertHours(false, ImmutableSortedDictionary<string, string>.Empty.Add("Monday", "06:00-22:00")),
        Repeat = 60,
        Message = "call",
        Enabled = true,
        Revision = 5,
    };

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task A_rule_is_there_sign_by_sign_and_is_changed_only_as_it_was_read()
    {
        using var open = new OpenStore(Settings);
        var store = open.Alerts;
        await store.AddAsync("north", Rule, default);
        await store.AddAsync("south", Rule with { Name = "other" }, default);
        var second = Rule with { Warning = null, Critical = new AlertLevel(7), Revision = 6 };
        Assert.False(await store.ChangeAsync("north", second, 4, ends: false, default));
        Assert.True(await store.ChangeAsync("north", second, 5, ends: false, default));
        Assert.False(await store.RemoveAsync("north", Rule.Id, 5, default));
        var kept = Assert.Single((await store.LoadAsync("north", default)).Rules);
        Assert.Equal(
            (second.Name, second.Hours, null, second.Critical),
            (kept.Name, kept.Hours, kept.Warning, kept.Critical)
        );
        Assert.True(await store.RemoveAsync("north", Rule.Id, 6, default));
        Assert.Empty((await store.LoadAsync("north", default)).Rules);
        Assert.Equal("other", Assert.Single((await store.LoadAsync("south", default)).Rules).Name);
    }

    [SkippableFact]
    public async Task What_changed_is_written_all_or_nothing_and_again_without_harm()
    {
        using var open = new OpenStore(Settings);
        var store = open.Alerts;
        Assert.Empty((await store.LoadAsync("north", default)).Known);
        var alert = Some("a1", At);
        for (var time = 0; time < 2; time++)
            await store.WriteAsync("north", [alert], States(("r1", "[1]"), ("r2", "[2]")), [], Known(), At, default);
        await store.WriteAsync(
            "north",
            [alert with { State = AlertPhase.Resolved, ResolvedAt = At.AddMinutes(1) }],
            States(("r2", null)),
            [],
            Known((SliceName.Tickets, At.AddTicks(7)), (SliceName.Interventions, At.AddHours(-1))),
            At.AddHours(-1),
            default
        );
        var kept = await store.LoadAsync("north", default);
        Assert.Equal(
            (At.AddTicks(7), At.AddHours(-1)),
            (kept.Known[SliceName.Tickets], kept.Known[SliceName.Interventions])
        );
        Assert.Equal([new("r1", "[1]")], kept.States);
        var found = Assert.Single(await store.BetweenAsync("north", null, null, At, default));
        Assert.Equal((AlertPhase.Resolved, At.AddMinutes(1)), (found.State, found.ResolvedAt));
        Assert.Empty((await store.LoadAsync("south", default)).States);
    }

    [SkippableFact]
    public async Task What_an_Apollo_of_before_wrote_last_holds_for_each_slice()
    {
        using var open = new OpenStore(Settings);
        var store = open.Alerts;
        await store.WriteAsync("north", [], States(), [], Known((SliceName.Tickets, At)), At, default);
        await Itsm.ExecuteAsync(
            "UPDATE apollo_alert_desks SET known_until = @later",
            new { later = At.AddHours(1).Ticks }
        );
        var known = (await store.LoadAsync("north", default)).Known;
        Assert.Equal(At.AddHours(1), known[SliceName.Tickets]);
        Assert.Equal(At.AddHours(1), known[SliceName.Interventions]);
    }

    [SkippableFact]
    public async Task Alerts_of_a_span_are_those_that_stood_in_it_and_old_ones_are_forgotten()
    {
        using var open = new OpenStore(Settings);
        var store = open.Alerts;
        Alert[] alerts =
        [
            Some("over", At) with
            {
                ResolvedAt = At.AddHours(1),
            },
            Some("stands", At.AddMinutes(1)),
            Some("late", At.AddHours(3)),
        ];
        await store.WriteAsync("north", alerts, States(), [], Known(), At, default);
        Assert.Equal(["late", "stands", "over"], await IdsAsync(null, null, At));
        Assert.Equal(["stands"], await IdsAsync(At.AddHours(2), At.AddHours(3), At));
        Assert.Equal(["stands", "over"], await IdsAsync(At.AddHours(1), At.AddHours(2), At));
        var later = At.AddDays(401);
        await store.ForgetAsync("north", later, default);
        Assert.Equal(["late", "stands"], await IdsAsync(null, null, At));

        async Task<IEnumerable<string>> IdsAsync(DateTime? from, DateTime? to, DateTime now) =>
            (await store.BetweenAsync("north", from, to, now, default)).Select(alert => alert.Id);
    }

    [SkippableFact]
    public async Task A_silence_is_there_until_it_is_over()
    {
        using var open = new OpenStore(Settings);
        var store = open.Alerts;
        var silence = new AlertSilence("s1", null, "overdue", "team:Δ", At, At.AddHours(1), "Umzug 😀", "Ana");
        await store.AddAsync("north", silence, default);
        await store.AddAsync("north", silence with { Id = "s2", Until = At.AddHours(2) }, default);
        Assert.Equal(silence, (await store.LoadAsync("north", default)).Silences[0]);
        var over = At.AddHours(1).AddMilliseconds(1);
        await store.WriteAsync("north", [], States(), [], Known(), over, default);
        Assert.Equal("s2", Assert.Single((await store.LoadAsync("north", default)).Silences).Id);
        Assert.Equal(silence, Assert.Single(await store.PastSilencesAsync("north", over, 10, default)));

        // One that is ended early was as long as it was; one that did not begin never was.
        var planned = silence with
        {
            Id = "s3",
            From = At.AddHours(3),
            Until = At.AddHours(4),
        };
        await store.AddAsync("north", planned, default);
        Assert.True(await store.EndAsync("north", silence with { Id = "s2" }, over.AddMinutes(1), default));
        Assert.True(await store.EndAsync("north", planned, over, default));
        Assert.False(await store.EndAsync("north", planned, over, default));
        Assert.Equal(
            [("s2", over.AddMinutes(1)), ("s1", silence.Until)],
            (await store.PastSilencesAsync("north", At.AddHours(5), 10, default)).Select(one => (one.Id, one.Until))
        );
        await store.ForgetAsync("north", At.AddDays(401), default);
        Assert.Empty(await store.PastSilencesAsync("north", At.AddDays(401), 10, default));
    }

    private static Dictionary<string, string?> States(params (string Rule, string? Says)[] states) =>
        states.ToDictionary(state => state.Rule, state => state.Says);

    private static Dictionary<string, DateTime> Known(params (string Slice, DateTime Until)[] slices) =>
        slices.ToDictionary(one => one.Slice, one => one.Until);

    private static Alert Some(string id, DateTime firedAt) =>
        new()
        {
            Id = id,
            Rule = "r1",
            Name = "r",
            Kpi = "overdue",
            Severity = KpiStatus.Critical,
            State = AlertPhase.Firing,
            Since = firedAt,
            FiredAt = firedAt,
        };
}

public sealed class AlertStoreSqlite() : AlertStoreTests("Sqlite");

public sealed class AlertStorePostgreSql() : AlertStoreTests("PostgreSql");

public sealed class AlertStoreMySql() : AlertStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class AlertStoreSqlServer() : AlertStoreTests("SqlServer");
