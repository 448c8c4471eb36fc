using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Reports;

/// <summary>
/// Reads the ITSM over periods, beside the polls: one report at a time, and one file. Its own turns stay free.
/// </summary>
[DeskPlacement]
internal sealed partial class ReportsGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    [DeskClock] TimeProvider time,
    ILogger<ReportsGrain> logger
) : Grain, IReportsGrain
{
    private const string ResolutionKpi = "resolution-sla-30d";
    private const string ResponseKpi = "response-sla-30d";
    private const int ReportsKept = 24;
    private const int ListsKept = 4;
    private static readonly TimeSpan FileForgottenAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CatalogueWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookForForgotten = TimeSpan.FromSeconds(15);
    private readonly SharedRuns reports = new(time, ReportsKept);
    private readonly SharedRuns lists = new(time, ListsKept);
    private readonly SemaphoreSlim reportTurn = new(1);
    private readonly SemaphoreSlim fileTurn = new(1);
    private readonly Dictionary<string, PeriodFile> files = new(StringComparer.Ordinal);
    private DeskSetup desk = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        this.RegisterGrainTimer(EndForgottenAsync, LookForForgotten, LookForForgotten);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        reports.End();
        lists.End();
        foreach (var open in files.Values)
            open.Dispose();
        return Task.CompletedTask;
    }

    public async Task<FlowReport?> Flow(ReportQuery query, ImmutableArray<string> steps, CancellationToken cancellation)
    {
        var further = await FurtherAsync(cancellation);
        FlowTally.Check(steps, further);
        return await AskAsync(
            reports,
            (nameof(Flow), ForAll(query), string.Join(',', steps)),
            query,
            further,
            async (reading, ending) =>
            {
                var tally = new FlowTally(reading, steps);
                await reading.ReadAsync(PeriodCut.Opened, tally, ending);
                return tally.Told();
            },
            cancellation
        );
    }

    public async Task<PeriodFigures?> Figures(ReportQuery query, CancellationToken cancellation) =>
        await AskAsync(
            reports,
            (nameof(Figures), ForAll(query)),
            query,
            await FurtherAsync(cancellation),
            async (reading, ending) =>
            {
                var tally = new FiguresTally(reading, desk, new(Target(ResolutionKpi), Target(ResponseKpi)));
                await reading.ReadAsync(FiguresTally.Cut, tally, ending);
                return tally.Told();
            },
            cancellation
        );

    public async Task<PeriodRows?> Rows(PeriodRowsQuery query, string? after, int limit, CancellationToken cancellation)
    {
        _ = ListedRows.OffsetOf(after);
        var list = await AskAsync(
            lists,
            query,
            query.Report,
            await FurtherAsync(cancellation),
            async (reading, ending) =>
            {
                var rows = new RowsOfPeriod(reading, query);
                var tally = new ListTally(reading, rows);
                await reading.ReadAsync(rows.Cut, tally, ending);
                return tally.Told();
            },
            cancellation
        );
        return list?.Page(after, limit);
    }

    public async Task<PeriodFilePart> BeginFile(PeriodRowsQuery query, CancellationToken cancellation)
    {
        var reading = new PeriodReading(desk, query.Report, time, await FurtherAsync(cancellation));
        var rows = new RowsOfPeriod(reading, query);
        EndForgotten();
        if (!await fileTurn.WaitAsync(SharedRuns.AnswerWithin, cancellation))
            throw new TooManyReportsException("Another file of this desk is being taken. Ask again when it is done.");
        var (name, begun) = (Guid.CreateVersion7().ToString("N"), new PeriodFile(reading, rows) { Asked = Now });
        files[name] = begun;
        _ = GiveBackAsync(begun);
        return await NextAsync(name, begun, cancellation);
    }

    public async Task<PeriodFilePart> NextOfFile(string file, CancellationToken cancellation)
    {
        if (!files.TryGetValue(file, out var open))
            throw new ReportQueryException("file", "The file was not taken further for a while: begin it anew.");
        open.Asked = Now;
        return await NextAsync(file, open, cancellation);
    }

    public Task EndFile(string file)
    {
        if (files.Remove(file, out var open))
            open.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Figures are the same for all who may ask for them: who asks is held to its columns before.</summary>
    private static ReportQuery ForAll(ReportQuery query) => query with { EveryColumn = true };

    /// <summary>What the desk's tickets are broken down by besides what every desk has.</summary>
    private async Task<FurtherNames> FurtherAsync(CancellationToken cancellation) =>
        FurtherBreakdown.NamesIn(
            await GrainFactory
                .GetGrain<IDeskGrain>(desk.Info.Id)
                .Catalogue()
                .WaitAsync(CatalogueWithin, time, cancellation)
        );

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What is wrong with a question is told at once, without waiting for the turn of its reading.</summary>
    private Task<TResult?> AskAsync<TResult>(
        SharedRuns runs,
        object key,
        ReportQuery query,
        FurtherNames further,
        Func<PeriodReading, CancellationToken, Task<TResult>> read,
        CancellationToken cancellation
    )
        where TResult : class
    {
        var asked = new PeriodReading(desk, query, time, further);
        return runs.AskAsync(
            // What was read while the period went on is not what it came to.
            (key, further, IsOver: asked.Days.End <= asked.At),
            async ending =>
            {
                await reportTurn.WaitAsync(ending);
                try
                {
                    return await read(new PeriodReading(desk, query, time, further), ending);
                }
                finally
                {
                    reportTurn.Release();
                }
            },
            cancellation
        );
    }

    /// <summary>A file is forgotten with its last part, and where it breaks off or nobody waits for a part.</summary>
    private async Task<PeriodFilePart> NextAsync(string name, PeriodFile open, CancellationToken cancellation)
    {
        TableRows? rows = null;
        try
        {
            rows = await open.NextAsync(SharedRuns.AnswerWithin, time, cancellation);
        }
        finally
        {
            if (rows is null)
                await EndFile(name);
        }
        return rows is null ? new(null, TableRows.None) : new(name, rows);
    }

    /// <summary>The next file may begin when this one is read; its last parts are still taken.</summary>
    private async Task GiveBackAsync(PeriodFile open)
    {
        await open.Reading;
        fileTurn.Release();
    }

    private Task EndForgottenAsync(CancellationToken cancellation)
    {
        EndForgotten();
        return Task.CompletedTask;
    }

    private void EndForgotten()
    {
        foreach (var (name, open) in files.Where(open => open.Value.Asked + FileForgottenAfter < Now).ToList())
        {
            LogForgotten(desk.Info.Id);
            files.Remove(name);
            open.Dispose();
        }
    }

    /// <summary>Below what share a KPI of the service level warns, 0 to 1; null = it has no limit.</summary>
    private double? Target(string kpi) =>
        catalogue.Find(kpi) is { } found ? desks[desk.Info.Id].ThresholdsOf(found.Definition).Warning / 100 : null;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A file of the tickets of desk {Desk} was not taken for a minute, and is ended"
    )]
    private partial void LogForgotten(string desk);
}
