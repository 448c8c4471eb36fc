using System.Collections.Concurrent;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of an installation, in the order in which they are told.</summary>
public sealed class KpiCatalogue
{
    private readonly Dictionary<string, Kpi> byId;
    private readonly ConcurrentDictionary<Type, object> filters = new();

    /// <summary>A catalogue of KPIs of one's own, as tests need it.</summary>
    /// <param name="kpis">In the order in which they are told.</param>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public KpiCatalogue(IEnumerable<Kpi> kpis)
    {
        All = [.. kpis];
        byId = All.ToDictionary(kpi => kpi.Id);
    }

    /// <summary>The KPIs that Apollo comes with.</summary>
    public static KpiCatalogue Standard { get; } =
        new([
            .. Backlog.All,
            .. Ageing.All,
            .. Flow.All,
            .. ServiceLevel.All,
            .. Speed.All,
            .. Quality.All,
            .. Interventions.All,
        ]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Kpi> All { get; }

    /// <summary>One by its id; null where there is none.</summary>
    public Kpi? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// Until when any KPI can count a row as it stands; null = for ever. After that it need not be held.
    /// </summary>
    public DateTime? NeededUntil<TRow>(TRow row, DeskCalendar calendar)
        where TRow : class, ISliceRow
    {
        var until = DateTime.MinValue.Ticks;
        foreach (var counts in Filters<TRow>())
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
    private Filter<TRow>[] Filters<TRow>()
        where TRow : class, ISliceRow =>
        (Filter<TRow>[])
            filters.GetOrAdd(
                typeof(TRow),
                static (_, all) =>
                    all.OfType<Kpi<TRow>>().SelectMany(kpi => kpi.Parts).Select(part => part.Counts).ToArray(),
                All
            );
}
