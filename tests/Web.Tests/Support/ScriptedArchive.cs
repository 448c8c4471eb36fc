using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The schedules and the archive of the scripted desk, kept in memory.</summary>
internal sealed class ScriptedArchive : IReportArchiveGrain
{
    private readonly List<(ArchivedReport Report, string Page)> archive = [];
    private ImmutableArray<ReportSchedule> schedules = [];

    /// <summary>Makes an entry by hand.</summary>
    public ArchivedReport Put(ReportKind kind, string page)
    {
        var report = new ArchivedReport(
            $"r{archive.Count + 1}",
            kind,
            "Monthly",
            null,
            ReportEvery.Month,
            "2026-10-01",
            "2026-10-31",
            1_000,
            null,
            false,
            5,
            []
        );
        archive.Insert(0, (report, page));
        return report;
    }

    public Task<ImmutableArray<ReportSchedule>> Schedules(CancellationToken cancellation) => Task.FromResult(schedules);

    public Task<ScheduleSaved> Add(By by, ScheduleDraft draft, CancellationToken cancellation)
    {
        if (draft.To.Contains("hook:none"))
            return Task.FromResult(new ScheduleSaved(ScheduleOutcome.Wrong, Field: "to", Reason: "There is no hook."));
        var schedule = Of($"s{schedules.Length + 1}", draft, 1);
        schedules = schedules.Add(schedule);
        return Task.FromResult(new ScheduleSaved(ScheduleOutcome.Done, schedule));
    }

    public Task<ScheduleSaved> Change(
        By by,
        string id,
        ScheduleDraft draft,
        long? known,
        CancellationToken cancellation
    )
    {
        if (schedules.FirstOrDefault(one => one.Id == id) is not { } before)
            return Task.FromResult(new ScheduleSaved(ScheduleOutcome.Missing));
        if (known is not null && known != before.Revision)
            return Task.FromResult(new ScheduleSaved(ScheduleOutcome.Changed));
        var schedule = Of(id, draft, before.Revision + 1);
        schedules = schedules.Replace(before, schedule);
        return Task.FromResult(new ScheduleSaved(ScheduleOutcome.Done, schedule));
    }

    public Task<ScheduleOutcome> Remove(By by, string id, long? known, CancellationToken cancellation)
    {
        if (schedules.FirstOrDefault(one => one.Id == id) is not { } before)
            return Task.FromResult(ScheduleOutcome.Missing);
        schedules = schedules.Remove(before);
        return Task.FromResult(ScheduleOutcome.Done);
    }

    public Task<ImmutableArray<ArchivedReport>> Archive(int limit, string? before, CancellationToken cancellation) =>
        Task.FromResult(archive.Select(one => one.Report).Take(limit).ToImmutableArray());

    public Task<ReportFile?> Page(string id, CancellationToken cancellation) =>
        Task.FromResult(FileOf(id, isCsv: false));

    public Task<ReportFile?> Csv(string id, CancellationToken cancellation) => Task.FromResult(FileOf(id, isCsv: true));

    public Task<ArchivedReport?> Run(ReportEvery every, DateOnly day, CancellationToken cancellation) =>
        Task.FromResult(day.Year > 2100 ? null : Put(ReportKind.Service, $"{every} {day:O}"));

    public Task<ReportCheck?> Again(string id, CancellationToken cancellation) =>
        Task.FromResult(
            FileOf(id, isCsv: true) is null
                ? null
                : new ReportCheck(5, [new ReportDifference("team / Größe / opened", "1", null)])
        );

    public Task<ArchivedReport> Keep(string name, WholeDays period, string page, CancellationToken cancellation) =>
        Task.FromResult(
            Put(ReportKind.Notebook, page) with
            {
                Name = name,
                From = $"{period.From:yyyy-MM-dd}",
                To = $"{period.To:yyyy-MM-dd}",
            }
        );

    public Task KeepAwake() => Task.CompletedTask;

    private static ReportSchedule Of(string id, ScheduleDraft draft, long revision) =>
        new(
            id,
            ReportSchedule.ServiceReport,
            draft.Every,
            draft.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            draft.To,
            draft.Name,
            draft.Enabled,
            null,
            revision
        );

    private ReportFile? FileOf(string id, bool isCsv) =>
        archive.FirstOrDefault(one => one.Report.Id == id) is ({ } report, { } page)
        && (!isCsv || report.Kind == ReportKind.Service)
            ? new ReportFile(report.Kind, "service-report-2026-10", page)
            : null;
}
