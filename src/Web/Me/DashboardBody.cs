namespace Apollo.Web.Me;

/// <summary>The body of a request that keeps a dashboard, read before anything is asked.</summary>
/// <param name="Document">The dashboard; null where it is none.</param>
/// <param name="Fault">Why it is none.</param>
internal sealed record DashboardBody(DashboardDocument? Document, string? Fault)
{
    public static async ValueTask<DashboardBody> BindAsync(HttpContext http) =>
        await DashboardRules.ReadAsync(http.Request.Body, http.RequestAborted);
}
