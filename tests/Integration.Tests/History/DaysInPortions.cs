using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.History;

/// <summary>A day that is over is written portion by portion, and none of them twice.</summary>
public sealed class DaysInPortions : IDisposable
{
    // Midnight in Paris.
    private static readonly DateTime Start = new(2026, 3, 9, 23, 0, 0, DateTimeKind.Utc);
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task A_day_broken_off_between_two_portions_goes_on_as_if_nothing_had_been()
    {
        using var whole = Open("whole.db");
        using var broken = Open("broken.db");
        await LiveAsync(whole, HistoryWriter.PortionOfDay);
        await LiveAsync(broken, portionOfDay: 2, breaksOff: "broken.db");

        // The whole desk and the first team are written, the second team is not, and the day is not over.
        Assert.Equal([1, 2], await SeriesOfAsync(broken));
        Assert.Equal(
            UnixTime.Of(Start.AddDays(1)),
            (await broken.History.HeadAsync(RecordedDesk.Id, default))!.FoldedUntil
        );
        await RunAsync("broken.db", "DROP TRIGGER full");
        using var next = Open("broken.db");
        var after = await RecordedDesk.LoadAsync(next, Start, portionOfDay: 2);
        after.Confirm(Start.AddDays(2).AddMinutes(2));
        Assert.True(await after.WriteAsync());

        Assert.Equal([1, 2, 3, 4, 5], await SeriesOfAsync(broken));
        Assert.Equal(await ChunksAsync("whole.db"), await ChunksAsync("broken.db"));
    }

    [Fact]
    public async Task What_is_written_is_forgotten_but_for_what_sparklines_show()
    {
        using var store = Open("apollo.db");
        await LiveAsync(store, HistoryWriter.PortionOfDay);
        var desk = await RecordedDesk.LoadAsync(store, Start);
        var shown = Enumerable.Range(1, 95).Select(quarter => UnixTime.Of(Start.AddDays(1).AddMinutes(15 * quarter)));
        foreach (var memory in desk.State.Recorder.Series)
        {
            Assert.Empty(memory.Quarters(0, withOpen: false));
            Assert.All(shown, start => Assert.False(double.IsNaN(memory.LastOfQuarter(start))));
            Assert.True(double.IsNaN(memory.LastOfQuarter(UnixTime.Of(Start.AddHours(20)))));
        }
    }

    [Fact]
    public async Task Years_in_which_nobody_was_there_are_passed_over_at_once()
    {
        using var store = Open("apollo.db");
        var before = await RecordedDesk.LoadAsync(store, Start);
        Tell(before, 0, 36 * 60);
        Assert.True(await before.WriteAsync());
        await RunAsync("apollo.db", "CREATE TABLE folds (until INTEGER)");
        await RunAsync(
            "apollo.db",
            "CREATE TRIGGER folds AFTER UPDATE ON apollo_history WHEN NEW.folded_until <> OLD.folded_until "
                + "BEGIN INSERT INTO folds VALUES (NEW.folded_until); END"
        );

        const int years = 730 * 24 * 60;
        var after = await RecordedDesk.LoadAsync(store, Start.AddMinutes(years));
        Tell(after, years, years + (36 * 60));
        Assert.True(await after.WriteAsync());

        await using var connection = new SqliteConnection(Address("apollo.db"));
        // The day after the first, all that lies between, and the day of which the whole is known again.
        Assert.Equal(
            [UnixTime.Of(Start.AddDays(2)), UnixTime.Of(Start.AddDays(730)), UnixTime.Of(Start.AddDays(731))],
            await connection.QueryAsync<long>("SELECT until FROM folds ORDER BY until")
        );
        var days = await after.AskAsync(Start, Start.AddDays(732), HistoryLevels.Days);
        Assert.Equal(
            [0, 1, 730, 731],
            days.Points.Select(point => (int)((point[0]!.Value - UnixTime.Of(Start)) / StepGrid.DayLength))
        );
    }

    /// <summary>Two days of five series; on the second, ten minutes of a quarter of an hour are not known.</summary>
    private async Task LiveAsync(OpenStore store, int portionOfDay, string? breaksOff = null)
    {
        var before = await RecordedDesk.LoadAsync(store, Start, portionOfDay: portionOfDay);
        Tell(before, 0, 36 * 60);
        Assert.True(await before.WriteAsync());
        if (breaksOff is not null)
            await RunAsync(
                breaksOff,
                "CREATE TRIGGER full BEFORE UPDATE ON apollo_history_chunks WHEN NEW.span = 86400 AND NEW.series = 4 "
                    + "BEGIN SELECT RAISE(ABORT, 'no room'); END"
            );
        var after = await RecordedDesk.LoadAsync(store, Start.AddMinutes((36 * 60) + 10), portionOfDay: portionOfDay);
        Tell(after, (36 * 60) + 10, (48 * 60) + 1);
        if (breaksOff is null)
            Assert.True(await after.WriteAsync());
        else
            await Assert.ThrowsAsync<StoreException>(after.WriteAsync);
    }

    /// <summary>The series whose second day is a step.</summary>
    private static async Task<IEnumerable<int>> SeriesOfAsync(OpenStore store)
    {
        var levels = new HistoryLevels(store.History, NullLogger<HistoryLevels>.Instance);
        var (from, until) = (UnixTime.Of(Start.AddDays(1)), UnixTime.Of(Start.AddDays(2)));
        var found = new List<int>();
        foreach (var series in await store.History.SeriesAsync(RecordedDesk.Id, default))
            if (await levels.ReadAsync(RecordedDesk.Id, HistoryLevels.Days, series, from, until, default) is [_])
                found.Add(series.Number);
        return found;
    }

    private async Task<List<string>> ChunksAsync(string file)
    {
        await using var connection = new SqliteConnection(Address(file));
        return
        [
            .. await connection.QueryAsync<string>(
                "SELECT span || ' ' || series || ' ' || begins || ' ' || hex(data) FROM apollo_history_chunks "
                    + "WHERE span > 0 ORDER BY span, series, begins"
            ),
        ];
    }

    private async Task RunAsync(string file, string statement)
    {
        await using var connection = new SqliteConnection(Address(file));
        await connection.ExecuteAsync(statement);
    }

    private OpenStore Open(string file) => new(new StoreSettings(DatabaseProvider.Sqlite, Address(file)));

    private string Address(string file) => $"Data Source={folder.File(file)}";

    private static void Tell(RecordedDesk desk, int from, int until)
    {
        for (var minute = from; minute <= until; minute += 7)
            desk.Tell(
                Start.AddMinutes(minute),
                ("A", minute % 13),
                ("B", minute % 11),
                ("C", minute % 5),
                ("D", minute % 3)
            );
        desk.Confirm(Start.AddMinutes(until).AddSeconds(1));
    }
}
