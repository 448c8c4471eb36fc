using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>Makes KPIs of the catalogue's columns.</summary>
internal static class Define
{
    public static Kpi<TRow> Kpi<TRow>(
        string id,
        string title,
        string group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical,
        Filter<TRow> counts,
        Measure<TRow> measure
    )
        where TRow : class, ISliceRow =>
        new(
            Describe<TRow>(id, title, group, description, unit, better, warning, critical),
            [new(null, counts, measure)]
        );

    public static Kpi<Ticket> TwoMeasures(
        string id,
        string title,
        string group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical,
        string firstName,
        Filter<Ticket> first,
        string secondName,
        Filter<Ticket> second,
        Func<Tally?, Tally?, long, double?> combine
    ) =>
        new(
            Describe<Ticket>(id, title, group, description, unit, better, warning, critical),
            [new(firstName, first, Measures.Count<Ticket>()), new(secondName, second, Measures.Count<Ticket>())],
            combine
        );

    private static KpiDefinition Describe<TRow>(
        string id,
        string title,
        string group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical
    )
        where TRow : class, ISliceRow =>
        new()
        {
            Id = id,
            Title = title,
            Description = description,
            Group = group,
            Unit = unit,
            Better = better,
            Warning = warning,
            Critical = critical,
            Slice = SliceName.Of<TRow>(),
            Breakdowns = [.. Dimension.Of<TRow>()],
        };
}
