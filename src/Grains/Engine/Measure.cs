using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>What a row gives to a number: a tally per group, and the row's own weight, by pure functions.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
public sealed record Measure<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>Makes an empty tally.</summary>
    public required Func<Tally> NewTally { get; init; }

    /// <summary>The row's weight in the tally's integer; 0 where the measure only counts.</summary>
    public Func<TRow, DeskCalendar, long> Weight { get; init; } = static (_, _) => 0;

    /// <summary>The row's text, where the measure counts distinct texts.</summary>
    public Func<TRow, string?> Text { get; init; } = static _ => null;

    /// <summary>
    /// The row's own yes (1), no (0) or number in the KPI's unit, from its weight and now (ticks); null where the
    /// measure only counts.
    /// </summary>
    public Func<long, long, double?> Own { get; init; } = static (_, _) => null;

    /// <summary>How fast the value grows by itself per second: 1 for ages, else 0.</summary>
    public int Rate { get; init; }
}
