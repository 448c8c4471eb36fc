using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>Rules that watch no KPI: single tickets, how many there are, the reading of the ITSM, displays.</summary>
internal static class RuleKinds
{
    /// <summary>The breakdown of rules on single tickets.</summary>
    public const string Ticket = "ticket";

    /// <summary>The breakdown of rules on displays.</summary>
    public const string Display = "display";

    private const int LongestBefore = 30 * 86_400;

    /// <summary>A rule with what follows from its kind.</summary>
    /// <param name="rule">As it was sent.</param>
    public static AlertRule Whole(AlertRule rule) =>
        rule.Kind == AlertKind.Kpi
            ? rule
            : rule with
            {
                Kpi = "",
                Above = true,
                Dimension =
                    rule.Kind == AlertKind.Display ? Display
                    : rule.IsOfTickets ? Ticket
                    : null,
                Group =
                    rule.Kind == AlertKind.Display ? rule.Group ?? KpiGroups.Every
                    : rule.IsOfTickets ? KpiGroups.Every
                    : null,
                // A ticket is due or not: before it is due it warns.
                Warning = rule.IsOfTickets ? (rule.Before > 0 ? new AlertLevel(1) : null) : rule.Warning,
                Critical = rule.IsOfTickets ? (rule.Before > 0 ? null : new AlertLevel(1)) : rule.Critical,
                Notify =
                    rule.IsOfTickets && rule.Notify.IsEmpty
                        ? [new AlertNotify(AlertNotify.Browser, AlertTo.Holder)]
                        : rule.Notify,
            };

    /// <summary>What is wrong with what it watches, by the field it stands in; null = nothing.</summary>
    /// <param name="rule">A rule of another kind than on numbers.</param>
    /// <param name="kpis">The desk's KPIs: their breakdowns are columns that a filter may name.</param>
    public static (string Field, string Reason)? FaultOf(AlertRule rule, IReadOnlyList<KpiDefinition> kpis) =>
        rule.Kind switch
        {
            AlertKind.Ticket when rule.Of is not (AlertOf.Due or AlertOf.Response or AlertOf.Count) => (
                "of",
                "A rule on tickets is of due, response or count."
            ),
            AlertKind.Data when rule.Of is not (AlertOf.Age or AlertOf.LeftOut) => (
                "of",
                "A rule on the reading of the ITSM is of age or leftOut."
            ),
            AlertKind.Display when rule.Of is not (AlertOf.Offline or AlertOf.Frozen) => (
                "of",
                "A rule on displays is of offline or frozen."
            ),
            _ when !Enum.IsDefined(rule.Kind) => ("kind", "kind is kpi, ticket, data or display."),
            _ when !rule.IsOfTickets && (rule.Before is not null || rule.Clock) => (
                "before",
                "before and clock are for tickets that are due: leave them out."
            ),
            _ when rule.Before is < 0 or > LongestBefore => ("before", $"before is 0 to {LongestBefore} seconds."),
            AlertKind.Ticket => FaultOfFilter(rule.Filter, FurtherBreakdown.NamesIn(kpis)),
            _ => rule.Filter is null ? null : ("filter", "filter is for rules on tickets: leave it out."),
        };

    private static (string, string)? FaultOfFilter(string? filter, FurtherNames further)
    {
        try
        {
            Filter.Parse(filter, RowKind.Of<Ticket>().With(further).Columns);
            return null;
        }
        catch (TableQueryException error)
        {
            return ("filter", error.Message);
        }
    }
}
