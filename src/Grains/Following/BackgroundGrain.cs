namespace Apollo.Grains.Following;

/// <summary>
/// A grain that works for as long as its activation lives: its loops run in the background, so that questions are
/// answered meanwhile, and end when it is deactivated.
/// </summary>
internal abstract class BackgroundGrain(TimeProvider time) : Grain
{
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(90);
    private readonly CancellationTokenSource stopping = new();
    private DateTime asked = time.GetUtcNow().UtcDateTime;

    /// <summary>The clock the desk reckons by.</summary>
    protected TimeProvider Time => time;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        stopping.Dispose();
        await StopAsync(cancellationToken);
    }

    /// <summary>It is deactivated: what is not written yet is written, who waits is answered.</summary>
    protected virtual Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The activation lives for as long as its silo, asked or not.</summary>
    protected void StayAwake() => DelayDeactivation(Timeout.InfiniteTimeSpan);

    /// <summary>Somebody asked: a grain that lives only while it is asked lives on.</summary>
    protected void Asked() => asked = time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a loop; after a failure it waits, later and later.</summary>
    protected void Keep(
        Func<CancellationToken, Task<bool>> step,
        Action<Exception, TimeSpan> failed,
        TimeSpan firstPause,
        TimeSpan longestPause
    ) => _ = KeepGoing.RunAsync(step, failed, new BackOff(firstPause, longestPause), time, stopping.Token);

    /// <summary>Begins a loop that ends, and the activation with it, when nobody has asked for a while.</summary>
    protected void KeepWhileAsked(
        Func<CancellationToken, Task<bool>> step,
        Action<Exception, TimeSpan> failed,
        TimeSpan pause
    ) =>
        Keep(
            async cancellation =>
            {
                if (time.GetUtcNow().UtcDateTime - asked < IdleAfter)
                    return await step(cancellation);
                DeactivateOnIdle();
                await stopping.CancelAsync();
                return false;
            },
            failed,
            pause,
            pause
        );
}
