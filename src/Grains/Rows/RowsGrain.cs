using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Rows;

/// <summary>
/// The rows behind one number. Follows the slice from the first question on, and forgets all when nobody has asked for
/// a while.
/// </summary>
[DeskPlacement]
internal sealed partial class RowsGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    [DeskClock] TimeProvider time,
    ILogger<RowsGrain> logger
) : BackgroundGrain(time), IRowsGrain, IWithKpi<IRowsRun>
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private DeskSetup desk = null!;
    private IRowsRun run = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        desk = desks[key[0]];
        var kpi =
            (key.Length == 2 ? AllRows.Find(catalogue, key[1]) : null)
            ?? throw new KeyNotFoundException($"There is no KPI '{this.GetPrimaryKeyString()}'.");
        run = kpi.With(this);
        KeepWhileAsked(
            run.StepAsync,
            (error, _) =>
            {
                LogFailed(error, this.GetPrimaryKeyString());
                run.Restart();
            },
            RetryAfter
        );
        return Task.CompletedTask;
    }

    public async Task<RowsPage?> Page(RowsQuery query, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return await run.PageAsync(query, cancellation);
    }

    public async Task<ImmutableArray<ValueCount>> Values(string column, RowsQuery query, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return await run.ValuesAsync(column, query, cancellation);
    }

    public async Task<RowsDelta> ChangesSince(Position? known, Audience audience, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return await run.ChangesSinceAsync(known, audience, AnswerWithin, cancellation);
    }

    IRowsRun IWithKpi<IRowsRun>.Do<TRow>(Kpi<TRow> kpi) => new RowsRun<TRow>(kpi, desk, GrainFactory, Time);

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        Asked();
        await run.Ready.WaitAsync(ReadyWithin, Time, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows of {Kpi} cannot be followed; they are read afresh")]
    private partial void LogFailed(Exception error, string kpi);
}
