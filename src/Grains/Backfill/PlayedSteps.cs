using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Grains.Store;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Makes quarters and days of what is played, and keeps them in the store in portions. The step in which the watched
/// history begins is written at the very end, in one with the word that all is computed: a run that broke off before
/// leaves only whole steps, which the next one writes over.
/// </summary>
internal sealed class PlayedSteps(
    string desk,
    DeskCalendar calendar,
    HistoryStore store,
    HistoryLevels levels,
    Func<string, bool> isSum,
    DateTime from,
    DateTime until,
    int mostHeld = PlayedSteps.MostHeld
)
{
    /// <summary>So many steps are held before they are written: about 40 MB.</summary>
    public const int MostHeld = 500_000;

    private const int SeriesAtOnce = 50;
    private readonly Dictionary<(string Kpi, string Dimension, string Name), Played> all = [];
    private readonly StepGrid days = StepGrid.Days(calendar);
    private readonly long begin = UnixTime.Of(from);
    private readonly long end = UnixTime.Of(until);
    private int held;

    /// <summary>It is time to write.</summary>
    public bool IsFull => held >= mostHeld;

    /// <summary>Where quarters of an hour begin; before that only days are kept, Unix ms.</summary>
    private long QuartersFrom { get; } =
        StepGrid.Quarters.Start(
            Math.Max(UnixTime.Of(from), UnixTime.Of(until) - (long)store.KeptFor.Quarters.TotalMilliseconds)
        );

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
            all[key] = series = new Played(this, change.Rate);
            series.Change(begin, ended);
        }
        series.Change(
            UnixTime.Of(change.At),
            change.Value is { } value ? SeriesValue.Of(value, change.Rate)
                : change.Group is null ? SeriesValue.None
                : ended
        );
    }

    /// <summary>Writes the steps that have ended.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var some in all.Where(one => one.Value.HasAny).Chunk(SeriesAtOnce))
        {
            await store.ChangeAsync(
                desk,
                async change =>
                {
                    var stored = await NumbersAsync(change, some.Select(one => one.Key));
                    foreach (var (key, series) in some)
                    {
                        await levels.AddAsync(change, desk, HistoryLevels.Quarters, stored[key], series.Quarters);
                        await levels.AddAsync(change, desk, HistoryLevels.Days, stored[key], series.Days);
                    }
                },
                cancellation
            );
            foreach (var (_, series) in some)
                series.Written();
        }
        held = 0;
    }

    /// <summary>Writes what is left, and that all is computed.</summary>
    /// <param name="isFirst">It was not computed before: the steps in which the watched history begins are told their
    /// first part.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task EndAsync(bool isFirst, CancellationToken cancellation)
    {
        foreach (var series in all.Values)
        {
            series.Advance(end);
            if (IsFull)
                await WriteAsync(cancellation);
        }
        await WriteAsync(cancellation);
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

    /// <summary>One series as it is played.</summary>
    private sealed class Played
    {
        private readonly PlayedSteps steps;
        private readonly StepBuilder byDay;
        private readonly StepBuilder byQuarter;
        private bool hasQuarters;

        public Played(PlayedSteps steps, int rate)
        {
            (this.steps, Rate) = (steps, rate);
            byDay = new StepBuilder(steps.days, rate, step => Add(Days, step));
            byQuarter = new StepBuilder(StepGrid.Quarters, rate, step => Add(Quarters, step));
        }

        public int Rate { get; }
        public List<HistoryStep> Days { get; } = [];
        public List<HistoryStep> Quarters { get; } = [];
        public bool HasAny => Days.Count + Quarters.Count > 0;
        public HistoryStep? OpenDay => byDay.Open;
        public HistoryStep? OpenQuarter => byQuarter.Open;

        public void Change(long at, SeriesValue value)
        {
            Advance(at);
            byDay.Change(at, value);
            if (hasQuarters)
                byQuarter.Change(at, value);
        }

        /// <summary>Nothing else happened until an instant.</summary>
        public void Advance(long at)
        {
            if (!hasQuarters && at >= steps.QuartersFrom)
            {
                hasQuarters = true;
                byDay.Advance(steps.QuartersFrom);
                byQuarter.Change(steps.QuartersFrom, byDay.Value);
            }
            byDay.Advance(at);
            if (hasQuarters)
                byQuarter.Advance(at);
        }

        public void Written()
        {
            Days.Clear();
            Quarters.Clear();
        }

        private void Add(List<HistoryStep> list, HistoryStep step)
        {
            list.Add(step);
            steps.held++;
        }
    }
}
