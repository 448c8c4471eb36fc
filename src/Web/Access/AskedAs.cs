using Apollo.Model;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.Features;

namespace Apollo.Web.Access;

/// <summary>What the caller of a route of a desk may see of it.</summary>
/// <param name="Audience">As the gate found it.</param>
/// <param name="Me">Who the caller is in the desk's ITSM; null = nobody.</param>
/// <param name="Board">All that may be seen of the desk, where the link of a board asks; else null.</param>
internal sealed record AskedAs(Audience Audience, string? Me = null, BoardShown? Board = null)
{
    /// <summary>Whether there is something of a breakdown for the caller.</summary>
    public bool MaySee(string dimension) =>
        Audience.SeesOf(dimension) && (Board is null || Board.HasBreakdown(dimension));

    /// <summary>Whether a KPI is for the caller.</summary>
    public bool MaySeeKpi(string kpi) => Board is null || Board.Has(kpi);

    /// <summary>Moves; from whom a row went to whom is for who sees everybody's numbers.</summary>
    public KpiMoves Shown(KpiMoves moves) =>
        Audience.People == PeopleShown.All
            ? moves
            : moves with
            {
                Entered = [.. moves.Entered.Select(WithoutPeople)],
                Left = [.. moves.Left.Select(WithoutPeople)],
            };

    private static RowMoved WithoutPeople(RowMoved move) =>
        move.Why is { Column: var column } && Dimension.IsByPerson(column) ? move with { Why = null } : move;

    /// <summary>A KPI with the breakdowns that there are for the caller.</summary>
    public KpiDefinition Shown(KpiDefinition kpi) =>
        kpi.Breakdowns.All(dimension => MaySeeOf(kpi.Id, dimension))
            ? kpi
            : kpi with
            {
                Breakdowns = [.. kpi.Breakdowns.Where(dimension => MaySeeOf(kpi.Id, dimension))],
                Further = kpi.Further is { } further ? [.. further.Where(one => MaySeeOf(kpi.Id, one.Name))] : null,
                GroupLimits = kpi.GroupLimits?.RemoveRange(
                    kpi.GroupLimits.Keys.Where(group => !MaySeeOf(kpi.Id, group.Split(':')[0]))
                ),
            };

    private bool MaySeeOf(string kpi, string dimension) =>
        MaySee(dimension) && (Board is null || Board.HasBreakdown(kpi, dimension));

    /// <summary>A result as the caller may see it: of breakdowns by person theirs, or none.</summary>
    public KpiResult Shown(KpiResult result)
    {
        result = Board?.Shown(result) ?? result;
        var others = result.Groups?.Keys.Where(dimension => !MaySee(dimension)) ?? [];
        return KpiGroups.OfPerson(result with { Groups = result.Groups?.RemoveRange(others) }, Audience.OnlyPerson);
    }

    /// <summary>Trends as the caller may see them.</summary>
    public Trends Shown(Trends trends) =>
        Board is not { } board
            ? trends
            : trends with
            {
                Kpis = trends.Kpis.RemoveRange(trends.Kpis.Keys.Where(kpi => !board.Has(kpi))),
                Groups = trends.Groups?.RemoveRange(trends.Groups.Keys.Where(kpi => !board.Has(kpi))),
            };

    /// <summary>Lets a route of a desk ask for it.</summary>
    public static ValueTask<AskedAs> BindAsync(HttpContext http) =>
        ValueTask.FromResult(
            new AskedAs(
                http.Features.GetRequiredFeature<Audience>(),
                http.GetRouteValue("desk") is string desk ? Caller.Of(http).Principal?.On(desk)?.Assignee : null,
                Caller.Of(http).Board
            )
        );
}
