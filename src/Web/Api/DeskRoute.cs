using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Feeds;

namespace Apollo.Web.Api;

/// <summary>
/// What every route of a desk has in common: the desk exists, the caller may see it, and a silo that is away is a clear
/// answer.
/// </summary>
internal static class DeskRoute
{
    public static async Task<IResult> WithDesk(string desk, HttpContext http, Func<Task<IResult>> answer)
    {
        var feeds = http.RequestServices.GetRequiredService<DeskFeeds>();
        if (feeds.Desks.Count == 0)
            return Problems.Away();
        if (feeds.Find(desk) is null || !http.RequestServices.GetRequiredService<DeskAccess>().MaySee(http.User, desk))
            return Problems.NoDesk(desk);
        try
        {
            return await answer();
        }
        catch (ItsmAwayException error)
        {
            return Problems.ItsmAway(error.Message);
        }
        catch (TableQueryException wrong)
        {
            return Problems.WrongQuery(wrong.Message);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            return Problems.Away();
        }
    }
}
