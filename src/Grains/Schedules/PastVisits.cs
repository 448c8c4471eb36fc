using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Schedules;

/// <summary>
/// Interventions of so long ago that they are not held: read from the ITSM when somebody looks that far back. They are
/// over, so nothing of them is live; who looks at the same days within a minute shares one read.
/// </summary>
internal sealed class PastVisits(DeskSetup desk, ITicketsGrain tickets, TimeProvider time)
{
    private const int Limit = 20_000;
    private const int KeptLimit = 20;
    private const int TicketsAtOnce = 200;
    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly Dictionary<
        (DateTime From, DateTime To),
        (DateTime At, Task<IReadOnlyList<(Intervention Visit, Ticket? Ticket)>> Read)
    > kept = [];
    private ItsmReader<Intervention>? reader;
    private Task last = Task.CompletedTask;

    /// <summary>Those that touch [from, to) and are not held any more, as an audience sees them, in no order.</summary>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    /// <exception cref="TableQueryException">There are too many.</exception>
    public async Task<IEnumerable<ScheduleEntry>> ReadAsync(
        DateTime from,
        DateTime to,
        Audience audience,
        CancellationToken cancellation
    ) =>
        (await ReadAsync(from, to, cancellation)).Select(row => ScheduleRows.Show(row.Visit, row.Ticket, [], audience));

    private async Task<IReadOnlyList<(Intervention Visit, Ticket? Ticket)>> ReadAsync(
        DateTime from,
        DateTime to,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var until = to < now - InterventionRows.HeldFor ? to : now - InterventionRows.HeldFor;
        from = from < Earliest ? Earliest : from;
        if (from >= until)
            return [];
        foreach (
            var old in kept.Where(entry => entry.Value.At < now - KeptFor || entry.Value.Read.IsFaulted)
                .Select(entry => entry.Key)
                .ToList()
        )
            kept.Remove(old);
        if (kept.TryGetValue((from, to), out var known))
            return await known.Read.WaitAsync(cancellation);
        var read = ReadAfterAsync(last, from, until);
        last = read;
        if (kept.Count < KeptLimit)
            kept[(from, to)] = (now, read);
        return await read.WaitAsync(cancellation);
    }

    /// <summary>One read after the other: looking back must not weigh on the ITSM.</summary>
    private async Task<IReadOnlyList<(Intervention Visit, Ticket? Ticket)>> ReadAfterAsync(
        Task before,
        DateTime from,
        DateTime until
    )
    {
        await before.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        try
        {
            if (reader is not { AreFilesChanged: false })
                reader = new ItsmReader<Intervention>(desk.Itsm, new WallClock(desk.Itsm.TimeZone), time);
            var rows = await reader.ReadBetweenAsync(from, until, Limit + 1, CancellationToken.None);
            if (rows.Count > Limit)
                throw new TableQueryException(
                    $"More than {Limit} interventions lie between from and to: ask for a shorter time."
                );
            var linked = new Dictionary<string, Ticket>(StringComparer.Ordinal);
            foreach (var ids in rows.Select(row => row.TicketId).OfType<string>().Distinct().Chunk(TicketsAtOnce))
            foreach (var ticket in await tickets.Find([.. ids], CancellationToken.None))
                linked[ticket.Id] = ticket;
            return [.. rows.Select(row => (row, row.TicketId is null ? null : linked.GetValueOrDefault(row.TicketId)))];
        }
        catch (ItsmException error)
        {
            throw new ItsmAwayException(error.Message);
        }
    }
}
