using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>
/// A desk that says what a test tells it to, in the order of the contract: everything first, then batch after batch.
/// </summary>
internal sealed class ScriptedDesk : IDeskGrain
{
    private readonly Lock gate = new();
    private readonly List<DeskDelta> batches = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long incarnation = 1;
    private ImmutableArray<KpiResult> board = Some.Board();

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What the slices say of themselves in the next answers.</summary>
    public ImmutableArray<SlicePulse> Slices { get; set; } =
    [Some.Pulse(SliceName.Tickets), Some.Pulse(SliceName.Interventions)];

    /// <summary>How often its slices were told to read at once.</summary>
    public int Nudged { get; set; }

    /// <summary>What stands for the desk's limits in the next answers.</summary>
    public Position Limits { get; set; }

    /// <summary>The catalogue is never answered.</summary>
    public bool Hangs { get; set; }

    /// <summary>Done when a question hangs.</summary>
    public Task Hanging => hanging.Task;

    /// <summary>How often the catalogue was asked.</summary>
    public int CatalogueAsked { get; private set; }

    /// <summary>A desk that begins anew with this board: whoever asks gets everything.</summary>
    public void Restart(params ImmutableArray<KpiResult> everything)
    {
        lock (gate)
        {
            incarnation++;
            batches.Clear();
            board = everything;
            Wake();
        }
    }

    /// <summary>One batch.</summary>
    public void Say(params ImmutableArray<KpiResult> changes)
    {
        lock (gate)
        {
            batches.Add(Answer(false, changes));
            Wake();
        }
    }

    public Task<ImmutableArray<KpiDefinition>> Catalogue()
    {
        CatalogueAsked++;
        if (Hangs)
        {
            hanging.TrySetResult();
            return new TaskCompletionSource<ImmutableArray<KpiDefinition>>().Task;
        }
        return Fault is { } fault
            ? Task.FromException<ImmutableArray<KpiDefinition>>(fault)
            : Task.FromResult(Some.Catalogue);
    }

    public async Task<DeskDelta> ChangesSince(Position? known, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Fault is { } fault)
                    throw fault;
                if (known is not { } position || position.Incarnation != incarnation)
                    return Answer(true, board) with { Position = new Position(incarnation, batches.Count) };
                if (position.Number < batches.Count)
                    return batches[(int)position.Number] with
                    {
                        Position = new Position(incarnation, position.Number + 1),
                    };
                next = news.Task;
            }
            await next.WaitAsync(cancellation);
        }
    }

    public Task<DeskCuts> CutsSince(Position? known, CancellationToken cancellation) =>
        throw new NotSupportedException("Screens get the newest, merged.");

    public Task KeepAwake() => Task.CompletedTask;

    private DeskDelta Answer(bool full, ImmutableArray<KpiResult> kpis) =>
        new()
        {
            Position = default,
            Full = full,
            At = Some.Now,
            ReadAt = Slices.Any(slice => slice.ReadAt is null) ? null : Some.Now,
            Slices = Slices,
            Limits = Limits,
            Kpis = kpis,
        };

    private void Wake()
    {
        news.SetResult();
        news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
