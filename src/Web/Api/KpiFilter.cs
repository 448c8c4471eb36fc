namespace Apollo.Web.Api;

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
