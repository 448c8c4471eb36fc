using Apollo.Grains.Catalogue;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The list of all tickets held: it counts them as a KPI would, and stands in no catalogue.</summary>
internal static class AllRows
{
    private static readonly Kpi<Ticket> Tickets = Define.Kpi<Ticket>(
        IRowsGrain.AllTickets,
        "All tickets",
        new KpiGroup(""),
        "Every ticket that is open, or that a number may still count",
        "tickets",
        Better.Neither,
        null,
        null,
        (_, _) => Span.Always,
        Measures.Count<Ticket>()
    );

    /// <summary>A KPI of the catalogue, or this list.</summary>
    public static Kpi? Find(KpiCatalogue catalogue, string id) =>
        id == IRowsGrain.AllTickets ? Tickets : catalogue.Find(id);
}
