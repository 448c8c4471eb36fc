using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>
/// All KPIs recounted plainly from the rows, straight from the catalogue's table and apart from the engine: slow,
/// obvious, exact.
/// </summary>
public static class Recount
{
    /// <summary>Every KPI with all breakdowns at one instant.</summary>
    public static IReadOnlyDictionary<string, Recounted> All(
        IReadOnlyCollection<Ticket> tickets,
        IReadOnlyCollection<Intervention> interventions,
        DateTime now,
        OracleDesk desk
    )
    {
        var moment = new Moment(now, desk);
        return TicketKpis
            .All.Select(kpi => (kpi.Key, kpi.Value.Recount(tickets, moment)))
            .Concat(InterventionKpis.All.Select(kpi => (kpi.Key, kpi.Value.Recount(interventions, moment))))
            .ToDictionary();
    }

    /// <summary>What a manager with a KPI's list in hand would reckon; null = none.</summary>
    public static double? OfRows(string kpi, IReadOnlyList<ListedRow> rows) =>
        (TicketKpis.All.GetValueOrDefault(kpi)?.Reckoning ?? InterventionKpis.All[kpi].Reckoning).OfRows(rows);
}
