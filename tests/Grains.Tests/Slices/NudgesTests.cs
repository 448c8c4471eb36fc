using Apollo.Grains.Slices;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Slices;

public sealed class NudgesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider time = new();
    private readonly Nudges nudges;

    public NudgesTests() => nudges = new Nudges(time);

    [Fact]
    public async Task Without_a_nudge_the_pause_is_as_long_as_it_is()
    {
        var pause = nudges.PauseAsync(Minute, TimeSpan.FromSeconds(1), CancellationToken.None);
        time.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.False(pause.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await pause;
    }

    [Fact]
    public async Task A_nudge_ends_the_pause_but_not_sooner_than_ten_times_the_last_poll()
    {
        var pause = nudges.PauseAsync(Minute, TimeSpan.FromSeconds(2), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(5));
        nudges.Nudge();
        nudges.Nudge();
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(pause.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await pause;
        // Both were one.
        pause = nudges.PauseAsync(Minute, TimeSpan.FromSeconds(2), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(pause.IsCompleted);
        nudges.Nudge();
        await pause;
    }

    [Fact]
    public async Task A_nudge_during_a_poll_is_heeded_after_it()
    {
        nudges.Nudge();
        var pause = nudges.PauseAsync(Minute, TimeSpan.FromMilliseconds(10), CancellationToken.None);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await pause;
    }

    [Fact]
    public async Task A_pause_ends_with_its_owner()
    {
        using var ending = new CancellationTokenSource();
        var pause = nudges.PauseAsync(Minute, TimeSpan.Zero, ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
    }
}
