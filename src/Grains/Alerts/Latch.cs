using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>One limit of a rule, and how a number stands to it: off, waiting for its time to be over, or on.</summary>
/// <param name="Since">When the number went beyond the limit, UTC; null = off.</param>
/// <param name="DueAt">When it is on, where the number stays there, UTC.</param>
/// <param name="IsOn">Whether it is on.</param>
internal sealed record Latch(DateTime? Since, DateTime? DueAt, bool IsOn)
{
    /// <summary>The number is on the good side.</summary>
    public static Latch Off { get; } = new(null, null, false);

    /// <summary>Beyond the limit, but not yet for as long as it must be.</summary>
    public bool IsWaiting => Since is not null && !IsOn;

    /// <summary>As it is at an instant.</summary>
    /// <param name="level">The limit; null = there is none.</param>
    /// <param name="above">Whether values at or above the limit are beyond it.</param>
    /// <param name="value">The number then.</param>
    /// <param name="at">The instant, UTC.</param>
    public Latch At(AlertLevel? level, bool above, double? value, DateTime at)
    {
        if (level is null)
            return Off;
        if (IsOn ? HasRecovered(level, above, value) : !IsBeyond(level, above, value))
            return Off;
        if (IsOn)
            return this;
        var due = DueAt ?? at.AddSeconds(level.For);
        return new Latch(Since ?? at, due, at >= due);
    }

    /// <summary>A span of which nothing is known does not count, and resets nothing.</summary>
    /// <param name="from">Its begin, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    public Latch After(DateTime from, DateTime to) =>
        IsWaiting && (Since > from ? Since.Value : from) is var begin && to > begin
            ? this with
            {
                DueAt = DueAt + (to - begin),
            }
            : this;

    /// <summary>When the clock alone changes it next, UTC; null = never.</summary>
    /// <param name="level">The limit; null = there is none.</param>
    /// <param name="above">Whether values at or above the limit are beyond it.</param>
    /// <param name="reading">The number.</param>
    /// <param name="now">As it is now, UTC.</param>
    public DateTime? NextMove(AlertLevel? level, bool above, Reading? reading, DateTime now)
    {
        if (level is null || reading is not { } number)
            return null;
        // A number that grows goes over a limit; one that is below another's comes back.
        var crossing =
            above ? (Since is null ? Crossing(level.At) : null)
            : Since is null ? null
            : Crossing(IsOn ? level.Recover ?? level.At : level.At);
        return IsWaiting && !(crossing <= DueAt) ? DueAt : crossing;

        DateTime? Crossing(double limit)
        {
            var at = new Limits(Better.Lower, new Thresholds(limit, null)).NextCrossing(
                now.Ticks,
                number.ValueAt(now),
                number.Rate,
                ticks => number.ValueAt(new DateTime(ticks, DateTimeKind.Utc))
            );
            return at == long.MaxValue ? null : new DateTime(at, DateTimeKind.Utc);
        }
    }

    /// <summary>Whether a number is beyond a limit; none is not.</summary>
    public static bool IsBeyond(AlertLevel level, bool above, double? value) =>
        above ? value >= level.At : value < level.At;

    /// <summary>Whether a number is back to where a limit that is on is off.</summary>
    public static bool HasRecovered(AlertLevel level, bool above, double? value) =>
        value is null
        || (
            level.Recover is not { } end ? !IsBeyond(level, above, value)
            : above ? value <= end
            : value >= end
        );
}
