using System.Collections.Concurrent;

namespace Apollo.Web.Access;

/// <summary>
/// What is being answered to whom: hubs for as long as they are connected, files while they are sent. Whoever loses a
/// right loses them too.
/// </summary>
internal sealed class OpenRequests
{
    private readonly ConcurrentDictionary<HttpContext, Caller> open = new();

    /// <summary>Whom something is being answered to, once for each request.</summary>
    public IEnumerable<Caller> Callers => open.Values;

    /// <summary>Keeps a request until it has been answered.</summary>
    public async Task KeepAsync(HttpContext http, Caller caller, Func<Caller, bool> isStill, RequestDelegate next)
    {
        open[http] = caller;
        try
        {
            // The right may have gone between the decision and here.
            if (!isStill(caller))
                http.Abort();
            await next(http);
        }
        finally
        {
            open.TryRemove(http, out _);
        }
    }

    /// <summary>Ends those of the callers meant: the connection is cut, without a last word.</summary>
    public void EndWhere(Func<Caller, bool> isMeant)
    {
        foreach (var (http, caller) in open)
            if (isMeant(caller))
                http.Abort();
    }
}
