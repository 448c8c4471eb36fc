using Apollo.Simulator.Database;
using Apollo.Simulator.Demo;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Simulator;

/// <summary>
/// The Harbour IT Desk: a believable ITSM that lives on. It only ever writes SQL, from outside, as a real ITSM would,
/// and may run in a process of its own or inside another.
/// </summary>
/// <param name="database">Where it lives.</param>
/// <param name="options">How it is.</param>
/// <param name="clock">Its clock.</param>
/// <param name="logger">Hears of a database that is away.</param>
public sealed class DemoDesk(
    DeskDatabase database,
    DemoOptions? options = null,
    TimeProvider? clock = null,
    ILogger? logger = null
)
{
    /// <summary>What the desk is called.</summary>
    public const string Name = "Harbour IT Desk";

    /// <summary>The zone of its days and service hours.</summary>
    public const string TimeZone = "Europe/Paris";

    /// <summary>The furthest back it catches up after being away; older gaps stay gaps.</summary>
    public static readonly TimeSpan LongestCatchUp = TimeSpan.FromDays(SetPoints.Days);

    /// <summary>How often it looks whether something has happened.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Behind by more than this it catches up in larger transactions.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(10);

    private const int ChangesPerCatchUp = 200;

    private readonly DemoOptions options = (options ?? new()).Checked();
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Retry retry = new(clock ?? TimeProvider.System, logger ?? NullLogger.Instance);
    private DeskEngine? engine;

    /// <summary>
    /// Its weekly service hours, as <c>Apollo:Desks:{n}:ServiceHours</c> wants them; there are no holidays.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ServiceHours { get; } =
        new[]
        {
            DayOfWeek.Monday,
            DayOfWeek.Tuesday,
            DayOfWeek.Wednesday,
            DayOfWeek.Thursday,
            DayOfWeek.Friday,
        }.ToDictionary(day => day.ToString(), _ => "08:00-12:00,13:00-18:00", StringComparer.Ordinal);

    /// <summary>Changes written since <see cref="LiveAsync"/> began.</summary>
    public long Written { get; private set; }

    /// <summary>Makes the schema and, where it holds no tickets yet, the desk with its history.</summary>
    /// <param name="replace">Whether the desk there is goes first.</param>
    /// <param name="cancellation">Ends it; then no row is written.</param>
    /// <returns>How many tickets were written; 0 where there was a desk already.</returns>
    public async Task<int> CreateAsync(bool replace = false, CancellationToken cancellation = default)
    {
        await database.CreateSchemaAsync(cancellation);
        if (!replace && await database.CountTicketsAsync(cancellation) > 0)
            return 0;
        var rows = await Task.Run(
            () => DemoHistory.At(clock.Now(), options.Seed, options.Tickets, cancellation),
            cancellation
        );
        await database.WriteAllAsync(rows, replace, cancellation);
        return rows.Tickets.Count;
    }

    /// <summary>
    /// Lives on until cancelled: first what happened since the desk was last written, then as the clock goes. A
    /// database that is away is waited for, and nothing that happened meanwhile is lost.
    /// </summary>
    /// <param name="cancellation">Ends it; this is not an error.</param>
    public async Task LiveAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var beat = new PeriodicTimer(Beat, clock);
            do await AdvanceAsync(cancellation);
            while (await beat.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>Writes all that has happened until now.</summary>
    internal async Task AdvanceAsync(CancellationToken cancellation)
    {
        engine ??= await retry.UntilDoneAsync(TakeUpAsync, cancellation);
        while (true)
        {
            var now = clock.Now();
            var changes = new List<DeskChange>();
            // A commit per action, as in an ITSM; after a gap in larger ones, to be back in the present soon.
            engine.Lively = now - engine.At <= Behind;
            var most = engine.Lively ? 1 : ChangesPerCatchUp;
            while (changes.Count < most && engine.Next(now, options.Speed) is { } change)
                changes.Add(change);
            if (changes.Count == 0)
                return;
            await retry.UntilDoneAsync(token => WriteAsync(changes, token), cancellation);
            Written += changes.Count;
        }
    }

    private async Task<bool> WriteAsync(List<DeskChange> changes, CancellationToken cancellation)
    {
        var stamp = clock.Now();
        await database.WriteAsync([.. changes.Select(change => change.Stamped(stamp))], cancellation);
        return true;
    }

    private async Task<DeskEngine> TakeUpAsync(CancellationToken cancellation)
    {
        var now = clock.Now();
        var rows = await database.ReadAsync(now.AddDays(-30), cancellation);
        var lastWritten = rows
            .Tickets.Select(row => row.UpdatedAt)
            .Concat(rows.Interventions.Select(row => row.UpdatedAt))
            .DefaultIfEmpty(now)
            .Max();
        var from =
            lastWritten > now ? now
            : lastWritten < now - LongestCatchUp ? now - LongestCatchUp
            : lastWritten;
        // Another stretch of chance than the one the history was made from, and than the run before.
        var taken = new DeskEngine(
            unchecked(options.Seed ^ (int)(from.Ticks / TimeSpan.TicksPerMillisecond)),
            (double)options.Tickets / SetPoints.Tickets,
            from
        );
        taken.Load(rows, await database.ReadIdsAsync(cancellation));
        return taken;
    }
}
