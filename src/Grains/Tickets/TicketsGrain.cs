using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Itsm;
using Apollo.Grains.Kinds;
using Apollo.Grains.Placement;
using Apollo.Grains.Tables;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Tickets;

/// <summary>
/// Single tickets of a desk. Tickets linked to an intervention that no number needs any more are read here by id
/// instead of being held for ever: they are closed, so nothing of them is live.
/// </summary>
[DeskPlacement]
internal sealed partial class TicketsGrain(DeskList desks, [DeskClock] TimeProvider time, ILogger<TicketsGrain> logger)
    : Grain,
        ITicketsGrain
{
    private const int AtOnce = 4;
    private const int IdsAtOnce = 500;
    private const int KeptLimit = 200;
    private const int BadLimit = 200;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(7);
    private readonly SemaphoreSlim reads = new(AtOnce);
    private readonly Dictionary<string, (DateTime At, Task<ReadDetail> Read)> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BadRow> bad = new(StringComparer.Ordinal);
    private DeskSetup desk = null!;
    private ISliceGrain<Ticket> slice = null!;
    private ItsmReader<Ticket>? rows;
    private DetailReader details = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        slice = TicketRows.Kind.SliceOf(GrainFactory, desk.Info.Id);
        details = new DetailReader(desk.Itsm, time);
        return Task.CompletedTask;
    }

    public async Task<TicketDetail?> Detail(string id, Audience audience, CancellationToken cancellation)
    {
        if ((await Find([id], cancellation)).FirstOrDefault() is not { } ticket || !audience.Sees(ticket.Team))
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var columns = TicketRows.Kind.With(ticket.Further?.Names ?? FurtherNames.None).Columns;
        var detail = new TicketDetail
        {
            At = now,
            Ticket = new TableRows(
                [.. columns.Select(column => column.Name)],
                [
                    [.. columns.Select(column => column.Cell(new Counted<Ticket>(ticket)))],
                ]
            ),
            Sla = Sla.Of(ticket, desk.Calendar, now),
        };
        try
        {
            var read = await ReadOnceAsync(id, now).WaitAsync(ReadWithin, time, cancellation);
            List(id, read.Mended, now);
            return detail with { Fields = read.Fields, Timeline = read.Timeline };
        }
        catch (Exception error) when (error is ItsmException or TimeoutException)
        {
            LogUnread(desk.Info.Id, error.Message);
            return detail with
            {
                DetailError = error is ItsmException ? error.Message : "The ITSM did not answer in time.",
            };
        }
    }

    public Task<ImmutableArray<BadRow>> BadDetails() =>
        Task.FromResult<ImmutableArray<BadRow>>([.. bad.Values.OrderByDescending(row => row.SeenAt)]);

    public async Task<ImmutableArray<Ticket>> Find(ImmutableArray<string> ids, CancellationToken cancellation)
    {
        var found = await slice.Find(ids);
        if (found.Length == ids.Length)
            return found;
        var missing = ids.Except(found.Select(ticket => ticket.Id)).ToList();
        try
        {
            if (rows is not { AreFilesChanged: false })
                rows = new ItsmReader<Ticket>(desk.Itsm, new WallClock(desk.Itsm.TimeZone), time);
            foreach (var some in missing.Chunk(IdsAtOnce))
                found = found.AddRange(
                    (
                        await LimitedAsync(() => rows.ReadByIdsAsync(some, cancellation))
                            .WaitAsync(ReadWithin, time, cancellation)
                    )
                        .Rows.Select(row => row.Row)
                        .OfType<Ticket>()
                );
            return found;
        }
        catch (ItsmException error)
        {
            throw new ItsmAwayException(error.Message);
        }
    }

    /// <summary>What of a ticket became NULL is listed until it is well again, or newer ones need the room.</summary>
    private void List(string id, ImmutableArray<string> mended, DateTime now)
    {
        if (mended.IsEmpty)
            bad.Remove(id);
        else
            bad[id] = new BadRow(RowFields.Short(id), string.Join("; ", mended), LeftOut: false, now);
        if (bad.Count > BadLimit)
            bad.Remove(bad.MinBy(row => row.Value.SeenAt).Key);
    }

    /// <summary>Everybody who opens a ticket within a few seconds shares one read of it.</summary>
    private Task<ReadDetail> ReadOnceAsync(string id, DateTime now)
    {
        foreach (var old in kept.Where(entry => entry.Value.At < now - KeptFor).Select(entry => entry.Key).ToList())
            kept.Remove(old);
        if (kept.TryGetValue(id, out var known) && !known.Read.IsFaulted)
            return known.Read;
        var read = LimitedAsync(() => details.ReadAsync(id, CancellationToken.None));
        if (kept.Count < KeptLimit)
            kept[id] = (now, read);
        return read;
    }

    private async Task<TResult> LimitedAsync<TResult>(Func<Task<TResult>> read)
    {
        await reads.WaitAsync();
        try
        {
            return await read();
        }
        finally
        {
            reads.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A ticket of desk {Desk} is shown without its timeline: {Reason}"
    )]
    private partial void LogUnread(string desk, string reason);
}
