using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Rows;

/// <summary>All rows of one cut, page by page: whatever their number, one page is held at a time.</summary>
internal sealed class RowsExport(IRowsGrain list, RowsQuery query, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The first page: asked for before anything is sent, so that a wrong filter is still a clear answer.
    /// </summary>
    public async Task<RowsPage> FirstAsync(CancellationToken cancellation) =>
        await PageAsync(query with { Offset = 0, Limit = RowsQuery.PageLimit }, cancellation);

    /// <summary>The pages from the first on, all of the same cut.</summary>
    /// <exception cref="InvalidOperationException">The cut is no longer kept: the file would not be whole.</exception>
    public async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> PagesAsync(
        RowsPage first,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        yield return first.Rows.Rows;
        for (var offset = first.Rows.Rows.Length; offset < first.Total; )
        {
            var page = await PageAsync(
                query with
                {
                    Offset = offset,
                    Limit = RowsQuery.PageLimit,
                    Version = first.SliceVersion,
                    At = first.At,
                },
                cancellation
            );
            offset += page.Rows.Rows.Length;
            yield return page.Rows.Rows;
        }
    }

    private async Task<RowsPage> PageAsync(RowsQuery page, CancellationToken cancellation) =>
        await list.Page(page, cancellation).WaitAsync(AnswerWithin, time, cancellation)
        ?? throw new InvalidOperationException("The cut is no longer kept.");
}
