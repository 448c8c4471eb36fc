using Apollo.Grains.Following;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Following;

/// <summary>What stands behind every answer to "what changed since?".</summary>
public class ChangeLogTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_reader_gets_what_came_after_its_position_in_order()
    {
        var log = Log("a", "b", "c");

        Assert.Equal(["b", "c"], log.After(log.Position with { Number = 1 })!.Value.ToArray());
        Assert.Empty(log.After(log.Position)!.Value.ToArray());
    }

    [Fact]
    public void Who_holds_nothing_or_stands_elsewhere_is_told_everything()
    {
        var log = Log("a");

        Assert.Null(log.After(null));
        Assert.Null(log.After(log.Position with { Number = 2 }));
        Assert.Null(log.After(new Position(log.Position.Incarnation + 1, 1)));
    }

    [Fact]
    public void Who_is_further_behind_than_it_reaches_is_told_everything()
    {
        var log = Log("a", "b", "c", "d");

        Assert.Null(log.After(log.Position with { Number = 0 }));
        Assert.Equal(["b", "c", "d"], log.After(log.Position with { Number = 1 })!.Value.ToArray());
    }

    [Fact]
    public void Heavy_changes_push_earlier_ones_out_and_the_newest_stays_whatever_it_weighs()
    {
        var log = new ChangeLog<string>(time, 10, text => text.Length, 4);
        log.Add("ab");
        log.Add("cd");
        Assert.Equal(["ab", "cd"], log.After(log.Position with { Number = 0 })!.Value.ToArray());
        log.Add("efghij");

        Assert.Null(log.After(log.Position with { Number = 1 }));
        Assert.Equal(["efghij"], log.After(log.Position with { Number = 2 })!.Value.ToArray());
    }

    [Fact]
    public void After_a_fresh_start_nobody_goes_on_from_before()
    {
        var log = Log("a");
        var before = log.Position;
        log.StartAfresh();
        log.Add("b");

        Assert.Null(log.After(before));
        Assert.Equal(["b"], log.After(before with { Number = 2 })!.Value.ToArray());
    }

    [Fact]
    public async Task Who_waits_is_woken_by_the_next_change_and_by_none_after_a_while()
    {
        var log = Log("a");
        var waiting = log.NextAsync(log.Position, Long, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        log.Add("b");
        await waiting;

        var quiet = log.NextAsync(log.Position, Long, CancellationToken.None);
        time.Advance(Long);
        await quiet;
        Assert.True(log.NextAsync(null, Long, CancellationToken.None).IsCompletedSuccessfully);
    }

    private ChangeLog<string> Log(params string[] changes)
    {
        var log = new ChangeLog<string>(time, 3);
        foreach (var change in changes)
            log.Add(change);
        return log;
    }
}
