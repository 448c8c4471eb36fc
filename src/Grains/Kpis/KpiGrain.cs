using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>
/// One KPI of a desk. It asks its slice what changed, applies it, and hands the result to the cache and to the desk:
/// for ever, in the background of the activation. After a failure it begins afresh from a snapshot, later and later,
/// and says so.
/// </summary>
[DeskPlacement]
internal sealed partial class KpiGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    IMultiGetCache cache,
    MoveStore moves,
    [DeskClock] TimeProvider time,
    ILoggerFactory loggers
) : Grain, IKpiGrain
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource stopping = new();
    private readonly ILogger logger = loggers.CreateLogger<KpiGrain>();
    private IKpiRun run = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        var desk = desks[key[0]];
        var kpi =
            (key.Length == 2 ? catalogue.Find(key[1]) : null)
            ?? throw new KeyNotFoundException($"There is no KPI '{this.GetPrimaryKeyString()}'.");
        var cards = new CardWriter(desk.Info.Id, kpi.Id, cache, time, loggers.CreateLogger<CardWriter>());
        run = kpi switch
        {
            Kpi<Ticket> tickets => new KpiRun<Ticket>(tickets, desk, GrainFactory, cards, moves, time, logger),
            Kpi<Intervention> interventions => new KpiRun<Intervention>(
                interventions,
                desk,
                GrainFactory,
                cards,
                moves,
                time,
                logger
            ),
            _ => throw new InvalidOperationException($"KPI '{kpi.Id}' counts rows of an unknown kind."),
        };
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        _ = RunForeverAsync(stopping.Token);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        stopping.Dispose();
        await run.StopAsync(cancellationToken);
    }

    public Task<KpiUpdate?> Whole() => Task.FromResult(run.Whole());

    public Task<KpiMoves?> Moves(DateTime since) => Task.FromResult(run.Moves(since));

    private async Task RunForeverAsync(CancellationToken cancellation)
    {
        var retry = TimeSpan.FromSeconds(1);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await run.StepAsync(cancellation))
                    retry = TimeSpan.FromSeconds(1);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(error, this.GetPrimaryKeyString(), retry);
                await run.FailedAsync(time.GetUtcNow().UtcDateTime + retry);
                await time.PauseAsync(retry, cancellation);
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "KPI {Kpi} failed and begins afresh in {Retry}")]
    private partial void LogFailed(Exception error, string kpi, TimeSpan retry);
}
