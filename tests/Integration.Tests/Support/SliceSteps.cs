using Apollo.Grains.Itsm;
using Apollo.Model;

namespace Apollo.Integration.Tests.Support;

/// <summary>Whole polls and sweeps, as the owner of a slice goes through them.</summary>
internal static class SliceSteps
{
    /// <summary>Polls until there is no further page.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="pages">How many pages there may be.</param>
    public static async Task<List<RowChange<TRow>>> PollAllAsync<TRow>(this Slice<TRow> slice, int pages = 100)
        where TRow : class, ISliceRow
    {
        var all = new List<RowChange<TRow>>();
        for (var page = 0; page < pages; page++)
        {
            var (changes, more) = await slice.PollAsync(CancellationToken.None);
            all.AddRange(changes);
            if (!more)
                return all;
        }
        throw new InvalidOperationException($"The pages do not end after {pages}.");
    }

    /// <summary>Sweeps to the end.</summary>
    public static async Task<List<RowChange<TRow>>> SweepAllAsync<TRow>(this Slice<TRow> slice)
        where TRow : class, ISliceRow
    {
        var all = new List<RowChange<TRow>>();
        await foreach (var changes in slice.SweepAsync(_ => { }, CancellationToken.None))
            all.AddRange(changes);
        return all;
    }

    /// <summary>Reads in full for the first time.</summary>
    public static async Task<Slice<TRow>> LoadAsync<TRow>(this Slice<TRow> slice, int pages = 100)
        where TRow : class, ISliceRow
    {
        await slice.PollAllAsync(pages);
        Assert.True(slice.IsLoaded);
        return slice;
    }
}
