using Apollo.Grains.Reports;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Reports;

/// <summary>Readings are shared, kept for a while, and ended when nobody waits.</summary>
public sealed class SharedRunsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider time = new();
    private readonly TaskCompletionSource<string> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SharedRuns runs;
    private int readings;

    public SharedRunsTests() => runs = new SharedRuns(time, most: 2);

    [Fact]
    public async Task Who_ask_the_same_share_one_reading_and_its_result_for_ten_minutes()
    {
        var (one, other) = (AskAsync("week"), AskAsync("week"));
        result.SetResult("done");
        Assert.Equal(("done", "done"), (await one.WaitAsync(Patience), await other.WaitAsync(Patience)));
        time.Advance(SharedRuns.KeptFor);
        await AskAsync("week");
        Assert.Equal(1, readings);
        time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("week");
        Assert.Equal(2, readings);
    }

    [Fact]
    public async Task A_reading_goes_on_while_somebody_waits_and_ends_with_the_last()
    {
        using var first = new CancellationTokenSource();
        using var last = new CancellationTokenSource();
        var (one, other) = (AskAsync("week", first.Token), AskAsync("week", last.Token));
        await begun.Task.WaitAsync(Patience);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Patience));
        Assert.False(ended.Task.IsCompleted);
        await last.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.WaitAsync(Patience));
        await ended.Task.WaitAsync(Patience);
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Who_is_told_to_ask_again_and_does_finds_the_reading_going_on()
    {
        var asked = AskAsync("week");
        await begun.Task.WaitAsync(Patience);
        time.Advance(SharedRuns.AnswerWithin);
        Assert.Null(await asked.WaitAsync(Patience));
        var again = AskAsync("week");
        time.Advance(SharedRuns.AskAgainWithin);
        result.SetResult("done");
        Assert.Equal("done", await again.WaitAsync(Patience));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Who_is_told_to_ask_again_and_does_not_ends_it()
    {
        var asked = AskAsync("week");
        await begun.Task.WaitAsync(Patience);
        time.Advance(SharedRuns.AnswerWithin);
        Assert.Null(await asked.WaitAsync(Patience));
        Assert.False(ended.Task.IsCompleted);
        time.Advance(SharedRuns.AskAgainWithin);
        await ended.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_wait_and_not_kept()
    {
        var (one, other) = (AskAsync("week"), AskAsync("week"));
        result.SetException(new ItsmAwayException("No answer."));
        await Assert.ThrowsAsync<ItsmAwayException>(() => one.WaitAsync(Patience));
        await Assert.ThrowsAsync<ItsmAwayException>(() => other.WaitAsync(Patience));
        await Assert.ThrowsAsync<ItsmAwayException>(() => AskAsync("week").WaitAsync(Patience));
        Assert.Equal(2, readings);
    }

    [Fact]
    public async Task Only_so_many_are_under_way_and_only_so_many_results_are_kept()
    {
        var asked = Enumerable.Range(0, SharedRuns.MostUnderWay).Select(week => AskAsync($"week {week}")).ToList();
        await Assert.ThrowsAsync<TooManyReportsException>(() => AskAsync("one more"));
        result.SetResult("done");
        await Task.WhenAll(asked).WaitAsync(Patience);
        time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("the last");
        await AskAsync("week 0");
        Assert.Equal(SharedRuns.MostUnderWay + 2, readings);
    }

    private Task<string?> AskAsync(string key, CancellationToken cancellation = default) =>
        runs.AskAsync(
            key,
            async ending =>
            {
                Interlocked.Increment(ref readings);
                begun.TrySetResult();
                try
                {
                    return await result.Task.WaitAsync(ending);
                }
                catch (OperationCanceledException)
                {
                    ended.SetResult();
                    throw;
                }
            },
            cancellation
        );
}
