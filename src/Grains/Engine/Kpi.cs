using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>One KPI of the catalogue: what it counts and how, and how it is described.</summary>
/// <param name="definition">Description with the catalogue's default thresholds.</param>
public abstract class Kpi(KpiDefinition definition)
{
    /// <summary>Kebab-case id.</summary>
    public string Id => Definition.Id;

    /// <summary>Description with the catalogue's default thresholds.</summary>
    public KpiDefinition Definition { get; } = definition;

    /// <summary>Does what depends on the kind of row it counts.</summary>
    internal abstract TResult With<TResult>(IWithKpi<TResult> work);
}

/// <summary>What is done with a KPI, whichever kind of row it counts.</summary>
internal interface IWithKpi<out TResult>
{
    TResult Do<TRow>(Kpi<TRow> kpi)
        where TRow : class, ISliceRow;
}

/// <summary>A KPI over one kind of row.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="definition">Description with the catalogue's default thresholds.</param>
/// <param name="dimensions">What it is broken down by.</param>
/// <param name="parts">One filter with one measure, or two.</param>
/// <param name="combine">Makes one value of two tallies at an instant; a tally is null where a group has no rows of
/// that part.</param>
public sealed class Kpi<TRow>(
    KpiDefinition definition,
    IReadOnlyList<Dimension<TRow>> dimensions,
    IReadOnlyList<KpiPart<TRow>> parts,
    Func<Tally?, Tally?, long, double?>? combine = null
) : Kpi(definition)
    where TRow : class, ISliceRow
{
    /// <summary>What it is broken down by.</summary>
    public IReadOnlyList<Dimension<TRow>> Dimensions => dimensions;

    /// <summary>Its filters and measures.</summary>
    public IReadOnlyList<KpiPart<TRow>> Parts => parts;

    /// <summary>Makes one value of two parts; null where there is one.</summary>
    public Func<Tally?, Tally?, long, double?>? Combine => combine;

    /// <summary>A living state for one desk, empty until its first load.</summary>
    public KpiWorkflow<TRow> Start(DeskCalendar calendar, Thresholds thresholds) => new(this, calendar, thresholds);

    /// <summary>The same number, broken down by further dimensions too.</summary>
    public Kpi<TRow> By(IReadOnlyList<Dimension<TRow>> further) =>
        further.Count == 0 ? this : new(Definition, [.. dimensions, .. further], parts, combine);

    internal override TResult With<TResult>(IWithKpi<TResult> work) => work.Do(this);
}

/// <summary>One filter with one measure.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Name">Which part of two; null where there is one.</param>
/// <param name="Counts">From when until when a row counts.</param>
/// <param name="Measure">What it gives.</param>
public sealed record KpiPart<TRow>(string? Name, Filter<TRow> Counts, Measure<TRow> Measure)
    where TRow : class, ISliceRow;
