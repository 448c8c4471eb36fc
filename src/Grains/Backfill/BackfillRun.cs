using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.History;
using Apollo.Grains.Kinds;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Computes the history of a desk from before it was watched: reads all rows, plays them as they were, keeps what the
/// numbers did. It works at most half of the time, so that polls and screens go first.
/// </summary>
internal sealed partial class BackfillRun(
    DeskSetup desk,
    KpiCatalogue catalogue,
    HistoryStore store,
    HistoryLevels levels,
    TimeProvider time,
    ILogger logger,
    Action<BackfillProgress> say,
    int mostHeld = PlayedSteps.MostHeld
)
{
    private static readonly TimeSpan Spell = TimeSpan.FromMilliseconds(20);
    private const int StoreAttempts = 60;
    private static readonly TimeSpan StoreRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LoggedEvery = TimeSpan.FromSeconds(10);
    private BackfillProgress progress = new(BackfillState.Reading);
    private DateTime loggedAt;

    /// <summary>Runs it; on the way it can be ended at any time, and begins anew the next time.</summary>
    /// <param name="asked">Where history shall begin, UTC; null = as far back as the rows tell.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Apollo.Grains.Itsm.ItsmException">The ITSM cannot be read.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task RunAsync(DateTime? asked, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var head = await store.HeadAsync(desk.Info.Id, cancellation);
        var until = (head?.ComputedUntil ?? head?.Began) is { } watched
            ? UnixTime.ToUtc(watched)
            : time.GetUtcNow().UtcDateTime;
        LogBegins(desk.Info.Id, until);
        Say(progress with { Until = until });
        var reader = new PastReader(desk, catalogue, time);
        var tickets = await reader.ReadAsync<Ticket>(asked, Compact, Read, cancellation);
        var visits = await reader.ReadAsync<Intervention>(asked, Compact, Read, cancellation);
        var from = FirstDay(
            tickets.Select(PastTickets.FirstAt).Concat(visits.Select(PastInterventions.FirstAt)),
            reader.From,
            until
        );
        Say(progress with { State = BackfillState.Playing, From = from, At = from });
        var pace = new Pace(time, Spell, times: 1);
        var sums = catalogue.All.ToDictionary(kpi => kpi.Id, kpi => kpi.Definition.Presentation.IsSum);
        var steps = new PlayedSteps(
            desk.Info.Id,
            desk.Calendar,
            store,
            levels,
            kpi => sums[kpi],
            from,
            until,
            pace,
            mostHeld
        );
        await PlayAsync(tickets, reader.Further, PastTickets.Of, steps, pace, from, until, cancellation);
        await PlayAsync(visits, FurtherNames.None, PastInterventions.Of, steps, pace, from, until, cancellation);
        await PatientlyAsync(() => steps.EndAsync(head?.ComputedUntil is null, cancellation), cancellation);
        Say(progress with { State = BackfillState.Done, At = until });
        LogDone(desk.Info.Id, from, until, progress.Rows, time.GetElapsedTime(began));
    }

    private async Task PlayAsync<TRow>(
        List<TRow> rows,
        FurtherNames further,
        Func<TRow, List<PastRow<TRow>>> past,
        PlayedSteps steps,
        Pace pace,
        DateTime from,
        DateTime until,
        CancellationToken cancellation
    )
        where TRow : class, ISliceRow
    {
        var added = RowKind.Of<TRow>().FurtherDimensions(further);
        var player = new Player<TRow>(
            catalogue.All.OfType<Kpi<TRow>>().Select(kpi => kpi.By(added)),
            [.. Dimension.All.Where(Recorder.Keeps), .. further.All],
            desk.Calendar,
            rows,
            past,
            steps.Take
        );
        foreach (var at in player.Play(from, until))
        {
            steps.Played(at);
            if (steps.IsFull)
                await PatientlyAsync(() => steps.WriteAsync(cancellation), cancellation);
            await pace.RestAsync(cancellation);
            Say(progress with { At = at });
        }
    }

    /// <summary>A store that is away for a while costs no more than that.</summary>
    private async Task PatientlyAsync(Func<Task> write, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await write();
                return;
            }
            catch (StoreException) when (attempt < StoreAttempts)
            {
                await Task.Delay(StoreRest, time, cancellation);
            }
    }

    private void Read(int rows) => Say(progress with { Rows = progress.Rows + rows });

    private void Say(BackfillProgress now)
    {
        progress = now;
        say(now);
        if (time.GetUtcNow().UtcDateTime - loggedAt < LoggedEvery)
            return;
        loggedAt = time.GetUtcNow().UtcDateTime;
        if (now.At is { } at)
            LogPlayed(desk.Info.Id, at);
        else
            LogRead(desk.Info.Id, now.Rows);
    }

    /// <summary>Begin of the desk's day: the first steps are whole ones.</summary>
    private DateTime FirstDay(IEnumerable<DateTime> stamps, DateTime earliest, DateTime until)
    {
        var first = until;
        foreach (var stamp in stamps)
            if (stamp < first)
                first = stamp;
        return new DateTime(desk.Calendar.Midnight((first < earliest ? earliest : first).Ticks), DateTimeKind.Utc);
    }

    /// <summary>Texts that no number needs are not held.</summary>
    private static Ticket Compact(Ticket row) =>
        row with
        {
            Title = null,
            Service = null,
            Channel = null,
            Assignee = null,
            Requester = null,
            Url = null,
        };

    private static Intervention Compact(Intervention row) =>
        row with
        {
            TicketId = null,
            Title = null,
            Address = null,
            Contact = null,
            Technician = null,
            Url = null,
        };

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The history of desk {Desk} before {Until:O} is computed from the rows of its ITSM"
    )]
    private partial void LogBegins(string desk, DateTime until);

    [LoggerMessage(Level = LogLevel.Information, Message = "Back-fill of desk {Desk}: {Rows} rows are read")]
    private partial void LogRead(string desk, int rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Back-fill of desk {Desk}: played until {At:O}")]
    private partial void LogPlayed(string desk, DateTime at);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The history of desk {Desk} is computed from {From:O} to {Until:O}: {Rows} rows, in {Took}"
    )]
    private partial void LogDone(string desk, DateTime from, DateTime until, int rows, TimeSpan took);
}
