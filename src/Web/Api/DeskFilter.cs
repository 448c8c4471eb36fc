using Apollo.Web.Access;
using Apollo.Web.Feeds;

namespace Apollo.Web.Api;

/// <summary>What every route of a desk has in common: the desk exists, and the caller may see it.</summary>
internal sealed class DeskFilter(DeskFeeds feeds, DeskAccess access) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var desk = (string)context.HttpContext.GetRouteValue("desk")!;
        if (feeds.Desks.Count == 0)
            return ValueTask.FromResult<object?>(Problems.Away());
        return feeds.Find(desk) is null || !access.MaySee(context.HttpContext.User, desk)
            ? ValueTask.FromResult<object?>(Problems.NoDesk(desk))
            : next(context);
    }
}

/// <summary>What every route of a KPI has in common: the desk's catalogue has it.</summary>
internal sealed class KpiFilter(Catalogues catalogues) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (desk, kpi) = ((string)http.GetRouteValue("desk")!, (string)http.GetRouteValue("kpi")!);
        return (await catalogues.OfAsync(desk, http.RequestAborted)).Any(known => known.Id == kpi)
            ? await next(context)
            : Problems.NoKpi(kpi, desk);
    }
}
