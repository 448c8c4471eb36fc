using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;

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
    public void A_cancelled_row_never_comes_up_though_an_equal_one_does()
    {
        var equal = first with { };
        schedule.Add(first, 10);
        schedule.Add(equal, 12);
        schedule.Cancel(first);
        Assert.Equal(12, schedule.Next);
        Assert.True(schedule.TryTake(12, out var row));
        Assert.Same(equal, row);
    }

    [Fact]
    public void A_row_put_back_comes_up_once_at_its_new_instant()
    {
        schedule.Add(second, 5);
        schedule.Add(first, 10);
        schedule.Cancel(first);
        schedule.Add(first, 30);
        Assert.True(schedule.TryTake(30, out var row));
        Assert.Same(second, row);
        Assert.True(schedule.TryTake(30, out row));
        Assert.Same(first, row);
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
            schedule.Cancel(row);
            row = row with { };
            schedule.Add(row, 100 + change);
        }
        Assert.True(schedule.TryTake(200_000, out var due));
        Assert.Same(row, due);
        Assert.False(schedule.TryTake(200_000, out _));
    }
}
