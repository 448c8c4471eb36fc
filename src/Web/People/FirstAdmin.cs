using Apollo.Web.Access;

namespace Apollo.Web.People;

/// <summary>
/// Where nobody is there yet who could let others in: writes the link for the first admin on the console, and nowhere
/// else. Who reads log files must not be able to become the admin.
/// </summary>
internal sealed partial class FirstAdmin(
    AccessSettings settings,
    IGrainFactory grains,
    PublicAddress address,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<FirstAdmin> logger
) : BackgroundService
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Local)
            return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await KeepGoing.RunAsync(
            async cancelled =>
            {
                var made = await grains
                    .GetGrain<IPeopleGrain>(0)
                    .First(cancelled)
                    .WaitAsync(AnswerWithin, time, cancelled);
                if (made.Secret is { } secret)
                    await Console.Out.WriteLineAsync(
                        $"There is no admin yet. The first one begins here, once, within 24 hours: "
                            + address.Of($"/join/{secret}")
                    );
                await done.CancelAsync();
                return true;
            },
            (error, _) => LogLater(error.Message),
            new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)),
            time,
            done.Token
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whether anybody can sign in yet cannot be asked; it is asked again: {Reason}"
    )]
    private partial void LogLater(string reason);
}
