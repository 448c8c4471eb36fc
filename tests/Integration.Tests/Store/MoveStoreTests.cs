using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>What moved in KPIs on a real database: the same tests on every provider.</summary>
public abstract class MoveStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime Start = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    [SkippableFact]
    public async Task What_was_counted_and_what_moved_is_there_after_a_restart_to_the_tick()
    {
        RowKey[] counted =
        [
            new("INC-1", null),
            new("inc-1", null),
            new("Zürich '1' 😀", "resolved"),
            .. Enumerable.Range(0, 5000).Select(number => new RowKey($"INC{number:0000000}", "opened")),
        ];
        ImmutableArray<KeptMove> moves =
        [
            new(
                MoveKind.Entered,
                new RowMoved(
                    "INC-2",
                    null,
                    "Drucker \"brennt\" 🔥",
                    Start.AddTicks(7),
                    false,
                    new ColumnChange("priority", 3.0, 1.0)
                )
            ),
            new(MoveKind.Left, new RowMoved("INC-1", "resolved", null, Start.AddSeconds(1), true, null)),
            new(
                MoveKind.Changed,
                new RowMoved(
                    "INC-3",
                    null,
                    "<script>",
                    Start.AddSeconds(2),
                    false,
                    new ColumnChange("state", "open", null),
                    Away: true
                )
            ),
        ];
        var store = Store();
        await store.BeginAsync("north", "overdue", Start.AddTicks(1), counted, default);
        await store.AppendAsync("north", "overdue", new MoveBatch(5, Start.AddSeconds(2), moves), default);
        await store.BeginAsync("south", "overdue", Start, [], default);
        var later = Store();
        var known = (await later.LoadAsync("north", "overdue", default))!;
        Assert.Equal(
            (Start.AddTicks(1), Start.AddTicks(1), Start.AddSeconds(2)),
            (known.At, known.KeptSince, known.KnownUntil)
        );
        Assert.Equal(counted.ToHashSet(), known.Counted);
        var batch = Assert.Single(known.Batches);
        Assert.Equal(5, batch.Number);
        Assert.Equal(moves.AsEnumerable(), batch.Moves);
        Assert.Equal(DateTimeKind.Utc, batch.Moves[0].Row.At.Kind);
        Assert.Empty((await later.LoadAsync("south", "overdue", default))!.Counted);
        Assert.Null(await later.LoadAsync("North", "overdue", default));
        Assert.Null(await later.LoadAsync("north", "open-tickets", default));
    }

    [SkippableFact]
    public async Task Moves_older_than_an_instant_become_part_of_what_was_counted()
    {
        var store = Store();
        await store.BeginAsync("north", "overdue", Start, [new("A", null), new("B", null)], default);
        await store.AppendAsync(
            "north",
            "overdue",
            new MoveBatch(1, Start.AddHours(1), [Move(MoveKind.Left, "A", 1), Move(MoveKind.Entered, "C", 1)]),
            default
        );
        await store.AppendAsync(
            "north",
            "overdue",
            new MoveBatch(2, Start.AddHours(2), [Move(MoveKind.Entered, "A", 2), Move(MoveKind.Changed, "B", 2)]),
            default
        );
        await store.AppendAsync(
            "north",
            "overdue",
            new MoveBatch(3, Start.AddHours(3), [Move(MoveKind.Left, "C", 3)]),
            default
        );

        await store.FoldAsync("north", "overdue", Start.AddHours(2), default);
        var known = (await store.LoadAsync("north", "overdue", default))!;
        Assert.Equal((Start.AddHours(2), Start.AddHours(2)), (known.At, known.KeptSince));
        Assert.Equal([new("A", null), new("B", null), new("C", null)], known.Counted);
        Assert.Equal(3, Assert.Single(known.Batches).Number);

        await store.FoldAsync("north", "overdue", Start.AddHours(2.5), default);
        Assert.Equal(3, Assert.Single((await store.LoadAsync("north", "overdue", default))!.Batches).Number);
        await store.FoldAsync("north", "overdue", Start.AddHours(3), default);
        known = (await store.LoadAsync("north", "overdue", default))!;
        Assert.Equal([new("A", null), new("B", null)], known.Counted);
        Assert.Empty(known.Batches);
    }

    [SkippableFact]
    public async Task Beginning_anew_and_clearing_touch_one_KPI_of_one_desk()
    {
        var store = Store();
        foreach (
            var (desk, kpi) in ((string, string)[])
                [("north", "overdue"), ("north", "open-tickets"), ("south", "overdue")]
        )
        {
            await store.BeginAsync(desk, kpi, Start, [new("A", null)], default);
            await store.AppendAsync(
                desk,
                kpi,
                new MoveBatch(1, Start.AddHours(1), [Move(MoveKind.Left, "A", 1)]),
                default
            );
        }
        await store.BeginAsync("north", "overdue", Start.AddHours(5), [new("B", null)], default);
        await store.ClearAsync("south", "overdue", default);
        var anew = (await store.LoadAsync("north", "overdue", default))!;
        Assert.Equal((new RowKey("B", null), 0), (Assert.Single(anew.Counted), anew.Batches.Length));
        Assert.Null(await store.LoadAsync("south", "overdue", default));
        Assert.Single((await store.LoadAsync("north", "open-tickets", default))!.Batches);
    }

    private static KeptMove Move(MoveKind kind, string id, double hours) =>
        new(kind, new RowMoved(id, null, null, Start.AddHours(hours), false, null));

    private MoveStore Store() => new OpenStore(new StoreSettings(DatabaseProvider, Itsm.ConnectionString)).Moves;
}

public sealed class MoveStoreSqlite() : MoveStoreTests("Sqlite");

public sealed class MoveStorePostgreSql() : MoveStoreTests("PostgreSql");

public sealed class MoveStoreMySql() : MoveStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class MoveStoreSqlServer() : MoveStoreTests("SqlServer");
