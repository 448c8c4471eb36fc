using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The 41 KPIs, in the catalogue's order.</summary>
public static class KpiCatalogue
{
    private static readonly Dictionary<string, Kpi> ById;

    static KpiCatalogue()
    {
        All =
        [
            .. Backlog.All,
            .. Ageing.All,
            .. Flow.All,
            .. ServiceLevel.All,
            .. Speed.All,
            .. Quality.All,
            .. Interventions.All,
        ];
        ById = All.ToDictionary(kpi => kpi.Id);
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kpi> All { get; }

    /// <summary>One by its id; null where there is none.</summary>
    public static Kpi? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>
    /// Until when any KPI can count a row as it stands; null = for ever. After that it need not be held.
    /// </summary>
    public static DateTime? NeededUntil<TRow>(TRow row, DeskCalendar calendar)
        where TRow : class, ISliceRow
    {
        var until = DateTime.MinValue.Ticks;
        foreach (var counts in Of<TRow>.Filters)
        {
            var span = counts(row, calendar);
            if (span.IsEmpty)
                continue;
            if (span.Until == long.MaxValue)
                return null;
            until = Math.Max(until, span.Until);
        }
        return new DateTime(until, DateTimeKind.Utc);
    }

    /// <summary>Asked for every row of every poll: gathered once per kind of row.</summary>
    private static class Of<TRow>
        where TRow : class, ISliceRow
    {
        public static readonly Filter<TRow>[] Filters =
        [
            .. All.OfType<Kpi<TRow>>().SelectMany(kpi => kpi.Parts).Select(part => part.Counts),
        ];
    }
}
