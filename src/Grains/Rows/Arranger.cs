using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>Arranges cuts, and remembers the arrangements used last: a page after the first is cheap.</summary>
internal sealed class Arranger<TRow>(DeskCalendar calendar, bool ownIsSeconds)
    where TRow : class, ISliceRow
{
    private const int Limit = 12;

    /// <summary>Who asks for no row after these is answered from them alone.</summary>
    private const int First = 500;

    private readonly List<Kept> kept = [];

    /// <summary>A cut's rows, filtered, ordered and grouped.</summary>
    /// <param name="cut">The cut.</param>
    /// <param name="rows">All rows now, or at a state kept.</param>
    /// <param name="columns">The columns they have on this desk.</param>
    /// <param name="give">What a row gives at an instant; pure.</param>
    /// <param name="query">For whom, its filter, sort and group, and how far its page goes.</param>
    /// <param name="cancellation">The asker has given up; when all have, the arranging ends.</param>
    /// <returns>Null where the cut's rows are no longer kept.</returns>
    /// <exception cref="TableQueryException">Filter, sort or group cannot be understood.</exception>
    public async Task<Arrangement<TRow>?> ArrangeAsync(
        RowsCut cut,
        CountedRows<TRow> rows,
        IReadOnlyList<Column<TRow>> columns,
        Func<TRow, string?, DateTime, Counted<TRow>> give,
        RowsQuery query,
        CancellationToken cancellation
    )
    {
        var isFirst = query.Group is null && query.Offset >= 0 && query.Offset + (long)query.Limit <= First;
        query = query with { Offset = 0, Limit = 0, Columns = [], Version = null, At = null };
        var known = kept.FindIndex(one =>
            ReferenceEquals(one.Cut, cut) && one.Query == query && (isFirst || !one.IsFirst)
        );
        if (known < 0 && !rows.Reaches(cut.Step))
            return null;
        var used = known >= 0 ? kept[known] : Begin();
        if (known >= 0)
            kept.RemoveAt(known);
        else if (kept.Count >= Limit)
            kept.RemoveAt(0);
        kept.Add(used);
        used.Waiting++;
        try
        {
            return await used.Arranged.WaitAsync(cancellation);
        }
        finally
        {
            if (--used.Waiting == 0 && !used.Arranged.IsCompleted)
            {
                kept.Remove(used);
                await used.Ending.CancelAsync();
            }
        }

        Kept Begin()
        {
            var (then, ending) = (rows.At(cut.Step), new CancellationTokenSource());
            // Sorting many rows takes a while: not on the grain's own time.
            var arranged = Task.Run(
                () =>
                    Arrangement<TRow>.Of(
                        then.Select(row => give(row.Value, row.Key.Part, cut.At)),
                        columns,
                        query,
                        calendar,
                        ownIsSeconds,
                        isFirst ? First : int.MaxValue,
                        ending.Token
                    ),
                ending.Token
            );
            return new Kept(cut, query, isFirst, arranged, ending);
        }
    }

    private sealed record Kept(
        RowsCut Cut,
        RowsQuery Query,
        bool IsFirst,
        Task<Arrangement<TRow>> Arranged,
        CancellationTokenSource Ending
    )
    {
        /// <summary>Who waits for it.</summary>
        public int Waiting { get; set; }
    }
}
