using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Kinds;
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
) : BackgroundGrain(time), IScheduleGrain
{
    private const int LogLimit = 500;
    private const int LinkedAtOnce = 200;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskTicketsAgain = TimeSpan.FromSeconds(30);
    private readonly ScheduleRows rows = new();
    private readonly ChangeLog<ImmutableArray<string>> log = new(time, LogLimit);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeskSetup desk = null!;
    private PastVisits past = null!;
    private DateTime ticketsAskedAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        past = new PastVisits(desk, GrainFactory.GetGrain<ITicketsGrain>(desk.Info.Id), Time);
        Follow<Intervention>(Take);
        Follow<Ticket>(Take);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<ScheduleEntry>> Between(
        DateTime from,
        DateTime to,
        Audience audience,
        CancellationToken cancellation
    )
    {
        await ReadyAsync(cancellation);
        var old = await past.ReadAsync(from, to, audience, cancellation);
        var held = rows.Ids.ToHashSet(StringComparer.Ordinal);
        return ByStart(
            old.Where(entry => !held.Contains(entry.Id))
                .Concat(Shown(held, audience))
                .Where(entry =>
                    entry.StartsAt < to && (entry.EndsAt > entry.StartsAt ? entry.EndsAt : entry.StartsAt) >= from
                )
        );
    }

    public async Task<ImmutableArray<ScheduleEntry>> OfTicket(
        string ticket,
        Audience audience,
        CancellationToken cancellation
    )
    {
        await ReadyAsync(cancellation);
        return ByStart(Shown(rows.OfTicket(ticket), audience));
    }

    public async Task<ScheduleDelta> ChangesSince(Position? known, Audience audience, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        await log.NextAsync(known, AnswerWithin, cancellation);
        var now = Time.GetUtcNow().UtcDateTime;
        if (log.After(known) is not { } changes)
            return new ScheduleDelta(log.Position, true, now, [.. Shown(rows.Ids, audience)], []);
        var ids = changes.SelectMany(batch => batch).Distinct().ToList();
        return new ScheduleDelta(
            log.Position,
            false,
            now,
            [.. Shown(ids, audience)],
            [.. ids.Where(id => !rows.Holds(id))]
        );
    }

    private IEnumerable<ScheduleEntry> Shown(IEnumerable<string> ids, Audience audience) =>
        ids.Select(id => rows.Entry(id, audience)).OfType<ScheduleEntry>();

    private static ImmutableArray<ScheduleEntry> ByStart(IEnumerable<ScheduleEntry> entries) =>
        [.. entries.OrderBy(entry => entry.StartsAt).ThenBy(entry => entry.Id, StringComparer.Ordinal)];

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        Asked();
        await ready.Task.WaitAsync(ReadyWithin, Time, cancellation);
        if (Time.GetUtcNow().UtcDateTime - ticketsAskedAt >= AskTicketsAgain)
            await AskTicketsAsync(cancellation);
    }

    private void Follow<TRow>(Func<SliceTick<TRow>, List<TRow>?, CancellationToken, Task> take)
        where TRow : class, ISliceRow
    {
        var slice = new SliceFollower<TRow>(GrainFactory, desk.Info.Id);
        KeepWhileAsked(
            async cancellation =>
            {
                var (ticks, all) = await slice.NextAsync(null, cancellation);
                foreach (var tick in ticks)
                    await take(tick, all, cancellation);
                return !ticks.IsEmpty;
            },
            (error, _) =>
            {
                LogFailed(error, desk.Info.Id, RowKind.Of<TRow>().Slice);
                slice.Restart();
            },
            RetryAfter
        );
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
        ticketsAskedAt = Time.GetUtcNow().UtcDateTime;
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
        log.Add(ids);
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
