using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Engine;

public class ScheduleTests
{
    private readonly Schedule<Ticket> schedule = new();
    private readonly Ticket first = Some.Ticket("INC-1");
    private readonly Ticket second = Some.Ticket("INC-2");

    [Fact]
    public void Rows_come_up_at_their_tick_earliest_first()
    {
        schedule.Load([(second, 20), (first, 10)]);
        Assert.Equal(10, schedule.Next);
        Assert.False(schedule.TryTake(9, out _));
        Assert.True(schedule.TryTake(25, out var row));
        Assert.Same(first, row);
        Assert.True(schedule.TryTake(25, out row));
        Assert.Same(second, row);
        Assert.False(schedule.TryTake(25, out _));
        Assert.Equal(long.MaxValue, schedule.Next);
    }

    [Fact]
    public void A_row_that_waits_no_longer_never_comes_up()
    {
        schedule.Add(first, 10);
        schedule.Add(second, 12);
        schedule.Change(first with { }, 10, null, null);
        Assert.Equal(12, schedule.Next);
        Assert.True(schedule.TryTake(12, out var row));
        Assert.Same(second, row);
        Assert.Equal(long.MaxValue, schedule.Next);
    }

    [Fact]
    public void A_row_changed_comes_up_once_at_its_new_instant_and_as_it_is()
    {
        var after = first with { Team = "Field" };
        schedule.Load([(second, 5), (first, 10)]);
        schedule.Change(first with { }, 10, after, 30);
        Assert.True(schedule.TryTake(30, out var row));
        Assert.Same(second, row);
        Assert.True(schedule.TryTake(30, out row));
        Assert.Same(after, row);
        Assert.False(schedule.TryTake(99, out _));
    }

    [Fact]
    public void A_row_changed_beside_its_instant_comes_up_as_it_is()
    {
        var after = first with { Team = "Field" };
        schedule.Add(first, 10);
        schedule.Change(first with { }, 10, after, 10);
        Assert.True(schedule.TryTake(10, out var row));
        Assert.Same(after, row);
        Assert.False(schedule.TryTake(99, out _));
    }

    [Fact]
    public void A_row_moved_to_and_fro_comes_up_once()
    {
        schedule.Add(first, 10);
        schedule.Change(first, 10, first, 20);
        schedule.Change(first, 20, first, 10);
        Assert.True(schedule.TryTake(10, out _));
        Assert.False(schedule.TryTake(99, out _));
        schedule.Add(first, 20);
        Assert.True(schedule.TryTake(20, out _));
        Assert.False(schedule.TryTake(99, out _));
    }

    [Fact]
    public void Many_changes_of_one_row_leave_one_entry()
    {
        schedule.Add(second, 1_000_000);
        var row = first;
        schedule.Add(row, 100);
        for (var change = 0; change < 10_000; change++)
        {
            var next = row with { };
            schedule.Change(row, Math.Max(100, 99 + change), next, 100 + change);
            row = next;
        }
        Assert.True(schedule.TryTake(200_000, out var due));
        Assert.Same(row, due);
        Assert.False(schedule.TryTake(200_000, out _));
    }

    [Fact]
    public void Any_history_takes_each_row_at_its_latest_instant_and_as_it_was_last() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[-40, 60])
            .Array[1, 400]
            .Sample(
                steps =>
                {
                    var live = new Schedule<Ticket>();
                    var waiting = new Dictionary<string, (Ticket Row, long At)>();
                    var now = 0L;
                    foreach (var (number, wait) in steps)
                    {
                        // A step in eight lets the clock move; the others change a row, many of them to nothing.
                        if (number % 8 == 0)
                            now += Math.Abs(wait);
                        while (live.TryTake(now, out var row))
                        {
                            Assert.True(waiting.Remove(row.Id, out var due));
                            Assert.Same(due.Row, row);
                            Assert.True(due.At <= now);
                        }
                        Assert.Equal(
                            waiting.Count == 0 ? long.MaxValue : waiting.Values.Min(entry => entry.At),
                            live.Next
                        );
                        var id = $"INC-{number}";
                        var after = Some.Ticket(id);
                        long? waited = waiting.TryGetValue(id, out var before) ? before.At : null;
                        long? waits = wait > 0 ? now + wait : null;
                        live.Change(before.Row is { } old ? old with { } : null, waited, after, waits);
                        if (waits is { } at)
                            waiting[id] = (after, at);
                        else
                            waiting.Remove(id);
                    }
                },
                iter: 300
            );
}
