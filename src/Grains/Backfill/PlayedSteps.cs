using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Grains.Store;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Makes quarters and days of what is played, and for sparklines the last minutes of the whole desk, and keeps them in
/// the store in portions: a chunk at a time, so that few are read and written again. What waits is held as changes, of
/// which there are as many as the rows tell; quarters are made of them for a few series at a time, as they are written.
/// The step in which the watched history begins is written at the very end, in one with the word that all is computed:
/// a run that broke off before leaves only whole steps, which the next one writes over.
/// </summary>
internal sealed class PlayedSteps(
    string desk,
    DeskCalendar calendar,
    HistoryStore store,
    HistoryLevels levels,
    Func<string, bool> isSum,
    DateTime from,
    DateTime until,
    Pace pace,
    int mostHeld = PlayedSteps.MostHeld
)
{
    /// <summary>So much is held before it is written, whether chunks are full or not: about 40 MB.</summary>
    public const int MostHeld = 1_500_000;

    /// <summary>A day takes the room of three changes.</summary>
    private const int OfADay = 3;

    private const int SeriesAtOnce = 50;

    /// <summary>About 20 MB; the last series may bring as many steps as it has.</summary>
    private const int StepsAtOnce = 200_000;

    private readonly Dictionary<(string Kpi, string Dimension, string Name), PlayedSeries> all = [];
    private readonly StepGrid dayGrid = StepGrid.Days(calendar);
    private readonly long begin = UnixTime.Of(from);
    private readonly long end = UnixTime.Of(until);
    private readonly List<Made> made = [];
    private readonly List<HistoryStep> minutes = [];
    private readonly List<HistoryStep> quarters = [];
    private readonly List<HistoryStep> days = [];
    private long played = UnixTime.Of(from);
    private long quartersDue = DueAfter(UnixTime.Of(from)).Quarters;
    private long daysDue = DueAfter(UnixTime.Of(from)).Days;
    private int held;

    /// <summary>It is time to write.</summary>
    public bool IsFull => held >= mostHeld || played >= quartersDue || played >= daysDue;

    /// <summary>Where quarters of an hour begin; before that only days are kept, Unix ms.</summary>
    private long QuartersFrom { get; } =
        StepGrid.Quarters.Start(
            Math.Max(UnixTime.Of(from), UnixTime.Of(until) - (long)store.KeptFor.Quarters.TotalMilliseconds)
        );

    /// <summary>Where minutes of the whole desk begin, Unix ms.</summary>
    private long MinutesFrom { get; } =
        StepGrid.Minutes.Start(Math.Max(UnixTime.Of(from), SeriesMemory.MinutesFrom(UnixTime.Of(until))));

    /// <summary>A series became something else.</summary>
    public void Take(PlayedChange change)
    {
        var key = (change.Kpi, change.Dimension ?? StoredSeries.Whole, change.Group ?? "");
        // A group without rows is 0 where it counts, else it has no value.
        var ended = isSum(change.Kpi) ? SeriesValue.Of(0) : SeriesValue.None;
        if (!all.TryGetValue(key, out var series))
        {
            if (all.Count >= Recorder.MostSeries)
                return;
            all[key] = series = new PlayedSeries(
                dayGrid,
                change.Rate,
                QuartersFrom,
                change.Dimension is null ? MinutesFrom : long.MaxValue,
                quarters.Add,
                minutes.Add
            );
            series.Change(begin, ended);
        }
        held -= HeldBy(series);
        series.Change(
            UnixTime.Of(change.At),
            change.Value is { } value ? SeriesValue.Of(value, change.Rate)
                : change.Group is null ? SeriesValue.None
                : ended
        );
        held += HeldBy(series);
    }

    /// <summary>All that changed until an instant is told.</summary>
    public void Played(DateTime until)
    {
        var at = UnixTime.Of(until);
        // Interventions are played behind the tickets, from the begin on.
        if (at < played)
            (quartersDue, daysDue) = DueAfter(at);
        played = at;
    }

    /// <summary>Writes the steps that have ended. Where it failed, it goes on from there when called again.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task WriteAsync(CancellationToken cancellation) => WriteAsync(null, cancellation);

    /// <summary>Writes what is left, and that all is computed.</summary>
    /// <param name="isFirst">It was not computed before: the steps in which the watched history begins are told their
    /// first part.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public async Task EndAsync(bool isFirst, CancellationToken cancellation)
    {
        await WriteAsync(end, cancellation);
        await store.ChangeAsync(
            desk,
            async change =>
            {
                if (isFirst)
                {
                    var stored = await NumbersAsync(change, all.Keys);
                    foreach (var (key, series) in all)
                    {
                        await PutAsync(HistoryLevels.Quarters, stored[key], series.OpenQuarter);
                        await PutAsync(HistoryLevels.Days, stored[key], series.OpenDay);
                    }
                }
                await change.ComputedAsync(begin, end);

                async Task PutAsync(int span, StoredSeries one, HistoryStep? open)
                {
                    if (open is { } step)
                        await levels.AddAsync(change, desk, span, one, [step], isBefore: true);
                }
            },
            cancellation
        );
    }

    /// <param name="until">All series went on until then; null = only those that changed did.</param>
    /// <param name="cancellation">Ends it.</param>
    private async Task WriteAsync(long? until, CancellationToken cancellation)
    {
        // What a store that was away did not take.
        await PutAsync(cancellation);
        var withDays = until is not null || held >= mostHeld || played >= daysDue;
        // A chunk that has ended is whole; where there is no more room, the last quarter may go on.
        long? known = until ?? (played >= quartersDue ? HistoryLevels.ChunkOf(HistoryLevels.Quarters, played) : null);
        foreach (var (key, series) in all)
        {
            if (until is null && series.Changes == 0 && !withDays)
                continue;
            var (firstMinute, firstQuarter, firstDay) = (minutes.Count, quarters.Count, days.Count);
            held -= HeldBy(series);
            if (until is { } last)
                series.Advance(last);
            series.MakeSteps(series.Changes > 0 ? known : until);
            if (withDays)
            {
                days.AddRange(series.Days);
                series.Days.Clear();
            }
            held += HeldBy(series);
            if (minutes.Count > firstMinute || quarters.Count > firstQuarter || days.Count > firstDay)
                made.Add(new(key, firstMinute..minutes.Count, firstQuarter..quarters.Count, firstDay..days.Count));
            if (made.Count >= SeriesAtOnce || minutes.Count + quarters.Count + days.Count >= StepsAtOnce)
                await PutAsync(cancellation);
        }
        await PutAsync(cancellation);
        var due = DueAfter(played);
        (quartersDue, daysDue) = (due.Quarters, withDays ? due.Days : daysDue);
    }

    /// <summary>When the chunks are whole that have an instant.</summary>
    private static (long Quarters, long Days) DueAfter(long at) =>
        (HistoryLevels.ChunkAfter(HistoryLevels.Quarters, at), HistoryLevels.ChunkAfter(HistoryLevels.Days, at));

    private static int HeldBy(PlayedSeries series) => series.Changes + (OfADay * series.Days.Count);

    /// <summary>Puts the steps that were made into the store; they are held until it has them.</summary>
    private async Task PutAsync(CancellationToken cancellation)
    {
        if (made.Count == 0)
            return;
        await store.ChangeAsync(
            desk,
            async change =>
            {
                var stored = await NumbersAsync(change, made.Select(one => one.Key));
                foreach (var one in made)
                {
                    await AddAsync(HistoryLevels.Minutes, minutes.Take(one.Minutes));
                    await AddAsync(HistoryLevels.Quarters, quarters.Take(one.Quarters));
                    await AddAsync(HistoryLevels.Days, days.Take(one.Days));

                    Task AddAsync(int span, IEnumerable<HistoryStep> steps) =>
                        levels.AddAsync(change, desk, span, stored[one.Key], steps);
                }
            },
            cancellation
        );
        made.Clear();
        minutes.Clear();
        quarters.Clear();
        days.Clear();
        await pace.RestAsync(cancellation);
    }

    private async Task<Dictionary<(string, string, string), StoredSeries>> NumbersAsync(
        HistoryChange change,
        IEnumerable<(string Kpi, string Dimension, string Name)> keys
    )
    {
        var wanted = keys.Select(key => new StoredSeries
        {
            Kpi = key.Kpi,
            Dimension = key.Dimension,
            Name = key.Name,
            Rate = all[key].Rate,
        });
        return (await change.SeriesAsync(wanted)).ToDictionary(one => (one.Kpi, one.Dimension, one.Name));
    }

    /// <summary>The steps of one series that wait for the store.</summary>
    private readonly record struct Made(
        (string Kpi, string Dimension, string Name) Key,
        Range Minutes,
        Range Quarters,
        Range Days
    );
}
