using System.Collections.Concurrent;
using Apollo.Model;

namespace Apollo.Web.Feeds;

/// <summary>The feeds of all desks; begins when the silo can be asked which there are.</summary>
internal sealed partial class DeskFeeds(IGrainFactory grains, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = loggers.CreateLogger<DeskFeeds>();
    private readonly ConcurrentDictionary<string, DeskFeed> feeds = new();

    /// <summary>The desks, in configured order; empty until the silo has said.</summary>
    public IReadOnlyList<DeskInfo> Desks { get; private set; } = [];

    public DeskFeed? Find(string desk) => feeds.GetValueOrDefault(desk);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = false;
        while (Desks.Count == 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                var desks = await grains
                    .GetGrain<IDirectoryGrain>(0)
                    .Desks()
                    .WaitAsync(TimeSpan.FromSeconds(5), time, stoppingToken);
                foreach (var desk in desks)
                    feeds[desk.Id] = new DeskFeed(desk, grains, time, loggers.CreateLogger<DeskFeed>());
                Desks = desks;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (!said)
                    LogWaiting(error.Message);
                said = true;
                await Task.Delay(AskAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(feeds.Values.Select(feed => feed.RunAsync(stoppingToken)));
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The silo does not say which desks there are; it is asked again: {Reason}"
    )]
    private partial void LogWaiting(string reason);
}
