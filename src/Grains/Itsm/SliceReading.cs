using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The slice that is read, and the one that takes its place: where the mapping's files were written or the database was
/// replaced, all is read anew beside what is held, which stands until then.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="begin">Finds the files and begins with nothing.</param>
internal sealed class SliceReading<TRow>(Func<Slice<TRow>> begin)
    where TRow : class, ISliceRow
{
    private Slice<TRow>? slice;
    private Slice<TRow>? anew;
    private string? why;

    /// <summary>The slice whose rows count; null before its files were found.</summary>
    public Slice<TRow>? Current => slice;

    /// <summary>The first full read is complete.</summary>
    public bool IsLoaded => slice is { IsLoaded: true };

    /// <summary>Rows read by a full read that goes on, or of the first.</summary>
    public int Loaded => (anew ?? slice)?.Loaded ?? 0;

    /// <summary>All is read anew; what is held is as it was before.</summary>
    public bool IsReadingAnew => anew is not null;

    /// <summary>What is wrong though the reading goes on.</summary>
    public IEnumerable<ItsmWarning> Warnings =>
        why is null ? slice?.Warnings ?? [] : [new("anew", 1, why), .. slice?.Warnings ?? []];

    /// <summary>Reads the next page.</summary>
    /// <returns>What changed, and whether another page is to be read at once.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read; it is tried again.</exception>
    public async Task<(List<RowChange<TRow>> Changes, bool More)> PollAsync(CancellationToken cancellation)
    {
        try
        {
            // Nothing was read yet: with the files as they are now, so that a corrected one needs no restart.
            if (slice is null or { IsLoaded: false, Loaded: 0 })
                slice = begin();
            if (anew is null ? slice.AreFilesChanged : anew.AreFilesChanged)
                Restart("the mapping's files were changed");
            return anew is null ? await slice.PollAsync(cancellation) : await ReadAnewAsync(anew, cancellation);
        }
        catch (ItsmReplacedException)
        {
            Restart("the ITSM's database was replaced by another");
            return ([], true);
        }
    }

    private async Task<(List<RowChange<TRow>> Changes, bool More)> ReadAnewAsync(
        Slice<TRow> reading,
        CancellationToken cancellation
    )
    {
        var (_, more) = await reading.PollAsync(cancellation);
        if (!reading.IsLoaded)
            return ([], more);
        var changes = reading.Held.ChangesFrom(slice!.Held);
        (slice, anew, why) = (reading, null, null);
        return (changes, more);
    }

    private void Restart(string reason)
    {
        why = $"{reason}: all is read anew";
        if (slice is { IsLoaded: true })
            anew = begin();
        else
            (slice, why) = (begin(), null);
    }
}
