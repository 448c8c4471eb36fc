using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.History;

/// <summary>What may happen to a desk's history, on a real database: the same tests on every provider.</summary>
public abstract class HistoryFaults(string provider) : OnADatabase(provider)
{
    // Noon in Paris.
    private static readonly DateTime Start = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);
    private readonly FakeTimeProvider clock = new(Start);

    private OpenStore Open() => new(new StoreSettings(DatabaseProvider, Itsm.ConnectionString), clock);

    [SkippableFact]
    public async Task The_silo_after_takes_over_where_the_one_before_ended_and_that_one_writes_no_more()
    {
        using var one = Open();
        using var other = Open();
        var before = await RecordedDesk.LoadAsync(one, Start);
        for (var second = 0; second < 60; second++)
            before.Tell(Start.AddSeconds(second), ("Network", second), ("Field", 1));
        Assert.True(await before.WriteAsync());
        // What it has not written when it is lost is told by the next one's first reading, as of then.
        before.Tell(Start.AddSeconds(60), ("Network", 1000));

        var back = Start.AddSeconds(66);
        var after = await RecordedDesk.LoadAsync(other, back);
        after.Tell(back, ("Network", 70), ("Field", 1));
        for (var second = 67; second <= 1000; second++)
            after.Confirm(Start.AddSeconds(second));
        Assert.True(await after.WriteAsync());
        Assert.False(await before.WriteAsync());

        var told = await after.AskAsync(Start, Start.AddSeconds(1000), step: 0, team: "Network");
        Assert.Empty(told.Gaps);
        Assert.Equal([.. Enumerable.Range(0, 59), 70], told.Points.Select(point => (int)point[1]!));
        Assert.Equal(UnixTime.Of(back), told.Points[^1][0]);
        Assert.Equal(told.Points.Select(point => point[0]).Distinct(), told.Points.Select(point => point[0]));
        var steps = await after.AskAsync(Start, Start.AddSeconds(1000), step: 900, team: "Network");
        Assert.Equal([UnixTime.Of(Start), UnixTime.Of(Start.AddMinutes(15))], steps.Points.Select(point => point[0]));
        Assert.Equal([0, 70, 70], new[] { steps.Points[0][2], steps.Points[0][3], steps.Points[1][4] });
        // Seven seconds are no gap; more than ten are one, from the last good poll to the next.
        using var third = Open();
        var late = Start.AddSeconds(1300);
        var last = await RecordedDesk.LoadAsync(third, late);
        last.Tell(late, ("Network", 5));
        last.Confirm(late.AddSeconds(1));
        Assert.True(await last.WriteAsync());
        var gap = Assert.Single((await last.AskAsync(Start, late.AddSeconds(1), step: 900)).Gaps);
        Assert.Equal((UnixTime.Of(Start.AddSeconds(1000)), UnixTime.Of(late)), (gap[0], gap[1]));
    }

    [SkippableFact]
    public async Task A_clock_that_jumps_back_changes_nothing_that_is_known()
    {
        using var store = Open();
        var desk = await RecordedDesk.LoadAsync(store, Start);
        desk.Tell(Start, ("Network", 1));
        desk.Tell(Start.AddMinutes(30), ("Network", 2));
        desk.Confirm(Start.AddMinutes(30).AddSeconds(1));
        Assert.True(await desk.WriteAsync());

        desk.Tell(Start.AddMinutes(10), ("Network", 3));
        for (var minute = 11; minute < 30; minute++)
            desk.Confirm(Start.AddMinutes(minute));
        Assert.True(await desk.WriteAsync());
        Assert.Equal(UnixTime.Of(Start.AddMinutes(30).AddSeconds(1)), desk.State.Head!.KnownUntil);
        for (var second = 2; second < 1200; second++)
            desk.Confirm(Start.AddMinutes(30).AddSeconds(second));
        desk.Tell(Start.AddMinutes(50), ("Network", 4));
        desk.Confirm(Start.AddMinutes(50).AddSeconds(1));
        Assert.True(await desk.WriteAsync());

        var told = await (await RecordedDesk.LoadAsync(store, Start)).AskAsync(Start, Start.AddHours(1), step: 0);
        Assert.Equal([1, 2, 3, 4], told.Points.Select(point => point[1]));
        Assert.Equal(told.Points.Select(point => point[0]).Order(), told.Points.Select(point => point[0]));
        Assert.InRange(
            (long)told.Points[2][0]!,
            UnixTime.Of(Start.AddMinutes(30)),
            UnixTime.Of(Start.AddMinutes(30).AddSeconds(2))
        );
        Assert.Empty(told.Gaps);
    }

    [SkippableFact]
    public async Task Each_level_is_kept_as_long_as_it_says_and_days_for_ever()
    {
        using var store = Open();
        var desk = await RecordedDesk.LoadAsync(store, Start);
        desk.Tell(Start, ("Network", 1));
        desk.Confirm(Start.AddSeconds(1));
        Assert.True(await desk.WriteAsync());
        var series = await store.History.SeriesAsync(RecordedDesk.Id, default);
        int[] ages = [5, 8, 12, 20, 390, 430, 500, 3000];
        await store.History.ChangeAsync(
            RecordedDesk.Id,
            async change =>
            {
                foreach (var one in series)
                foreach (var age in ages)
                foreach (var span in (int[])[HistoryLevels.Minutes, HistoryLevels.Quarters, HistoryLevels.Days])
                    await desk.Levels.AddAsync(change, RecordedDesk.Id, span, one, [Old(age, span)]);
            },
            default
        );
        // A change every ten minutes for five days.
        var now = Start;
        for (var turn = 1; turn <= 5 * 144; turn++)
        {
            now = Start.AddMinutes(10 * turn);
            desk.Tell(now, ("Network", turn));
            desk.Confirm(now.AddSeconds(1));
            if (turn % 36 == 0)
                Assert.True(await desk.WriteAsync());
        }

        var folded = await RecordedDesk.LoadAsync(store, now);
        // Chunks go whole: minutes by the day, quarters by 28 days.
        foreach (var one in series)
        {
            Assert.Equal([5, 8], await AgesAsync(HistoryLevels.Minutes, one));
            Assert.Equal([5, 8, 12, 20, 390], await AgesAsync(HistoryLevels.Quarters, one));
            Assert.Equal(ages, await AgesAsync(HistoryLevels.Days, one));
        }
        // By change: two days, and no chunk of before; minutes of a team are made of these.
        Assert.Equal(0, (await folded.AskAsync(now.AddHours(-47), now, step: 0)).Step);
        Assert.Equal(60, (await folded.AskAsync(now.AddHours(-47), now.AddHours(-46), step: 60, team: "Network")).Step);
        Assert.Equal(60, (await folded.AskAsync(now.AddDays(-4), now.AddDays(-3), step: 60)).Step);
        foreach (var (step, team, least) in ((int, string?, int)[])[(0, null, 60), (60, "Network", 900)])
        {
            var error = await Assert.ThrowsAsync<HistoryQueryException>(() =>
                folded.AskAsync(now.AddHours(-49), now.AddHours(-48), step, team)
            );
            Assert.Contains($"the least for this range is {least};", error.Message, StringComparison.Ordinal);
        }
        var segments = await store.History.ChunksAsync(RecordedDesk.Id, 0, 0, 0, long.MaxValue, default);
        Assert.InRange(segments[0].Begins, UnixTime.Of(now.AddDays(-3)), UnixTime.Of(now.AddDays(-2)));

        async Task<List<int>> AgesAsync(int span, StoredSeries one)
        {
            var steps = await desk.Levels.ReadAsync(RecordedDesk.Id, span, one, 0, long.MaxValue, default);
            return [.. ages.Where(age => steps.Exists(step => step.Start == Old(age, span).Start))];
        }
    }

    private static HistoryStep Old(int age, int span)
    {
        var grid = span == HistoryLevels.Days ? StepGrid.Days(RecordedDesk.Calendar) : StepGrid.Every(span);
        var start = grid.Start(UnixTime.Of(Start.AddDays(-age)));
        return HistoryStep.Quiet(start, grid.End(start), SeriesValue.Of(7), 0);
    }

    [SkippableFact]
    public async Task Much_that_is_too_old_goes_a_bounded_part_at_once()
    {
        using var store = Open();
        var desk = await RecordedDesk.LoadAsync(store, Start);
        desk.Tell(Start, ("Network", 1));
        desk.Confirm(Start.AddSeconds(1));
        Assert.True(await desk.WriteAsync());
        var series = (await store.History.SeriesAsync(RecordedDesk.Id, default))[0];
        await store.History.ChangeAsync(
            RecordedDesk.Id,
            async change =>
            {
                for (var age = 1000; age > 400; age -= 28)
                    await desk.Levels.AddAsync(
                        change,
                        RecordedDesk.Id,
                        HistoryLevels.Quarters,
                        series,
                        [Old(age, HistoryLevels.Quarters)]
                    );
            },
            default
        );
        var before = await CountAsync();
        Assert.True(await store.History.DropAsync(RecordedDesk.Id, 900, UnixTime.Of(Start), 86_400_000, default));
        Assert.Equal(before - 1, await CountAsync());
        await desk.Levels.ForgetAsync(RecordedDesk.Id, 900, UnixTime.Of(Start.AddDays(-428)), default);
        Assert.InRange(await CountAsync(), 1, 2);

        async Task<int> CountAsync() =>
            (await store.History.ChunksAsync(RecordedDesk.Id, 900, series.Number, 0, long.MaxValue, default)).Count;
    }
}

public sealed class HistoryFaultsSqlite() : HistoryFaults("Sqlite");

public sealed class HistoryFaultsPostgreSql() : HistoryFaults("PostgreSql");

public sealed class HistoryFaultsMySql() : HistoryFaults("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class HistoryFaultsSqlServer() : HistoryFaults("SqlServer");
