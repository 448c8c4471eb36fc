using Apollo.Simulator.Database;
using Microsoft.Extensions.Logging;

namespace Apollo.Simulator.Replay;

/// <summary>
/// Writes the real history into an ITSM: what was before the shift's instant at once, what came after event by event as
/// the clock goes.
/// </summary>
/// <param name="database">Where it goes.</param>
/// <param name="clock">The writing clock.</param>
/// <param name="logger">Hears of a database that is away.</param>
public sealed class LogReplay(DeskDatabase database, TimeProvider clock, ILogger logger)
{
    private const int ChangesPerWrite = 200;
    private readonly Retry retry = new(clock, logger);

    /// <summary>Changes written event by event so far.</summary>
    public long Written { get; private set; }

    /// <summary>Writes the log.</summary>
    /// <param name="changes">The log, in order.</param>
    /// <param name="sourceNow">The instant of the log that is now; null = all of it is written at once, with its own
    /// times.</param>
    /// <param name="speed">How fast it goes on, more than 0.</param>
    /// <param name="replace">Whether what the tables hold goes first; else they must be empty.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    /// <returns>How many tickets were written at once.</returns>
    /// <exception cref="InvalidOperationException">There are tickets already.</exception>
    public async Task<int> RunAsync(
        IEnumerable<DeskChange> changes,
        DateTime? sourceNow,
        double speed,
        bool replace,
        CancellationToken cancellation
    )
    {
        await database.CreateSchemaAsync(cancellation);
        if (!replace && await database.CountTicketsAsync(cancellation) > 0)
            throw new InvalidOperationException("there are tickets already. Add --replace to delete them first.");
        var now = clock.Now();
        var mapping = new ReplayClock(sourceNow, now, speed);
        var past = new Dictionary<string, TicketRow>(StringComparer.Ordinal);
        var events = new List<TicketEvent>();
        using var rest = changes.GetEnumerator();
        var more = rest.MoveNext();
        for (; more && !(rest.Current.At > sourceNow); more = rest.MoveNext())
        {
            past[rest.Current.Ticket!.Id] = rest.Current.Ticket;
            events.AddRange(rest.Current.Events.Select(line => line with { At = mapping.Map(line.At) }));
        }
        // With a shift the rows are written now, and say so; without one they keep the log's own stamps.
        var rows = past
            .Values.Select(row => sourceNow is null ? row : mapping.Map(row) with { UpdatedAt = now })
            .ToList();
        await database.WriteAllAsync(new DeskRows(rows, [], events), replace, cancellation);
        while (more)
        {
            var due = new List<DeskChange>();
            for (
                var at = clock.Now();
                more && due.Count < ChangesPerWrite && mapping.Map(rest.Current.At) <= at;
                more = rest.MoveNext()
            )
                due.Add(Map(rest.Current, mapping));
            if (due.Count > 0)
                await WriteAsync(due, cancellation);
            else if (mapping.Map(rest.Current.At) - clock.Now() is { Ticks: > 0 } wait)
                await Task.Delay(wait < TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1), clock, cancellation);
        }
        return rows.Count;
    }

    private static DeskChange Map(DeskChange change, ReplayClock mapping) =>
        change with
        {
            Ticket = mapping.Map(change.Ticket!),
            Events = [.. change.Events.Select(line => line with { At = mapping.Map(line.At) })],
        };

    private async Task WriteAsync(List<DeskChange> due, CancellationToken cancellation)
    {
        await retry.UntilDoneAsync(
            async token =>
            {
                var stamp = clock.Now();
                await database.WriteAsync([.. due.Select(change => change.Stamped(stamp))], token);
                return true;
            },
            cancellation
        );
        Written += due.Count;
    }
}
