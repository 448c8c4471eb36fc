using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Apollo.Model;

namespace Apollo.Web.History;

/// <summary>
/// Every point of a range of several KPIs, window by window: whatever their number, one window is held at a time.
/// </summary>
/// <param name="history">The desk's history.</param>
/// <param name="queries">What is asked, KPI by KPI.</param>
/// <param name="time">Clock of the waits.</param>
internal sealed class HistoryFile(IHistoryGrain history, IReadOnlyList<HistoryQuery> queries, TimeProvider time)
{
    /// <summary>Headings of the columns.</summary>
    public static readonly string[] Columns = ["kpi", "group", "at", "last", "min", "max", "mean"];

    private const int PointsAtOnce = 1_900;
    private const double SameAge = 0.002;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    // By change there is at most one point a second.
    private static readonly TimeSpan WindowByChange = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The step of all: the finest that every line has. Asked before anything is sent, so that what is wrong is told.
    /// </summary>
    /// <exception cref="HistoryQueryException">It cannot be answered.</exception>
    public async Task<int> StepAsync(CancellationToken cancellation)
    {
        var step = queries[0].Step ?? 0;
        foreach (var query in queries.Where(query => query.Step is null))
            step = Math.Max(step, (await AskAsync(query, cancellation)).Step);
        foreach (var query in queries)
            await AskAsync(Windows(query with { Step = step }).First(), cancellation);
        return step;
    }

    /// <summary>All rows.</summary>
    /// <param name="step">Seconds of a step.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> PagesAsync(
        int step,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var query in queries)
        {
            var group = query.Dimension is null ? null : $"{query.Dimension}:{query.Group}";
            ImmutableArray<double?>? before = null;
            foreach (var window in Windows(query with { Step = step }))
            {
                var answer = await AskAsync(window, cancellation);
                var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>(answer.Points.Length);
                foreach (var point in answer.Points)
                {
                    if (before is { } last && IsSame(last, point, step, answer.Rate))
                        continue;
                    before = point;
                    rows.Add([
                        query.Kpi,
                        group,
                        DateTime.UnixEpoch.AddMilliseconds(point[0]!.Value),
                        point[1],
                        point[2],
                        point[3],
                        point[4],
                    ]);
                }
                yield return rows.ToImmutable();
            }
        }
    }

    /// <summary>A window begins with what the one before ended with.</summary>
    private static bool IsSame(ImmutableArray<double?> last, ImmutableArray<double?> point, int step, int rate) =>
        step > 0 ? point[0] <= last[0]
        : last[1] is not { } value ? point[1] is null
        : point[1] is { } now && Math.Abs(value + (rate * (point[0]!.Value - last[0]!.Value) / 1000) - now) < SameAge;

    private static IEnumerable<HistoryQuery> Windows(HistoryQuery query)
    {
        // A day may have 25 hours.
        var length = query.Step is 0 or null ? WindowByChange : TimeSpan.FromSeconds(query.Step.Value) * PointsAtOnce;
        for (var from = query.From; from < query.To; from += length)
            yield return query with
            {
                From = from,
                To = query.To - from > length ? from + length : query.To,
            };
    }

    private Task<KpiHistory> AskAsync(HistoryQuery query, CancellationToken cancellation) =>
        history.History(query, cancellation).WaitAsync(AnswerWithin, time, cancellation);
}
