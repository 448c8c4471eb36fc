using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>The limits of a number: whether a value has crossed them, and when one that grows by itself will.</summary>
/// <param name="Better">Which direction is better; where neither is, nothing is ever crossed.</param>
/// <param name="Thresholds">The limits, in the number's unit.</param>
public readonly record struct Limits(Better Better, Thresholds Thresholds)
{
    /// <summary>Nothing ever crosses them.</summary>
    public bool IsNone => Better == Better.Neither || Thresholds is { Warning: null, Critical: null };

    /// <summary>How a value stands; <see cref="KpiStatus.None"/> without a value or limits.</summary>
    /// <param name="value">In the number's unit; null = none.</param>
    public KpiStatus StatusOf(double? value) =>
        value is not { } number || IsNone ? KpiStatus.None
        : Crosses(number, Thresholds.Critical) ? KpiStatus.Critical
        : Crosses(number, Thresholds.Warning) ? KpiStatus.Warning
        : KpiStatus.Good;

    /// <summary>How many fewer rows would keep a number of rows on the better side of a limit.</summary>
    /// <param name="count">The number of rows, beyond the limit.</param>
    /// <param name="status">Which limit: the status it has beyond it.</param>
    /// <returns>1 or more; null where fewer rows are not better.</returns>
    public int? RowsBeyond(double count, KpiStatus status)
    {
        var limit = status == KpiStatus.Critical ? Thresholds.Critical : Thresholds.Warning;
        return Better == Better.Lower && count >= limit ? (int)Math.Floor(count - limit.Value) + 1 : null;
    }

    /// <summary>The first instant at which the clock alone brings a value over a limit.</summary>
    /// <param name="now">Instant of <paramref name="value"/>, ticks.</param>
    /// <param name="value">The value; null = none.</param>
    /// <param name="rate">How much it grows per second by itself: 0 or 1.</param>
    /// <param name="at">The value at a later instant, ticks: an instant found by arithmetic is checked by it.</param>
    /// <returns>Ticks; <see cref="long.MaxValue"/> = never.</returns>
    public long NextCrossing(long now, double? value, int rate, Func<long, double?> at)
    {
        var next = long.MaxValue;
        if (rate == 0 || IsNone || value is not { } number)
            return next;
        foreach (var threshold in (ReadOnlySpan<double?>)[Thresholds.Warning, Thresholds.Critical])
        {
            if (threshold is not { } limit || number >= limit || limit - number > 1e9)
                continue;
            // Nearly right by arithmetic, exactly right by asking: the first tick whose value is there.
            var crossed = Math.Max(now + 1, now + (long)((limit - number) / rate * TimeSpan.TicksPerSecond) - 2);
            while (at(crossed) < limit)
                crossed++;
            next = Math.Min(next, crossed);
        }
        return next;
    }

    private bool Crosses(double value, double? threshold) =>
        Better == Better.Lower ? value >= threshold : value < threshold;
}
