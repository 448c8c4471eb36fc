using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Ageing".</summary>
internal static class Ageing
{
    private const double Day = 86_400;

    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "older-than-7-days",
            "Older than 7 days",
            BoardGroups.Ageing,
            "Open tickets opened 7 days (of 24 h) ago or earlier.",
            "tickets",
            Better.Lower,
            20,
            40,
            Filters.All(While.Open, While.OlderThan(days: 7)),
            Measures.Count<Ticket>(),
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "older-than-30-days",
            "Older than 30 days",
            BoardGroups.Ageing,
            "Open tickets opened 30 days (of 24 h) ago or earlier.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.Open, While.OlderThan(days: 30)),
            Measures.Count<Ticket>(),
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "untouched-3-days",
            "Untouched for 3 days",
            BoardGroups.Ageing,
            "Open tickets without an update for 3 days (of 24 h) or more.",
            "tickets",
            Better.Lower,
            10,
            20,
            Filters.All(While.Open, While.UntouchedFor(days: 3)),
            Measures.Count<Ticket>(),
            new() { Columns = ["updatedAt"] }
        ),
        Define.Kpi(
            "mean-age",
            "Mean age of the backlog",
            BoardGroups.Ageing,
            "Mean time since opening of all open tickets.",
            "seconds",
            Better.Lower,
            7 * Day,
            14 * Day,
            Filters.All(While.Open, While.SinceOpened),
            Measures.MeanAge,
            new() { Empty = "no open ticket", IsInTables = true },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "oldest-age",
            "Oldest open ticket",
            BoardGroups.Ageing,
            "Time since opening of the open ticket that was opened first.",
            "seconds",
            Better.Lower,
            60 * Day,
            90 * Day,
            Filters.All(While.Open, While.SinceOpened),
            Measures.OldestAge,
            new() { Empty = "no open ticket" },
            computed: Computed.ExceptReopened
        ),
    ];
}
