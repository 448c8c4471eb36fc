using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>Makes KPIs of the catalogue's columns.</summary>
internal static class Define
{
    public static Kpi<TRow> Kpi<TRow>(
        string id,
        string title,
        KpiGroup group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical,
        Filter<TRow> counts,
        ShownMeasure<TRow> measure,
        Display? display = null,
        Computed computed = Computed.Not
    )
        where TRow : class, ISliceRow =>
        new(
            Describe<TRow>(
                id,
                title,
                group,
                description,
                unit,
                better,
                warning,
                critical,
                measure.Display,
                [],
                display,
                computed
            ),
            RowKind.Of<TRow>().Dimensions,
            [new(null, counts, measure.Measure)]
        );

    public static Kpi<Ticket> TwoMeasures(
        string id,
        string title,
        KpiGroup group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical,
        string firstName,
        Filter<Ticket> first,
        string secondName,
        Filter<Ticket> second,
        Combine combine,
        Display? display = null,
        Computed computed = Computed.Not
    ) =>
        new(
            Describe<Ticket>(
                id,
                title,
                group,
                description,
                unit,
                better,
                warning,
                critical,
                combine.Display,
                [firstName, secondName],
                display,
                computed
            ),
            RowKind.Of<Ticket>().Dimensions,
            [
                new(firstName, first, Measures.Count<Ticket>().Measure),
                new(secondName, second, Measures.Count<Ticket>().Measure),
            ],
            combine.Value
        );

    private static KpiDefinition Describe<TRow>(
        string id,
        string title,
        KpiGroup group,
        string description,
        string unit,
        Better better,
        double? warning,
        double? critical,
        MeasureDisplay measure,
        ImmutableArray<string> parts,
        Display? display,
        Computed computed
    )
        where TRow : class, ISliceRow =>
        new()
        {
            Id = id,
            Title = title,
            Description = description,
            Group = group.Name,
            Unit = unit,
            Better = better,
            Warning = warning,
            Critical = critical,
            Slice = RowKind.Of<TRow>().Slice,
            Breakdowns = [.. RowKind.Of<TRow>().Dimensions.Select(dimension => dimension.Name)],
            Presentation = (display ?? new()).Of<TRow>(title, unit, group, warning, critical, measure, parts),
            Computed = computed,
        };
}
