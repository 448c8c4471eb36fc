using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>What desks remember, on a real database: the same tests on every provider.</summary>
public abstract class HistoryStoreTests(string provider) : OnADatabase(provider)
{
    private const long Second = 1_773_133_200_000;
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 70_000).Select(number => (byte)number)];
    private HistoryStore? store;

    private HistoryStore Store =>
        store ??= new OpenStore(new StoreSettings(DatabaseProvider, Itsm.ConnectionString)).History;

    [SkippableFact]
    public async Task What_was_added_is_there_byte_by_byte_each_desk_its_own()
    {
        var series = new StoredSeries { Number = 1, Kpi = "open-tickets" };
        var group = series with { Number = 2, Dimension = "team", Name = new string('é', 2_000) + "😀 '1'", Rate = 1 };
        Assert.Null(await Store.HeadAsync("north", default));
        Assert.True(
            await Store.AddAsync("north", Addition(null, Second + 2_000, [series, group], (Second, EveryByte)), default)
        );
        Assert.True(await Store.AddAsync("south", Addition(null, Second, [series]), default));

        Assert.Equal(
            new HistoryHead
            {
                Began = Second + 2_000,
                KnownUntil = Second + 2_000,
                FoldedUntil = 7,
            },
            await Store.HeadAsync("north", default)
        );
        Assert.Equal((StoredSeries[])[series, group], await Store.SeriesAsync("north", default));
        Assert.Equal([series], await Store.SeriesAsync("south", default));
        Assert.Equal(EveryByte, Assert.Single(await Store.LogAsync("north", 0, long.MaxValue, default)).Data);
        Assert.Empty(await Store.LogAsync("south", 0, long.MaxValue, default));
        Assert.Empty(await Store.LogAsync("North", 0, long.MaxValue, default));
    }

    [SkippableFact]
    public async Task Who_does_not_know_what_another_wrote_adds_nothing()
    {
        var series = new StoredSeries { Number = 1, Kpi = "open-tickets" };
        Assert.True(await Store.AddAsync("north", Addition(null, Second, [series]), default));
        Assert.False(await Store.AddAsync("north", Addition(null, Second + 1_000, []), default));
        Assert.True(await Store.AddAsync("north", Addition(Second, Second + 2_000, [], (Second, [1])), default));
        Assert.False(
            await Store.AddAsync("north", Addition(Second, Second + 3_000, [], (Second + 1_000, [2])), default)
        );
        // Another has given the number meanwhile.
        Assert.False(await Store.AddAsync("north", Addition(Second + 2_000, Second + 3_000, [series]), default));
        Assert.Equal(Second + 2_000, (await Store.HeadAsync("north", default))!.KnownUntil);
        Assert.Equal([1], Assert.Single(await Store.LogAsync("north", 0, long.MaxValue, default)).Data);
    }

    [SkippableFact]
    public async Task A_quarter_takes_the_place_of_its_log()
    {
        await Store.AddAsync(
            "north",
            Addition(null, Second + 9_000, [], (Second, [1]), (Second + 1_000, [2]), (Second + 5_000, [3])),
            default
        );
        var chunk = new StoredChunk { Begins = Second, Data = EveryByte };
        await Store.FoldQuarterAsync("north", chunk, Second + 5_000, default);
        Assert.Equal(Second + 5_000, await Store.FirstSecondAsync("north", 0, default));
        Assert.Null(await Store.FirstSecondAsync("north", Second + 5_001, default));
        Assert.Equal(EveryByte, Assert.Single(await Store.ChunksAsync("north", 0, 0, 0, Second + 1, default)).Data);
        Assert.Empty(await Store.ChunksAsync("north", 0, 0, 0, Second, default));
        Assert.Empty(await Store.ChunksAsync("north", 0, 1, 0, long.MaxValue, default));
    }

    [SkippableFact]
    public async Task Changes_of_chunks_go_together_and_give_series_their_numbers()
    {
        await Store.AddAsync("north", Addition(null, Second, []), default);
        var wanted = new StoredSeries
        {
            Kpi = "overdue",
            Dimension = "team",
            Name = "Network",
        };
        await Assert.ThrowsAsync<Model.StoreException>(() =>
            Store.ChangeAsync(
                "north",
                async change =>
                {
                    await change.SeriesAsync([wanted]);
                    throw new InvalidOperationException("Midway.");
                },
                default
            )
        );
        Assert.Empty(await Store.SeriesAsync("north", default));
        // Who can wait rests for a while after a failure.
        store = null;
        await Store.ChangeAsync(
            "north",
            async change =>
            {
                var all = await change.SeriesAsync([wanted, wanted with { Name = "network" }, wanted]);
                Assert.Equal([1, 2], all.Select(one => one.Number));
                Assert.Equal(3, (await change.SeriesAsync([wanted with { Name = "" }])).Count);
                var chunk = new StoredChunk
                {
                    Span = 900,
                    Series = 2,
                    Begins = Second,
                    Data = [1],
                };
                await change.PutAsync(chunk);
                await change.PutAsync(chunk with { Data = [2] });
                await change.PutAsync(chunk with { Begins = Second - 1, Data = [3] });
                Assert.False(await change.DropAsync(900, Second, atOnce: 1));
                await change.FoldedAsync(Second + 1);
                await change.ComputedAsync(5, Second + 2);
            },
            default
        );
        Assert.Equal([2], Assert.Single(await Store.ChunksAsync("north", 900, 2, 0, long.MaxValue, default)).Data);
        Assert.Equal(
            new HistoryHead
            {
                Began = 5,
                KnownUntil = Second,
                FoldedUntil = Second + 1,
                ComputedUntil = Second + 2,
            },
            await Store.HeadAsync("north", default)
        );
        await Store.ChangeAsync("south", change => change.ComputedAsync(5, Second), default);
        Assert.Equal(Second, (await Store.HeadAsync("south", default))!.KnownUntil);
    }

    [SkippableFact]
    public async Task Gaps_and_limits_are_told_as_they_were()
    {
        var gaps = (StoredGap[])
            [
                new() { Begins = Second, Ends = Second + 20_000 },
                new() { Begins = Second + 50_000, Ends = Second + 80_000 },
            ];
        await Store.AddAsync("north", Addition(null, Second, []) with { Gaps = gaps }, default);
        Assert.Equal(gaps, await Store.GapsAsync("north", Second + 19_999, Second + 50_001, default));
        Assert.Empty(await Store.GapsAsync("north", Second + 20_000, Second + 50_000, default));
        var limits = (StoredLimits[])
            [
                new()
                {
                    Kpi = "overdue",
                    Since = Second,
                    Warning = 0.1,
                    Critical = null,
                },
                new()
                {
                    Kpi = "overdue",
                    Since = Second + 1,
                    Warning = null,
                    Critical = 12.5,
                },
            ];
        await Store.AddLimitsAsync("north", limits, default);
        Assert.Equal(limits, await Store.LimitsAsync("north", default));
        Assert.Empty(await Store.LimitsAsync("south", default));
    }

    private static HistoryAddition Addition(
        long? before,
        long until,
        StoredSeries[] series,
        params (long At, byte[] Data)[] seconds
    ) =>
        new(
            before,
            until,
            until,
            7,
            series,
            [.. seconds.Select(second => new StoredSecond { At = second.At, Data = second.Data })],
            []
        );
}

public sealed class HistoryStoreSqlite() : HistoryStoreTests("Sqlite");

public sealed class HistoryStorePostgreSql() : HistoryStoreTests("PostgreSql");

public sealed class HistoryStoreMySql() : HistoryStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class HistoryStoreSqlServer() : HistoryStoreTests("SqlServer");
