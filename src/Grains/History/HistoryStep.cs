namespace Apollo.Grains.History;

/// <summary>
/// What a series was over a step of time. Smallest, greatest and mean value are those of the time in which there was
/// one.
/// </summary>
internal readonly record struct HistoryStep
{
    /// <summary>Begin, Unix ms.</summary>
    public required long Start { get; init; }

    /// <summary>End, Unix ms; not in it.</summary>
    public required long End { get; init; }

    /// <summary>How much of it is known, ms; more than 0.</summary>
    public required long Known { get; init; }

    /// <summary>For how much of that there was a value, ms.</summary>
    public required long Valued { get; init; }

    /// <summary>The value at the end of what is known of it; NaN = none.</summary>
    public required double Last { get; init; }

    /// <summary>Smallest value; NaN = there was none.</summary>
    public required double Min { get; init; }

    /// <summary>Greatest value; NaN = there was none.</summary>
    public required double Max { get; init; }

    /// <summary>Value × ms, summed exactly over <see cref="Valued"/>.</summary>
    public required decimal Sum { get; init; }

    /// <summary>Time-weighted mean; NaN = there was no value.</summary>
    public double Mean => Valued == 0 ? double.NaN : (double)(Sum / Valued);

    /// <summary>Share that is known, above 0 to 1.</summary>
    public double Share => (double)Known / (End - Start);

    /// <summary>A step in which a series went on as it was.</summary>
    /// <param name="start">Begin, Unix ms.</param>
    /// <param name="end">End, Unix ms.</param>
    /// <param name="value">What it was at the begin; known.</param>
    /// <param name="rate">How fast it grows by itself, per second.</param>
    public static HistoryStep Quiet(long start, long end, SeriesValue value, int rate)
    {
        var length = end - start;
        if (!value.IsNumber)
            return new HistoryStep
            {
                Start = start,
                End = end,
                Known = length,
                Valued = 0,
                Last = double.NaN,
                Min = double.NaN,
                Max = double.NaN,
                Sum = 0,
            };
        var last = value.After(rate, length).Number;
        return new HistoryStep
        {
            Start = start,
            End = end,
            Known = length,
            Valued = length,
            Last = last,
            Min = Math.Min(value.Number, last),
            Max = Math.Max(value.Number, last),
            Sum = SumOf(value.Number, rate, length),
        };
    }

    /// <summary>This step with a later one in one: the same as if it had been one from the beginning.</summary>
    /// <param name="later">Begins where this one ends, or after it.</param>
    public HistoryStep Then(in HistoryStep later) =>
        new()
        {
            Start = Start,
            End = later.End,
            Known = Known + later.Known,
            Valued = Valued + later.Valued,
            Last = later.Last,
            Min =
                double.IsNaN(Min) ? later.Min
                : double.IsNaN(later.Min) ? Min
                : Math.Min(Min, later.Min),
            Max =
                double.IsNaN(Max) ? later.Max
                : double.IsNaN(later.Max) ? Max
                : Math.Max(Max, later.Max),
            Sum = Sum + later.Sum,
        };

    /// <summary>Steps as those of a coarser grid, whose borders are borders of the finer one too.</summary>
    /// <param name="finer">In order.</param>
    /// <param name="grid">The coarser grid.</param>
    public static IEnumerable<HistoryStep> Coarser(IEnumerable<HistoryStep> finer, StepGrid grid)
    {
        HistoryStep? open = null;
        foreach (var step in finer)
        {
            if (open is { } begun && step.Start < begun.End)
            {
                open = begun.Then(step) with { End = begun.End };
                continue;
            }
            if (open is { } ended)
                yield return ended;
            var start = grid.Start(step.Start);
            open = step with { Start = start, End = grid.End(start) };
        }
        if (open is { } last)
            yield return last;
    }

    /// <summary>Value × ms over a span in which a value grows evenly.</summary>
    public static decimal SumOf(double value, int rate, long milliseconds) =>
        ((decimal)value * milliseconds) + ((decimal)rate * milliseconds * milliseconds / 2000m);
}
