using Apollo.Web.Feeds;

namespace Apollo.Web.Rows;

/// <summary>The list a request asks for: that of the KPI in its route, else that of all tickets held.</summary>
/// <param name="Rows">Who has the rows.</param>
/// <param name="FileName">What a file of it is called, without ending.</param>
/// <param name="Zone">IANA zone of the desk's clocks.</param>
internal sealed record AskedList(IRowsGrain Rows, string FileName, string Zone)
{
    public static ValueTask<AskedList> BindAsync(HttpContext http)
    {
        var (desk, kpi) = (http.GetRouteValue("desk"), http.GetRouteValue("kpi") ?? IRowsGrain.AllTickets);
        var grains = http.RequestServices.GetRequiredService<IGrainFactory>();
        // Bound before the desk is looked for: one that is not there has no zone, and is refused.
        var zone = http.RequestServices.GetRequiredService<DeskFeeds>().Find($"{desk}")?.Info.TimeZone ?? "";
        return ValueTask.FromResult(new AskedList(grains.GetGrain<IRowsGrain>($"{desk}/{kpi}"), $"{desk}-{kpi}", zone));
    }
}
