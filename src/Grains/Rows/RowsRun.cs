using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Grains.Kinds;
using Apollo.Grains.Slices;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The life of one list, whatever kind of row it holds.</summary>
internal interface IRowsRun
{
    /// <summary>Asks for the next ticks and applies them.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> StepAsync(CancellationToken cancellation);

    /// <summary>Ends when the first rows are here.</summary>
    Task Ready { get; }

    /// <summary>Forgets where it stands: the next step begins afresh.</summary>
    void Restart();

    Task<RowsPage?> PageAsync(RowsQuery query, CancellationToken cancellation);

    Task<ImmutableArray<ValueCount>> ValuesAsync(string column, RowsQuery query, CancellationToken cancellation);

    Task<RowsDelta> ChangesSinceAsync(
        Position? known,
        Audience audience,
        TimeSpan limit,
        CancellationToken cancellation
    );
}

/// <summary>
/// The rows behind one number: a workflow of the KPI's own runs along, so that every cut vouches for value and rows
/// together.
/// </summary>
internal sealed class RowsRun<TRow>(Kpi<TRow> kpi, DeskSetup desk, IGrainFactory grains, TimeProvider time) : IRowsRun
    where TRow : class, ISliceRow
{
    private const int ResetAbove = 500;
    private const int StepsKept = 2_000;
    private const int MovesKept = 2_000;
    private const int ValuesLimit = 500;
    private static readonly TimeSpan CutKeptFor = TimeSpan.FromSeconds(60);
    private readonly SliceFollower<TRow> slice = new(grains, desk.Info.Id);
    private readonly CountedRows<TRow> rows = new();
    private readonly List<RowsCut> cuts = [];
    private readonly Arranger<TRow> arranger = new(
        desk.Calendar,
        kpi.Definition.Presentation.Own is { Kind: OwnKind.Duration or OwnKind.ServiceTime }
    );
    private readonly ChangeLog<(DateTime At, ImmutableArray<RowMove<TRow>> Moves)> log = new(
        time,
        StepsKept,
        step => step.Moves.Length,
        MovesKept
    );
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RowKind<TRow> kind = RowKind.Of<TRow>();
    private KpiWorkflow<TRow> workflow = null!;
    private SliceTick<TRow> tick = null!;
    private RowsCut? current;

    public Task Ready => ready.Task;

    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var (ticks, snapshot) = await slice.NextAsync(tick is null ? null : workflow.NextInstant, cancellation);
        foreach (var next in ticks)
            Do(next, snapshot);
        return !ticks.IsEmpty;
    }

    public void Restart() => slice.Restart();

    public async Task<RowsPage?> PageAsync(RowsQuery query, CancellationToken cancellation)
    {
        if (Cut(query) is not { } cut)
            return null;
        Keep(cut);
        if (await ArrangeAsync(cut, query, cancellation) is not { } arranged)
            return null;
        var offset = Math.Clamp(query.Offset, 0, arranged.Total);
        var columns = query.Columns.IsDefaultOrEmpty
            ? kind.Columns
            : [.. query.Columns.Select(name => Columns.Find(kind.Columns, name))];
        return new RowsPage
        {
            Kpi = kpi.Id,
            Value = cut.Value,
            Status = cut.Status,
            Rate = workflow.Rate,
            SliceVersion = cut.Version,
            At = cut.At,
            ReadAt = cut.ReadAt,
            Counted = cut.Count,
            Total = arranged.Total,
            Offset = offset,
            Groups = arranged.Groups,
            Rows = Table(
                arranged.Rows.AsSpan(
                    Math.Min(offset, arranged.Rows.Length),
                    Math.Clamp(
                        Math.Min(query.Limit, RowsQuery.PageLimit),
                        0,
                        Math.Max(0, arranged.Rows.Length - offset)
                    )
                ),
                columns
            ),
            Hidden = arranged.Hidden,
        };
    }

    public async Task<ImmutableArray<ValueCount>> ValuesAsync(
        string column,
        RowsQuery query,
        CancellationToken cancellation
    )
    {
        // Whose values are counted is no matter of the rows: others share what is arranged.
        var wanted = query with
        {
            Group = column,
            OnlyPerson = null,
        };
        var arranged = await ArrangeAsync(Current(), wanted, cancellation);
        return
        [
            .. arranged!
                .Groups!.Value.Where(group => query.OnlyPerson is not { } person || person.Equals(group.Key))
                .OrderByDescending(group => group.Count)
                .Take(ValuesLimit)
                .Select(group => new ValueCount(group.Key, group.Count)),
        ];
    }

    public async Task<RowsDelta> ChangesSinceAsync(
        Position? known,
        Audience audience,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        await log.NextAsync(known, limit, cancellation);
        var delta = new RowsDelta
        {
            Position = log.Position,
            SliceVersion = tick.Version.ToString(),
            At = workflow.Now,
            Value = workflow.Value,
            Counted = rows.Count,
        };
        if (log.After(known) is not { } steps)
            return delta with { Reset = true };
        var net = new NetMoves<TRow>(
            steps.SelectMany(step => step.Moves.Select(move => (step.At, move))),
            row => audience.Sees(kind.Team(row))
        );
        return net.Count > ResetAbove
            ? delta with
            {
                Reset = true,
            }
            : delta with
            {
                Entered = Table(net.Entered),
                Changed = Table(net.Changed),
                Left = net.Left,
            };
    }

    private void Do(SliceTick<TRow> next, List<TRow>? snapshot)
    {
        (tick, current) = (next, null);
        if (snapshot is not null)
        {
            kind = RowKind.Of<TRow>().With(slice.Further);
            workflow = kpi.Start(desk.Calendar, desk.ThresholdsOf(kpi.Definition));
            workflow.Load(snapshot, next.At);
            rows.Load(workflow.Counted(snapshot));
            log.StartAfresh();
            ready.TrySetResult();
            return;
        }
        workflow.Apply(next.Changes.AsSpan(), next.At);
        var moves = workflow.TakeCut().Rows;
        if (moves.IsEmpty)
            return;
        rows.Apply(moves);
        ForgetOldCuts();
        log.Add((next.At, moves));
    }

    private TableRows Table(IEnumerable<RowMove<TRow>> moves) =>
        Table([.. moves.Select(move => workflow.Give(move.Row, move.Part))], kind.Columns);

    private static TableRows Table(ReadOnlySpan<Counted<TRow>> shown, IReadOnlyList<Column<TRow>> columns)
    {
        var cells = ImmutableArray.CreateBuilder<ImmutableArray<object?>>(shown.Length);
        foreach (var row in shown)
        {
            var line = ImmutableArray.CreateBuilder<object?>(columns.Count);
            foreach (var column in columns)
                line.Add(column.Cell(row));
            cells.Add(line.MoveToImmutable());
        }
        return new TableRows([.. columns.Select(column => column.Name)], cells.MoveToImmutable());
    }

    private Task<Arrangement<TRow>?> ArrangeAsync(RowsCut cut, RowsQuery query, CancellationToken cancellation) =>
        arranger.ArrangeAsync(cut, rows, kind.Columns, workflow.Give, query, cancellation);

    private RowsCut? Cut(RowsQuery query) =>
        query.Version is null && query.At is null
            ? Current()
            : cuts.Find(cut =>
                cut.Version == query.Version && cut.At == query.At && cut.KeptUntil >= time.GetUtcNow().UtcDateTime
            );

    private RowsCut Current() =>
        current ??= new RowsCut(
            tick.Version.ToString(),
            workflow.Now,
            tick.ReadAt,
            workflow.Value,
            workflow.Status,
            rows.Count,
            rows.Step
        );

    private void Keep(RowsCut cut)
    {
        cut.KeptUntil = time.GetUtcNow().UtcDateTime + CutKeptFor;
        if (!cuts.Contains(cut))
            cuts.Add(cut);
        ForgetOldCuts();
    }

    private void ForgetOldCuts()
    {
        var now = time.GetUtcNow().UtcDateTime;
        cuts.RemoveAll(cut => cut.KeptUntil < now);
        rows.Forget(cuts.Count == 0 ? rows.Step : cuts.Min(cut => cut.Step));
    }
}
