using Apollo.Integration.Tests.Support;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>Judges ten times a second, as the page does, whether a screen is live.</summary>
internal sealed class LiveWatch(Screen screen) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource stopping = new();
    private DateTime lostAt = DateTime.MaxValue;
    private int notLive;
    private Task watching = Task.CompletedTask;

    /// <summary>For how long the screen said "not live" since the last reset.</summary>
    public TimeSpan NotLive => notLive * Beat;

    public bool IsLive { get; private set; } = true;

    public void Start() => watching = WatchAsync();

    public void Reset() => notLive = 0;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        using var beat = new PeriodicTimer(Beat);
        try
        {
            while (await beat.WaitForNextTickAsync(stopping.Token))
            {
                var now = DateTime.UtcNow;
                lostAt =
                    screen.IsConnected ? DateTime.MaxValue
                    : lostAt == DateTime.MaxValue ? now
                    : lostAt;
                IsLive =
                    (lostAt == DateTime.MaxValue || now - lostAt < TimeSpan.FromSeconds(2))
                    && now - screen.HeardAt < TimeSpan.FromSeconds(12)
                    && screen.PulseAt - screen.PulseReadAt <= TimeSpan.FromSeconds(5);
                if (!IsLive)
                    notLive++;
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }
}
