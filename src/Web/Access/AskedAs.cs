using Apollo.Model;
using Microsoft.AspNetCore.Http.Features;

namespace Apollo.Web.Access;

/// <summary>What the caller of a route of a desk may see of it.</summary>
/// <param name="Audience">As the gate found it.</param>
/// <param name="Me">Who the caller is in the desk's ITSM; null = nobody.</param>
internal sealed record AskedAs(Audience Audience, string? Me = null)
{
    /// <summary>Whether there is something of a breakdown for the caller.</summary>
    public bool MaySee(string dimension) => Audience.SeesOf(dimension);

    /// <summary>Moves as the caller may know them: who sees everybody's numbers also from whom a row went to whom.</summary>
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
        kpi.Breakdowns.All(MaySee) ? kpi : kpi with { Breakdowns = [.. kpi.Breakdowns.Where(MaySee)] };

    /// <summary>A result as the caller may see it: of breakdowns by person theirs, or none.</summary>
    public KpiResult Shown(KpiResult result) =>
        KpiGroups.OfPerson(
            result with
            {
                Groups = result.Groups?.RemoveRange(result.Groups.Keys.Where(dimension => !MaySee(dimension))),
            },
            Audience.OnlyPerson
        );

    /// <summary>Lets a route of a desk ask for it.</summary>
    public static ValueTask<AskedAs> BindAsync(HttpContext http) =>
        ValueTask.FromResult(
            new AskedAs(
                http.Features.GetRequiredFeature<Audience>(),
                http.GetRouteValue("desk") is string desk ? Caller.Of(http).Principal?.On(desk)?.Assignee : null
            )
        );
}
