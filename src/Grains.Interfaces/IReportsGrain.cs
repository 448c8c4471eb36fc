using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// Reports of a desk over periods, key = desk id. Each is one reading of the ITSM, shared by all who ask the same and
/// kept for 10 min; one at a time is read. A reading that nobody waits for any more is ended.
/// </summary>
/// <remarks>Answers take up to 8 s; null = it is still being read: ask again at once.</remarks>
[Alias("apollo.IReportsGrain")]
public interface IReportsGrain : IGrainWithStringKey
{
    /// <summary>The tickets opened in a period, along 2 to 5 steps of <see cref="FlowReport.AllSteps"/>.</summary>
    /// <exception cref="TableQueryException">The filter cannot be understood, or there are too many paths.</exception>
    /// <exception cref="ReportQueryException">The period or the steps are wrong.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("Flow"), AlwaysInterleave]
    Task<FlowReport?> Flow(ReportQuery query, ImmutableArray<string> steps, CancellationToken cancellation);

    /// <summary>Everything else that is told of a period.</summary>
    /// <exception cref="TableQueryException">The filter cannot be understood.</exception>
    /// <exception cref="ReportQueryException">The period is wrong.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("Figures"), AlwaysInterleave]
    Task<PeriodFigures?> Figures(ReportQuery query, CancellationToken cancellation);

    /// <summary>A page of the tickets of a period.</summary>
    /// <param name="query">Which.</param>
    /// <param name="after">The <see cref="PeriodRows.Next"/> of the page before; null = the first page.</param>
    /// <param name="limit">Rows, 1 to <see cref="PeriodRowsQuery.PageLimit"/>.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <exception cref="TableQueryException">The filter cannot be understood.</exception>
    /// <exception cref="ReportQueryException">The period or the page is wrong.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("Rows"), AlwaysInterleave]
    Task<PeriodRows?> Rows(PeriodRowsQuery query, string? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Begins a file of all tickets of a period: read while it is taken, a part at a time. A file whose next part is
    /// not asked for within 60 s is ended.
    /// </summary>
    /// <exception cref="TableQueryException">The filter cannot be understood.</exception>
    /// <exception cref="ReportQueryException">The period is wrong.</exception>
    /// <exception cref="TooManyReportsException">Others are taking files.</exception>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    [Alias("BeginFile"), AlwaysInterleave]
    Task<PeriodFilePart> BeginFile(PeriodRowsQuery query, CancellationToken cancellation);

    /// <summary>The next part of a file; one without rows and with the file's name: none is read yet.</summary>
    /// <exception cref="ReportQueryException">There is no such file, or no more.</exception>
    /// <exception cref="ItsmAwayException">The reading broke off.</exception>
    [Alias("NextOfFile"), AlwaysInterleave]
    Task<PeriodFilePart> NextOfFile(string file, CancellationToken cancellation);

    /// <summary>Nobody wants the rest of a file.</summary>
    [Alias("EndFile"), AlwaysInterleave]
    Task EndFile(string file);
}
