using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.History;

/// <summary>What cannot be answered is refused with a mend, and nothing is lost by it.</summary>
public sealed class BadQuestions : IDisposable
{
    private static readonly DateTime Start = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_is_refused_with_what_to_ask_instead()
    {
        using var store = new OpenStore(
            new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("apollo.db")}")
        );
        var desk = await RecordedDesk.LoadAsync(store, Start);
        for (var minute = 0; minute <= 60; minute++)
            desk.Tell(Start.AddMinutes(minute), ("Network", minute), ("Field", 1));
        desk.Confirm(Start.AddMinutes(61));
        var (end, future) = (Start.AddHours(1), Start.AddYears(20));
        Assert.True(await desk.WriteAsync());

        await RefusedAsync(
            "group",
            "'open-tickets' never had a team 'Nobody'. It has or had: Field, Network.",
            end,
            900,
            "Nobody"
        );
        await RefusedAsync(
            "group",
            "never had a team ''; DROP TABLE apollo_history; --'",
            end,
            0,
            "'; DROP TABLE apollo_history; --"
        );
        await RefusedAsync("to", "to is not after from", Start.AddHours(-1), 900);
        await RefusedAsync("to", "to is not after from", Start, null);
        foreach (var step in (int[])[1, 61, 86_399, 86_401, int.MaxValue, -900])
            await RefusedAsync("step", $"step is {step}: give one of 0, 60, 300, 900", end, step);

        // A range without end is cut to what is known, however fine: what is left is what there is.
        Assert.Equal(61, (await desk.AskAsync(Start.AddYears(-100), future, 0, "Network")).Points.Length);
        var all = await desk.AskAsync(Start.AddYears(-100), future, 60);
        Assert.Equal(61, all.Points.Length);

        async Task RefusedAsync(string parameter, string mend, DateTime to, int? step, string? team = null)
        {
            var error = await Assert.ThrowsAsync<HistoryQueryException>(() => desk.AskAsync(Start, to, step, team));
            Assert.Equal(parameter, error.Parameter);
            Assert.Contains(mend, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task More_points_than_are_given_are_refused_with_the_step_that_fits()
    {
        using var store = new OpenStore(
            new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("apollo.db")}")
        );
        var begin = Start.AddDays(-120);
        var before = await RecordedDesk.LoadAsync(store, begin);
        before.Tell(begin, ("Network", 1));
        before.Confirm(begin.AddMinutes(1));
        Assert.True(await before.WriteAsync());
        var desk = await RecordedDesk.LoadAsync(store, Start);
        desk.Tell(Start, ("Network", 2));
        Assert.True(await desk.WriteAsync());

        foreach (var step in (int[])[0, 60, 900, 3_600])
        {
            var error = await Assert.ThrowsAsync<HistoryQueryException>(() => desk.AskAsync(begin, Start, step));
            Assert.Contains("the least for this range is 10800", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(10_800, (await desk.AskAsync(begin, Start)).Step);
    }
}
