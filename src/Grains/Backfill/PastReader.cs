using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Model;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Reads all rows of a desk, those too that no number needs any more: page by page by connections of its own, beside
/// the polls, with a rest of three times as long after each page. Of a row only what numbers and breakdowns need is
/// held.
/// </summary>
internal sealed class PastReader(DeskSetup desk, KpiCatalogue catalogue, TimeProvider time)
{
    /// <summary>
    /// More rows of a kind are not held, about 300 bytes each: beyond that history begins later, where fewer count.
    /// </summary>
    public const int MostRows = 2_000_000;

    private const int RestTimes = 3;

    /// <summary>From when on history can be computed, UTC: all rows that count from then on are held.</summary>
    public DateTime From { get; private set; } = DateTime.MinValue;

    /// <summary>What tickets are broken down by besides; known once they are read.</summary>
    public FurtherNames Further { get; private set; } = FurtherNames.None;

    /// <summary>All rows as they are.</summary>
    /// <param name="from">Rows that count only before are left out; null = none are.</param>
    /// <param name="compact">Leaves out what is not needed.</param>
    /// <param name="read">Takes how many rows were read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="most">How many rows are held.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async Task<List<TRow>> ReadAsync<TRow>(
        DateTime? from,
        Func<TRow, TRow> compact,
        Action<int> read,
        CancellationToken cancellation,
        int most = MostRows
    )
        where TRow : class, ISliceRow
    {
        if (from > From)
            From = from.Value;
        var reader = new ItsmReader<TRow>(desk.Itsm, new WallClock(desk.Itsm.TimeZone), time);
        var pace = new Pace(time, TimeSpan.Zero, RestTimes);
        // A row that changes meanwhile is read twice.
        var rows = new Dictionary<string, TRow>(StringComparer.Ordinal);
        await foreach (var page in reader.ReadAllAsync(cancellation))
        {
            foreach (var one in page.Rows)
                if (one.Row is { } row && NeededUntil(row) > From)
                    rows[row.Id] = compact(row);
                else if (one.Id is { } id)
                    rows.Remove(id);
            while (rows.Count > most)
                BeginLater(rows, most);
            read(page.Rows.Count);
            await pace.RestAsync(cancellation);
        }
        if (!reader.Further.IsEmpty)
            Further = reader.Further;
        return [.. rows.Values];
    }

    /// <summary>Goes without the half that counts for the shortest time.</summary>
    private void BeginLater<TRow>(Dictionary<string, TRow> rows, int most)
        where TRow : class, ISliceRow
    {
        var ends = rows.Values.Select(NeededUntil).Order().ToList();
        var half = ends[ends.Count / 2];
        if (half == DateTime.MaxValue)
            throw new ItsmException($"More than {most} rows count now: that is more than can be played.");
        From = half;
        foreach (var id in rows.Where(pair => NeededUntil(pair.Value) <= half).Select(pair => pair.Key).ToList())
            rows.Remove(id);
    }

    private DateTime NeededUntil<TRow>(TRow row)
        where TRow : class, ISliceRow => catalogue.NeededUntil(row, desk.Calendar) ?? DateTime.MaxValue;
}
