using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>A desk's service reports: when they are made, and those that were, key = desk id.</summary>
[Alias("apollo.IReportArchiveGrain")]
public interface IReportArchiveGrain : IGrainWithStringKey
{
    /// <summary>Schedules of a desk, and entries of one answer, at most.</summary>
    const int Most = 100;

    /// <summary>To how many one schedule names at most.</summary>
    const int MostRecipients = 50;

    /// <summary>Characters of the longest name.</summary>
    const int LongestName = 80;

    /// <summary>Bytes of the largest page of a notebook: 10 MB.</summary>
    const int LargestPage = 10 * 1024 * 1024;

    /// <summary>The schedules by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Schedules")]
    Task<ImmutableArray<ReportSchedule>> Schedules(CancellationToken cancellation);

    /// <summary>Adds a schedule: the first period it makes is the one that ends next.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Add")]
    Task<ScheduleSaved> Add(By by, ScheduleDraft draft, CancellationToken cancellation);

    /// <summary>Changes a schedule.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="id">Which.</param>
    /// <param name="draft">From now on.</param>
    /// <param name="known">Revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<ScheduleSaved> Change(By by, string id, ScheduleDraft draft, long? known, CancellationToken cancellation);

    /// <summary>Removes a schedule; what it made stays in the archive.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Remove")]
    Task<ScheduleOutcome> Remove(By by, string id, long? known, CancellationToken cancellation);

    /// <summary>The archive, newest first.</summary>
    /// <param name="limit">1 to <see cref="Most"/>.</param>
    /// <param name="before">Id of the entry before which they lie; null = the newest.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Archive"), AlwaysInterleave]
    Task<ImmutableArray<ArchivedReport>> Archive(int limit, string? before, CancellationToken cancellation);

    /// <summary>The page of an entry; null = there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Page"), AlwaysInterleave]
    Task<ReportFile?> Page(string id, CancellationToken cancellation);

    /// <summary>The figures of an entry as CSV; null = there is no such entry, or it has none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Csv"), AlwaysInterleave]
    Task<ReportFile?> Csv(string id, CancellationToken cancellation);

    /// <summary>Makes the service report of a period now; it goes to nobody.</summary>
    /// <param name="every">Length of the period.</param>
    /// <param name="day">A day of it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <returns>Null where the period has not begun.</returns>
    /// <exception cref="StoreException">The store does not answer.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("Run"), AlwaysInterleave]
    Task<ArchivedReport?> Run(ReportEvery every, DateOnly day, CancellationToken cancellation);

    /// <summary>Reads the figures of a service report once more; null = there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("Again"), AlwaysInterleave]
    Task<ReportCheck?> Again(string id, CancellationToken cancellation);

    /// <summary>Keeps the page of a notebook.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Keep"), AlwaysInterleave]
    Task<ArchivedReport> Keep(string name, WholeDays period, string page, CancellationToken cancellation);

    /// <summary>Keeps it awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
