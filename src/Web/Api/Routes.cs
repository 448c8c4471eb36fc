using Apollo.Model;
using Apollo.Web.Access;

namespace Apollo.Web.Api;

/// <summary>How routes are written down: a group says what its routes have in common, a route what it is.</summary>
internal static class Routes
{
    /// <summary>A group of the API: see <see cref="AnswerFilter"/>.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app, string path, string tag) =>
        app.MapGroup(path).WithTags(tag).AddEndpointFilter<RouteGroupBuilder, AnswerFilter>();

    /// <summary>A group of routes of a desk: the desk exists, and the caller has a role on it.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="tag">What the routes are about.</param>
    /// <param name="role">Least role that may call them, where one does not say otherwise.</param>
    public static RouteGroupBuilder MapDesk(this WebApplication app, string tag, Role role) =>
        app.MapApi("/api/desks/{desk}", tag).For(role);

    /// <summary>A group of routes of one of a desk's KPIs: see <see cref="KpiFilter"/>.</summary>
    public static RouteGroupBuilder MapKpi(this WebApplication app, string tag, Role role) =>
        app.MapDesk(tag, role).MapGroup("/kpis/{kpi}").AddEndpointFilter<RouteGroupBuilder, KpiFilter>();

    /// <summary>What a route is called, and what it gives.</summary>
    public static RouteHandlerBuilder Named(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string? description = null
    )
    {
        route.WithName(name).WithSummary(summary);
        return description is null ? route : route.WithDescription(description);
    }

    /// <summary>How long a route may take, where not <see cref="AnswerLimit.Default"/>.</summary>
    public static TBuilder Within<TBuilder>(this TBuilder routes, int seconds)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AnswerLimit(seconds));

    /// <summary>A route of a desk that costs its time: see <see cref="QuestionBounds"/>.</summary>
    public static RouteHandlerBuilder Costly(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter<RouteHandlerBuilder, CostlyFilter>().WithMetadata(CostlyQuestion.Instance);

    /// <summary>What of Apollo's store a route answers with, as a sentence begins: "Own dashboards".</summary>
    public static TBuilder Stored<TBuilder>(this TBuilder routes, string things)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new StoredThings(things));
}

/// <summary>How long a route may take until it has an answer.</summary>
/// <param name="Seconds">Seconds.</param>
internal sealed record AnswerLimit(int Seconds)
{
    public static readonly AnswerLimit Default = new(8);
}

/// <summary>What of Apollo's store a route answers with.</summary>
/// <param name="Things">As a sentence begins.</param>
internal sealed record StoredThings(string Things);
