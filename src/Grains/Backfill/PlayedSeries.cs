using Apollo.Grains.History;

namespace Apollo.Grains.Backfill;

/// <summary>
/// One series as it is played. Its days are made at once; of its quarters and minutes what changed is held, in the
/// order of time, until they are written: a quiet year is 35,000 quarters, and no change.
/// </summary>
internal sealed class PlayedSeries
{
    private readonly long quartersFrom;
    private readonly long minutesFrom;
    private readonly StepBuilder byDay;
    private readonly StepBuilder byQuarter;
    private readonly StepBuilder byMinute;
    private readonly List<HistoryStep> days = [];
    private readonly List<(long At, SeriesValue Value)> changes = [];
    private bool hasQuarters;
    private bool hasMinutes;

    /// <param name="dayGrid">The desk's days.</param>
    /// <param name="rate">How fast it grows by itself, per second.</param>
    /// <param name="quartersFrom">Where its quarters begin, Unix ms.</param>
    /// <param name="minutesFrom">Where its minutes begin, Unix ms; not before its quarters.</param>
    /// <param name="quarter">Takes its quarters when they are made.</param>
    /// <param name="minute">Takes its minutes when they are made.</param>
    public PlayedSeries(
        StepGrid dayGrid,
        int rate,
        long quartersFrom,
        long minutesFrom,
        Action<HistoryStep> quarter,
        Action<HistoryStep> minute
    )
    {
        (Rate, this.quartersFrom, this.minutesFrom) = (rate, quartersFrom, minutesFrom);
        byDay = new StepBuilder(dayGrid, rate, days.Add);
        byQuarter = new StepBuilder(StepGrid.Quarters, rate, quarter);
        byMinute = new StepBuilder(StepGrid.Minutes, rate, minute);
    }

    /// <summary>How fast it grows by itself, per second.</summary>
    public int Rate { get; }

    /// <summary>How many changes are held.</summary>
    public int Changes => changes.Count;

    /// <summary>The days that have ended, until they are taken.</summary>
    public List<HistoryStep> Days => days;

    /// <summary>The day that has not ended.</summary>
    public HistoryStep? OpenDay => byDay.Open;

    /// <summary>The quarter of an hour that has not ended.</summary>
    public HistoryStep? OpenQuarter => byQuarter.Open;

    /// <summary>It is something else from an instant on; where it only went on, nothing is held.</summary>
    /// <param name="at">Unix ms, in the order of time.</param>
    /// <param name="value">What it is.</param>
    public void Change(long at, SeriesValue value)
    {
        Advance(at);
        if (byDay.Value == value)
            return;
        byDay.Change(at, value);
        if (hasQuarters)
            changes.Add((at, value));
    }

    /// <summary>Nothing else happened until an instant.</summary>
    /// <param name="at">Unix ms.</param>
    public void Advance(long at)
    {
        if (!hasQuarters && at >= quartersFrom)
        {
            hasQuarters = true;
            byDay.Advance(quartersFrom);
            changes.Add((quartersFrom, byDay.Value));
        }
        byDay.Advance(at);
    }

    /// <summary>Makes quarters and minutes of the changes that are held.</summary>
    /// <param name="until">Nothing else happened until then, Unix ms; null = it is not known yet.</param>
    public void MakeSteps(long? until)
    {
        foreach (var (at, value) in changes)
        {
            AdvanceFiner(at);
            byQuarter.Change(at, value);
            if (hasMinutes)
                byMinute.Change(at, value);
        }
        changes.Clear();
        if (hasQuarters && until is { } instant)
            AdvanceFiner(instant);
    }

    private void AdvanceFiner(long at)
    {
        if (!hasMinutes && at >= minutesFrom)
        {
            hasMinutes = true;
            byQuarter.Advance(minutesFrom);
            byMinute.Change(minutesFrom, byQuarter.Value);
        }
        byQuarter.Advance(at);
        if (hasMinutes)
            byMinute.Advance(at);
    }
}
