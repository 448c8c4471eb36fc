using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Grains.Rows;
using Apollo.Grains.Store;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>
/// One KPI of a desk. It asks its slice what changed, applies it, and tells who asks what changed of it: for ever, in
/// the background of the activation. After a failure it begins afresh from a snapshot, later and later, and says so.
/// </summary>
[DeskPlacement]
internal sealed partial class KpiGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    IMultiGetCache cache,
    MoveStore moves,
    [DeskClock] TimeProvider time,
    ILoggerFactory loggers
) : BackgroundGrain(time), IKpiGrain, IWithKpi<IKpiRun>
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = loggers.CreateLogger<KpiGrain>();
    private DeskSetup desk = null!;
    private IKpiRun run = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        desk = desks[key[0]];
        var kpi =
            (key.Length == 2 ? catalogue.Find(key[1]) : null)
            ?? throw new KeyNotFoundException($"There is no KPI '{this.GetPrimaryKeyString()}'.");
        run = kpi.With(this);
        StayAwake();
        Keep(run.StepAsync, Failed, FirstRetry, LongestRetry);
        Keep(
            async cancellation =>
            {
                var change = desks.LimitsChange;
                run.TakeLimits(desks[desk.Info.Id].ThresholdsOf(kpi.Definition));
                await change.WaitAsync(cancellation);
                return true;
            },
            Failed,
            FirstRetry,
            LongestRetry
        );
        Keep(run.ForetellAsync, (error, _) => LogUntold(error, key[1], desk.Info.Id), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public Task<KpiChanges> ChangesSince(Position? known, CancellationToken cancellation) =>
        run.ChangesSinceAsync(known, cancellation);

    public Task<KpiMoves?> Moves(DateTime since, Audience audience) => Task.FromResult(run.Moves(since, audience));

    public Task<Ahead?> Ahead(int hours) => Task.FromResult(run.Ahead(hours));

    protected override Task StopAsync(CancellationToken cancellation) => run.StopAsync(cancellation);

    IKpiRun IWithKpi<IKpiRun>.Do<TRow>(Kpi<TRow> kpi)
    {
        var id = desk.Info.Id;
        var cards = new CardWriter<TRow>(id, kpi.Id, cache, Time, loggers.CreateLogger<CardWriter<TRow>>());
        var keeper = new MoveKeeper<TRow>(id, kpi.Id, moves, Time, logger);
        return new KpiRun<TRow>(kpi, desk, GrainFactory, cards, keeper, Time);
    }

    private void Failed(Exception error, TimeSpan pause)
    {
        LogFailed(error, this.GetPrimaryKeyString(), pause);
        run.Failed(Time.GetUtcNow().UtcDateTime + pause);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What comes of KPI {Kpi} of desk {Desk} cannot be foretold")]
    private partial void LogUntold(Exception error, string kpi, string desk);

    [LoggerMessage(Level = LogLevel.Error, Message = "KPI {Kpi} failed and begins afresh in {Retry}")]
    private partial void LogFailed(Exception error, string kpi, TimeSpan retry);
}
