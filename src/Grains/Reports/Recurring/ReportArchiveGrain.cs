using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Grains.Reports.Service;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Reports.Recurring;

/// <summary>
/// Makes a desk's reports when they are due and keeps those that were made. What is due is found by the clock and the
/// archive alone: whoever begins anew, here or in another silo, goes on where it stands, and the store takes each
/// period of a schedule once.
/// </summary>
[DeskPlacement]
internal sealed partial class ReportArchiveGrain(
    DeskSettingStore schedules,
    ReportStore archive,
    ReportRecipients recipients,
    IServiceReading reading,
    DeskList desks,
    StoreSettings settings,
    [DeskClock] TimeProvider time,
    ILogger<ReportArchiveGrain> logger
) : BackgroundGrain(time), IReportArchiveGrain
{
    /// <summary>What was due longer ago is not made by itself any more.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(100);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);
    private readonly Signal moved = new(time);

    /// <summary>What people ask for at once is read once; when it is done, whoever asks has it read anew.</summary>
    private readonly SharedRuns asked = new(time, most: 0);

    private readonly Lock ids = new();
    private DateTime forgotAt;
    private long lastId;

    private string Desk => this.GetPrimaryKeyString();

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    private DeskSetup Setup => desks[Desk];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StayAwake();
        Keep(StepAsync, (error, _) => LogWaits(error is StoreException ? null : error, Desk), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ArchivedReport>> Archive(int limit, string? before, CancellationToken cancellation) =>
        archive.AllAsync(Desk, Math.Clamp(limit, 1, IReportArchiveGrain.Most), before, cancellation);

    public async Task<ReportFile?> Page(string id, CancellationToken cancellation) =>
        await archive.FindAsync(Desk, id, cancellation) is { } report
            ? new ReportFile(KindOf(report), FileOf(report), report.Page)
            : null;

    public async Task<ReportFile?> Csv(string id, CancellationToken cancellation) =>
        await archive.FindAsync(Desk, id, cancellation) is { Csv.Length: > 0 } report
            ? new ReportFile(KindOf(report), FileOf(report), report.Csv)
            : null;

    public async Task<ArchivedReport?> Run(ReportEvery every, DateOnly day, CancellationToken cancellation)
    {
        var days = DuePeriods.Of(every, day);
        var begins = Setup.Calendar.Zone.AtStartOfDay(NodaTime.LocalDate.FromDateOnly(days.From));
        return begins.ToInstant().ToDateTimeUtc() >= Now
            ? null
            : await AskAsync(
                (every, days),
                ending => MakeAsync(null, every, new DuePeriod(days, default), ending),
                cancellation
            );
    }

    public async Task<ReportCheck?> Again(string id, CancellationToken cancellation)
    {
        if (await archive.FindAsync(Desk, id, cancellation) is not { Figures.Length: > 0 } report)
            return null;
        var was = ServiceFigures.Read(report.Figures);
        return await AskAsync(
            id,
            async ending =>
            {
                var now = await reading.ReadAsync(Desk, was.Every, was.Days, Now, ending);
                return new ReportCheck(StoredTime.Of(Now), FigureRows.Differences(was, now));
            },
            cancellation
        );
    }

    public async Task<ArchivedReport> Keep(string name, WholeDays period, string page, CancellationToken cancellation)
    {
        var (id, at) = NextId();
        var report = new StoredReport
        {
            Id = id,
            Desk = Desk,
            Once = id,
            Kind = Word(ReportKind.Notebook),
            Name = name,
            FirstDay = StoredReport.DayText(period.From),
            LastDay = StoredReport.DayText(period.To),
            MadeAt = at,
            Page = page,
        };
        return (await archive.AddAsync(report, [], cancellation)).Kept;
    }

    public Task KeepAwake() => Task.CompletedTask;

    protected override Task StopAsync(CancellationToken cancellation)
    {
        asked.End();
        return Task.CompletedTask;
    }

    private async Task<T> AskAsync<T>(object key, Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
        where T : class
    {
        while (true)
            if (await asked.AskAsync(key, read, cancellation) is { } done)
                return done;
    }

    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var next = moved.NextAsync(LookEvery, cancellation);
        var all = await ReadSchedulesAsync(cancellation);
        var failures = new List<Exception>();
        foreach (var schedule in all.All.Where(one => one.Enabled))
            try
            {
                await MakeDueAsync(schedule, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                // The others go on; this one is tried again.
                failures.Add(error);
            }
        if (failures.Count > 0)
            throw failures[0];
        if (Now - forgotAt >= ForgetEvery)
        {
            await archive.ForgetAsync(Desk, Now, cancellation);
            forgotAt = Now;
        }
        await next;
        return true;
    }

    private async Task MakeDueAsync(KeptSchedule schedule, CancellationToken cancellation)
    {
        var now = Now;
        var longest = settings.ReportsKeptFor < LongestOutage ? settings.ReportsKeptFor : LongestOutage;
        var after = schedule.Since > now - longest ? schedule.Since : now - longest;
        var due = DuePeriods.Between(schedule.Every, schedule.At, Setup.Calendar.Zone, after, now).ToList();
        if (due.Count == 0)
            return;
        var made = await archive.MadeAsync(Desk, schedule.Id, after, cancellation);
        foreach (var one in due.Where(one => !made.Contains(StoredReport.OnceOf(schedule.Id, one.Days))))
            await MakeAsync(schedule, schedule.Every, one, cancellation);
    }

    private async Task<ArchivedReport> MakeAsync(
        KeptSchedule? schedule,
        ReportEvery every,
        DuePeriod due,
        CancellationToken cancellation
    )
    {
        var began = Time.GetTimestamp();
        var figures = await reading.ReadAsync(Desk, every, due.Days, schedule is null ? Now : due.At, cancellation);
        var (id, at) = NextId();
        long? dueAt = schedule is null ? null : StoredTime.Of(due.At);
        var making = new ReportMaking(Setup.Info, Setup.Calendar.Zone, at, dueAt);
        var report = new StoredReport
        {
            Id = id,
            Desk = Desk,
            Once = schedule is null ? id : StoredReport.OnceOf(schedule.Id, due.Days),
            Kind = Word(ReportKind.Service),
            Name = schedule?.Name ?? Words.Sentence(Words.Name(every, due.Days)),
            Schedule = schedule?.Id ?? "",
            Every = Word(every),
            FirstDay = StoredReport.DayText(due.Days.From),
            LastDay = StoredReport.DayText(due.Days.To),
            MadeAt = at,
            DueAt = dueAt,
            Took = (long)Time.GetElapsedTime(began).TotalMilliseconds,
            Figures = figures.Write(),
            Page = ServicePage.Html(figures, making),
            Csv = FigureRows.Csv(figures),
            Letter = ServiceLetter.Of(figures, making).Write(),
        };
        var targets = schedule is null ? [] : await recipients.OfAsync(Desk, schedule.To, cancellation);
        var (kept, isNew) = await archive.AddAsync(report, targets, cancellation);
        if (isNew && targets.Length > 0)
            // It looks by itself too, a little later.
            GrainFactory.GetGrain<IDeliveryGrain>(Desk).Wake().Ignore();
        return kept;
    }

    /// <summary>Ids of one millisecond are in no order: each report has its own.</summary>
    private (string Id, long At) NextId()
    {
        var at = Time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (ids)
        {
            lastId = Math.Max(at, lastId + 1);
            return (Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(lastId)).ToString(), at);
        }
    }

    private static ReportKind KindOf(StoredReport report) => Enum.Parse<ReportKind>(report.Kind, ignoreCase: true);

    private static string FileOf(StoredReport report) =>
        report.Every.Length == 0
            ? $"notebook-{report.FirstDay}"
            : Words.File(Enum.Parse<ReportEvery>(report.Every, ignoreCase: true), report.Days);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A report of desk {Desk} is due and cannot be made now; it is tried again until it is"
    )]
    private partial void LogWaits(Exception? error, string desk);
}
