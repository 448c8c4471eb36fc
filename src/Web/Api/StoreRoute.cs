using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>
/// What every route to Apollo's store has in common: its answers are not kept, and a store or silo that is away is a
/// clear answer.
/// </summary>
internal static class StoreRoute
{
    /// <param name="things">What is asked for, as the answer begins: "Own dashboards".</param>
    /// <param name="http">The request.</param>
    /// <param name="answer">Answers it.</param>
    public static async Task<IResult> WithStore(string things, HttpContext http, Func<Task<IResult>> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return await answer();
        }
        catch (StoreException)
        {
            return TypedResults.Problem(
                $"{things} cannot be read or kept at the moment. Ask again in a moment.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "Not available"
            );
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            return Problems.Away();
        }
    }
}
