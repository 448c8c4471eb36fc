using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Following;

/// <summary>Whoever works for ever goes on after failures, later and later.</summary>
public class KeepGoingTests
{
    [Fact]
    public void Each_failure_in_a_row_waits_twice_as_long_to_a_limit_and_success_ends_the_row()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => backOff.Next().TotalSeconds));
        backOff.Reset();
        Assert.Equal(1, backOff.Next().TotalSeconds);
    }

    [Fact]
    public async Task The_loop_tells_each_failure_with_its_pause_and_ends_when_cancelled()
    {
        var time = new FakeTimeProvider();
        using var cancelled = new CancellationTokenSource();
        var pauses = new List<double>();
        var steps = 0;
        var loop = KeepGoing.RunAsync(
            async _ =>
            {
                await Task.Yield();
                return ++steps switch
                {
                    1 or 2 or 4 => throw new TimeoutException(),
                    3 => true,
                    _ => await Stop(),
                };
            },
            (_, pause) => pauses.Add(pause.TotalSeconds),
            new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)),
            time,
            cancelled.Token
        );
        while (!loop.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await loop;

        Assert.Equal((5, 1d, 2d, 1d), (steps, pauses[0], pauses[1], pauses[2]));

        async Task<bool> Stop()
        {
            await cancelled.CancelAsync();
            cancelled.Token.ThrowIfCancellationRequested();
            return true;
        }
    }
}
