using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The slice that is read, and the one that takes its place. Where the mapping's files were written, all is read anew
/// by them beside the polls, which go on by the files before until that is done; files that cannot be used are refused,
/// and it is said why. Where the database was replaced, what is held stands until the new one is read.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="begin">Finds the files and begins with nothing.</param>
/// <param name="time">The silo's clock.</param>
internal sealed class SliceReading<TRow>(Func<Slice<TRow>> begin, TimeProvider time)
    where TRow : class, ISliceRow
{
    private const int RestTimes = 10;
    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(10);
    private Slice<TRow>? slice;
    private Slice<TRow>? anew;
    private bool isReplaced;
    private ItsmWarning? warning;
    private Slice<TRow>? refused;
    private DateTime beganAt;
    private DateTime triedAgainAt;

    /// <summary>The slice whose rows count; null before its files were found.</summary>
    public Slice<TRow>? Current => slice;

    /// <summary>The first full read is complete.</summary>
    public bool IsLoaded => slice is { IsLoaded: true };

    /// <summary>Rows read by a full read that goes on, or of the first.</summary>
    public int Loaded => (anew ?? slice)?.Loaded ?? 0;

    /// <summary>Rows that this full read has to read; null where that is not known.</summary>
    public int? ToLoad => (anew ?? slice)?.ToLoad;

    /// <summary>All is read anew of another database; what is held is as it was before.</summary>
    public bool IsReadingAnew => anew is not null && isReplaced;

    /// <summary>Other files are read beside the polls.</summary>
    public bool IsTakingUp => anew is not null && !isReplaced;

    /// <summary>What is wrong though the reading goes on.</summary>
    public IEnumerable<ItsmWarning> Warnings =>
        warning is null ? slice?.Warnings ?? [] : [warning, .. slice?.Warnings ?? []];

    /// <summary>Reads the next page.</summary>
    /// <returns>What changed, and whether another page is to be read at once.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read; it is tried again.</exception>
    public async Task<(List<RowChange<TRow>> Changes, bool More)> PollAsync(CancellationToken cancellation)
    {
        try
        {
            // Nothing was read yet: with the files as they are now, so that a corrected one needs no restart.
            if (slice is null or { IsLoaded: false, Loaded: 0 } or { IsLoaded: false, AreFilesChanged: true })
                slice = begin();
            if (IsReadingAnew)
            {
                if (anew!.AreFilesChanged)
                    anew = begin();
                return await ReadAnewAsync(cancellation);
            }
            var (changes, more) = await slice.PollAsync(cancellation);
            if (more || !slice.IsLoaded)
                return (changes, more);
            try
            {
                if (LooksForOthers())
                    Begin();
                if (anew is null)
                    return (changes, false);
                var (others, another) = await ReadAnewAsync(cancellation);
                changes.AddRange(others);
                return (changes, another);
            }
            // The ITSM has just answered: it is the files.
            catch (ItsmException error) when (error is not ItsmReplacedException)
            {
                Refuse(error.Message);
                return (changes, false);
            }
        }
        catch (ItsmReplacedException)
        {
            const string why = "the ITSM's database was replaced by another";
            var fresh = begin();
            if (slice is { IsLoaded: true })
                (anew, isReplaced, warning) = (fresh, true, Told($"{why}: all is read anew"));
            else
                slice = fresh;
            return ([], true);
        }
    }

    private bool LooksForOthers() =>
        anew?.AreFilesChanged
        ?? (
            slice!.AreFilesChanged && (refused?.AreFilesChanged == true || time.GetUtcNow().UtcDateTime >= triedAgainAt)
        );

    private void Begin()
    {
        beganAt = time.GetUtcNow().UtcDateTime;
        anew = begin();
        (isReplaced, refused) = (false, null);
        warning = Told("the mapping's files were changed: all is read anew by them, and by those before until then");
    }

    private async Task<(List<RowChange<TRow>> Changes, bool More)> ReadAnewAsync(CancellationToken cancellation)
    {
        var reading = anew!;
        var (_, more) = await reading.PollAsync(cancellation);
        if (!reading.IsLoaded)
            return ([], more);
        if (!isReplaced && reading.IsMostlyLeftOut)
            throw new ItsmException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reading.Held.BadRows.Summary} (of {reading.Held.Known} read)"
                )
            );
        var changes = reading.Held.ChangesFrom(slice!.Held);
        (slice, anew, isReplaced, warning) = (reading, null, false, null);
        return (changes, more);
    }

    private void Refuse(string reason)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rest = (now - beganAt) * RestTimes;
        triedAgainAt = now + (rest > LeastRest ? rest : LeastRest);
        (refused, anew) = (anew, null);
        warning = Told($"the mapping's files were changed and are not taken up; those before count: {reason}");
    }

    private static ItsmWarning Told(string text) => new("anew", 1, text);
}
