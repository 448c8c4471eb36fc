using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Reports.Recurring;

/// <summary>When reports are made: one document of the desk, written over only as it was read.</summary>
internal sealed partial class ReportArchiveGrain
{
    public async Task<ImmutableArray<ReportSchedule>> Schedules(CancellationToken cancellation) =>
        [.. (await ReadSchedulesAsync(cancellation)).All.Select(Shown)];

    public async Task<ScheduleSaved> Add(By by, ScheduleDraft draft, CancellationToken cancellation)
    {
        var all = await ReadSchedulesAsync(cancellation);
        if (all.All.Length >= IReportArchiveGrain.Most)
            return new ScheduleSaved(
                ScheduleOutcome.Wrong,
                Field: "name",
                Reason: $"A desk has at most {IReportArchiveGrain.Most} schedules. Remove one first."
            );
        if (await recipients.FaultAsync(Desk, draft.To, cancellation) is { } fault)
            return new ScheduleSaved(ScheduleOutcome.Wrong, Field: "to", Reason: fault);
        var after = Drafted(draft, Guid.CreateVersion7(Time.GetUtcNow()).ToString(), Now, RevisionAfter(all));
        return await SaveAsync(by, all, null, after, cancellation)
            ? new ScheduleSaved(ScheduleOutcome.Done, Shown(after))
            : new ScheduleSaved(ScheduleOutcome.Changed);
    }

    public async Task<ScheduleSaved> Change(
        By by,
        string id,
        ScheduleDraft draft,
        long? known,
        CancellationToken cancellation
    )
    {
        var all = await ReadSchedulesAsync(cancellation);
        if (all.Find(id) is not { } before)
            return new ScheduleSaved(ScheduleOutcome.Missing);
        if (known is not null && known != before.Revision)
            return new ScheduleSaved(ScheduleOutcome.Changed);
        if (await recipients.FaultAsync(Desk, draft.To, cancellation) is { } fault)
            return new ScheduleSaved(ScheduleOutcome.Wrong, Field: "to", Reason: fault);
        // What was due while it was off, or at another time, is not made up for.
        var isSameTime = before.Enabled && before.Every == draft.Every && before.At == draft.At;
        var after = Drafted(draft, id, isSameTime ? before.Since : Now, RevisionAfter(all));
        return await SaveAsync(by, all, before, after, cancellation)
            ? new ScheduleSaved(ScheduleOutcome.Done, Shown(after))
            : new ScheduleSaved(ScheduleOutcome.Changed);
    }

    public async Task<ScheduleOutcome> Remove(By by, string id, long? known, CancellationToken cancellation)
    {
        var all = await ReadSchedulesAsync(cancellation);
        if (all.Find(id) is not { } before)
            return ScheduleOutcome.Missing;
        return (known is null || known == before.Revision) && await SaveAsync(by, all, before, null, cancellation)
            ? ScheduleOutcome.Done
            : ScheduleOutcome.Changed;
    }

    private static KeptSchedule Drafted(ScheduleDraft draft, string id, DateTime since, long revision) =>
        new(id, draft.Every, draft.At, draft.To, draft.Name, draft.Enabled, since, revision);

    private long RevisionAfter(KeptSchedules all) => Math.Max(StoredTime.Of(Now), all.Revision + 1);

    private ReportSchedule Shown(KeptSchedule schedule) => schedule.Shown(Setup.Calendar.Zone, Now);

    private async Task<KeptSchedules> ReadSchedulesAsync(CancellationToken cancellation) =>
        await schedules.FindAsync<KeptSchedules>(Desk, DeskSettingStore.ReportSchedules, cancellation)
        ?? KeptSchedules.None;

    private async Task<bool> SaveAsync(
        By by,
        KeptSchedules all,
        KeptSchedule? before,
        KeptSchedule? after,
        CancellationToken cancellation
    )
    {
        var next = all.With(before, after, after?.Revision ?? RevisionAfter(all));
        if (
            !await schedules.SaveAsync(
                Desk,
                DeskSettingStore.ReportSchedules,
                next,
                next.Revision,
                all.Revision,
                cancellation
            )
        )
            return false;
        moved.Raise();
        await GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(
                by,
                after is null ? "schedule.removed"
                    : before is null ? "schedule.added"
                    : "schedule.changed",
                $"{Desk}: {(after ?? before)!.Name}",
                before?.Said,
                after?.Said,
                CancellationToken.None
            );
        return true;
    }
}
