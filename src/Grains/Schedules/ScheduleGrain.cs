using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Placement;
using Apollo.Grains.Slices;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Schedules;

/// <summary>
/// The intervention schedule of a desk. Follows both slices from the first question on, and forgets all when nobody has
/// asked for a while.
/// </summary>
[DeskPlacement]
internal sealed partial class ScheduleGrain(
    DeskList desks,
    [DeskClock] TimeProvider time,
    ILogger<ScheduleGrain> logger
) : Grain, IScheduleGrain
{
    private const int LogLimit = 500;
    private const int LinkedAtOnce = 200;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskTicketsAgain = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource stopping = new();
    private readonly ScheduleRows rows = new();
    private readonly Queue<ImmutableArray<string>> log = new();
    private readonly TaskCompletionSource ready = NewSignal();
    private TaskCompletionSource changed = NewSignal();
    private DeskSetup desk = null!;
    private PastVisits past = null!;
    private DateTime asked;
    private DateTime ticketsAskedAt;
    private long incarnation;
    private long last;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        past = new PastVisits(desk, GrainFactory.GetGrain<ITicketsGrain>(desk.Info.Id), time);
        (asked, incarnation) = (time.GetUtcNow().UtcDateTime, time.UnixMicroseconds());
        _ = FollowAsync<Intervention>(Take, stopping.Token);
        _ = FollowAsync<Ticket>(Take, stopping.Token);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    public async Task<ImmutableArray<ScheduleEntry>> Between(DateTime from, DateTime to, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        var old = await past.ReadAsync(from, to, cancellation);
        var held = rows.Ids.ToHashSet(StringComparer.Ordinal);
        return ByStart(
            old.Where(entry => !held.Contains(entry.Id))
                .Concat(held.Select(rows.Entry).OfType<ScheduleEntry>())
                .Where(entry =>
                    entry.StartsAt < to && (entry.EndsAt > entry.StartsAt ? entry.EndsAt : entry.StartsAt) >= from
                )
        );
    }

    public async Task<ImmutableArray<ScheduleEntry>> OfTicket(string ticket, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return ByStart(rows.OfTicket(ticket).Select(rows.Entry).OfType<ScheduleEntry>());
    }

    public async Task<ScheduleDelta> ChangesSince(RowsPosition? known, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        var isMine = known?.Incarnation == incarnation;
        if (isMine && known!.Value.Number >= last)
        {
            try
            {
                await changed.Task.WaitAsync(AnswerWithin, time, cancellation);
            }
            catch (TimeoutException)
            {
                // Answered with no change: the schedule is quiet, not dead.
            }
        }
        var position = new RowsPosition(incarnation, last);
        var now = time.GetUtcNow().UtcDateTime;
        if (!isMine || last - known!.Value.Number > log.Count)
            return new ScheduleDelta(position, true, now, [.. rows.Ids.Select(rows.Entry).OfType<ScheduleEntry>()], []);
        var ids = log.TakeLast((int)(last - known.Value.Number)).SelectMany(batch => batch).Distinct().ToList();
        return new ScheduleDelta(
            position,
            false,
            now,
            [.. ids.Select(rows.Entry).OfType<ScheduleEntry>()],
            [.. ids.Where(id => rows.Entry(id) is null)]
        );
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ImmutableArray<ScheduleEntry> ByStart(IEnumerable<ScheduleEntry> entries) =>
        [.. entries.OrderBy(entry => entry.StartsAt).ThenBy(entry => entry.Id, StringComparer.Ordinal)];

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        asked = time.GetUtcNow().UtcDateTime;
        await ready.Task.WaitAsync(ReadyWithin, time, cancellation);
        if (asked - ticketsAskedAt >= AskTicketsAgain)
            await AskTicketsAsync(cancellation);
    }

    private async Task FollowAsync<TRow>(
        Func<SliceTick<TRow>, List<TRow>?, CancellationToken, Task> take,
        CancellationToken cancellation
    )
        where TRow : class, ISliceRow
    {
        var slice = new SliceFollower<TRow>(
            GrainFactory.GetGrain<ISliceGrain<TRow>>($"{desk.Info.Id}/{SliceName.Of<TRow>()}")
        );
        while (!cancellation.IsCancellationRequested && time.GetUtcNow().UtcDateTime - asked < IdleAfter)
        {
            try
            {
                if (await slice.NextAsync(null, cancellation) is var (tick, all))
                    await take(tick, all, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(error, desk.Info.Id, SliceName.Of<TRow>());
                slice.Restart();
                await time.PauseAsync(RetryAfter, cancellation);
            }
        }
        DeactivateOnIdle();
    }

    private async Task Take(SliceTick<Intervention> tick, List<Intervention>? all, CancellationToken cancellation)
    {
        if (all is not null)
        {
            var gone = rows.Ids.ToList();
            rows.Clear();
            foreach (var row in all)
                rows.Put(row.Id, row);
            Publish([.. rows.Ids.Union(gone)]);
        }
        else
            Publish([
                .. tick
                    .Changes.SelectMany(change => rows.Put((change.After ?? change.Before)!.Id, change.After))
                    .Distinct(),
            ]);
        await AskTicketsAsync(cancellation);
        ready.TrySetResult();
    }

    private Task Take(SliceTick<Ticket> tick, List<Ticket>? all, CancellationToken cancellation)
    {
        // A ticket that leaves memory is closed: what is known of it stays true.
        Publish([
            .. (all ?? tick.Changes.Select(change => change.After).OfType<Ticket>()).SelectMany(rows.Put).Distinct(),
        ]);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Tickets that an intervention names and that came by no slice: where the ITSM is away they are asked for again
    /// later.
    /// </summary>
    private async Task AskTicketsAsync(CancellationToken cancellation)
    {
        ticketsAskedAt = time.GetUtcNow().UtcDateTime;
        try
        {
            foreach (var ids in rows.UnknownTickets.ToList().Chunk(LinkedAtOnce))
                Publish([
                    .. (await GrainFactory.GetGrain<ITicketsGrain>(desk.Info.Id).Find([.. ids], cancellation))
                        .SelectMany(rows.Put)
                        .Distinct(),
                ]);
        }
        catch (Exception error) when (error is ItsmAwayException or TimeoutException)
        {
            LogTickets(desk.Info.Id, error.Message);
        }
    }

    private void Publish(ImmutableArray<string> ids)
    {
        if (ids.IsEmpty)
            return;
        last++;
        log.Enqueue(ids);
        if (log.Count > LogLimit)
            log.Dequeue();
        var waiting = changed;
        changed = NewSignal();
        waiting.SetResult();
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The schedule of desk {Desk} cannot follow its {Slice}; it reads them afresh"
    )]
    private partial void LogFailed(Exception error, string desk, string slice);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The schedule of desk {Desk} shows interventions without some tickets: {Reason}"
    )]
    private partial void LogTickets(string desk, string reason);
}
