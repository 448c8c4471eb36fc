using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Grains.Store;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Makes quarters and days of what is played, and for sparklines the last minutes of the whole desk, and keeps them in
/// the store in portions. What waits is held as changes,
/// of which there are as many as the rows tell; a quiet year is 35,000 steps a series, and those are made for a few
/// series at a time, as they are written. The step in which the watched history begins is written at the very end, in
/// one with the word that all is computed: a run that broke off before leaves only whole steps, which the next one
/// writes over.
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
    /// <summary>So many changes are held before they are written: about 20 MB.</summary>
    public const int MostHeld = 500_000;

    private const int SeriesAtOnce = 50;

    /// <summary>About 20 MB; the last series may bring as many steps as it has.</summary>
    private const int StepsAtOnce = 200_000;

    private readonly Dictionary<(string Kpi, string Dimension, string Name), Played> all = [];
    private readonly StepGrid dayGrid = StepGrid.Days(calendar);
    private readonly long begin = UnixTime.Of(from);
    private readonly long end = UnixTime.Of(until);
    private readonly List<Made> made = [];
    private readonly List<HistoryStep> minutes = [];
    private readonly List<HistoryStep> quarters = [];
    private readonly List<HistoryStep> days = [];
    private int held;

    /// <summary>It is time to write.</summary>
    public bool IsFull => held >= mostHeld;

    /// <summary>Where quarters of an hour begin; before that only days are kept, Unix ms.</summary>
    private long QuartersFrom { get; } =
        StepGrid.Quarters.Start(
            Math.Max(UnixTime.Of(from), UnixTime.Of(until) - (long)store.KeptFor.Quarters.TotalMilliseconds)
        );

    /// <summary>Where minutes of the whole desk begin, Unix ms.</summary>
    private long MinutesFrom { get; } =
        StepGrid.Minutes.Start(
            Math.Max(UnixTime.Of(from), UnixTime.Of(until) - (SeriesMemory.MinutesHeld * StepGrid.Minutes.Length))
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
            all[key] = series = new Played(this, change.Rate, isWhole: change.Dimension is null);
            series.Change(begin, ended);
        }
        series.Change(
            UnixTime.Of(change.At),
            change.Value is { } value ? SeriesValue.Of(value, change.Rate)
                : change.Group is null ? SeriesValue.None
                : ended
        );
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

    /// <param name="until">All series went on until then; null = only those that changed did, to their last change.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    private async Task WriteAsync(long? until, CancellationToken cancellation)
    {
        // What a store that was away did not take.
        await PutAsync(cancellation);
        foreach (var (key, series) in all)
        {
            var (firstMinute, firstQuarter, firstDay) = (minutes.Count, quarters.Count, days.Count);
            series.Play(until);
            if (minutes.Count > firstMinute || quarters.Count > firstQuarter || days.Count > firstDay)
                made.Add(new(key, firstMinute..minutes.Count, firstQuarter..quarters.Count, firstDay..days.Count));
            if (made.Count >= SeriesAtOnce || minutes.Count + quarters.Count + days.Count >= StepsAtOnce)
                await PutAsync(cancellation);
        }
        await PutAsync(cancellation);
        held = 0;
    }

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

    /// <summary>One series as it is played.</summary>
    private sealed class Played
    {
        private readonly PlayedSteps steps;
        private readonly StepBuilder byDay;
        private readonly StepBuilder byQuarter;
        private readonly StepBuilder? byMinute;
        private readonly List<(long At, SeriesValue Value)> changes = [];
        private bool hasQuarters;
        private bool hasMinutes;

        public Played(PlayedSteps steps, int rate, bool isWhole)
        {
            (this.steps, Rate) = (steps, rate);
            byDay = new StepBuilder(steps.dayGrid, rate, steps.days.Add);
            byQuarter = new StepBuilder(StepGrid.Quarters, rate, steps.quarters.Add);
            byMinute = isWhole ? new StepBuilder(StepGrid.Minutes, rate, steps.minutes.Add) : null;
        }

        public int Rate { get; }
        public HistoryStep? OpenDay => byDay.Open;
        public HistoryStep? OpenQuarter => byQuarter.Open;

        public void Change(long at, SeriesValue value)
        {
            changes.Add((at, value));
            steps.held++;
        }

        /// <summary>Makes steps of the changes.</summary>
        /// <param name="until">Nothing else happened until then; null = it is not known yet.</param>
        public void Play(long? until)
        {
            foreach (var (at, value) in changes)
            {
                Advance(at);
                byDay.Change(at, value);
                if (hasQuarters)
                    byQuarter.Change(at, value);
                if (hasMinutes)
                    byMinute!.Change(at, value);
            }
            changes.Clear();
            changes.TrimExcess();
            if (until is { } instant)
                Advance(instant);
        }

        private void Advance(long at)
        {
            Begin(ref hasQuarters, byQuarter, steps.QuartersFrom, at);
            if (byMinute is not null)
                Begin(ref hasMinutes, byMinute, steps.MinutesFrom, at);
            byDay.Advance(at);
            if (hasQuarters)
                byQuarter.Advance(at);
            if (hasMinutes)
                byMinute!.Advance(at);
        }

        private void Begin(ref bool has, StepBuilder finer, long from, long at)
        {
            if (has || at < from)
                return;
            has = true;
            byDay.Advance(from);
            finer.Change(from, byDay.Value);
        }
    }
}
