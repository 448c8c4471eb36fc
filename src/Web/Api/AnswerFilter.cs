using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>
/// What every route of the API has in common: a parameter that cannot be understood is named with the mend, the answer
/// is not kept, it comes within the route's time, and a silo, store or ITSM that is away is a clear answer.
/// </summary>
/// <remarks>
/// A handler that is given up goes on until its token ends it: none may touch the request after it has waited.
/// </remarks>
internal sealed class AnswerFilter(TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Parameters.Wrong(http) is { } wrong)
            return wrong;
        http.Response.Headers.CacheControl = "no-store";
        var limit = TimeSpan.FromSeconds(
            (http.GetEndpoint()?.Metadata.GetMetadata<AnswerLimit>() ?? AnswerLimit.Default).Seconds
        );
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        for (var i = 0; i < context.Arguments.Count; i++)
            if (context.Arguments[i] is CancellationToken)
                context.Arguments[i] = ending.Token;
        try
        {
            return await next(context).AsTask().WaitAsync(limit, time, http.RequestAborted);
        }
        catch (ItsmAwayException error)
        {
            return Problems.ItsmAway(error.Message);
        }
        catch (TableQueryException error)
        {
            return Problems.WrongQuery(error.Message);
        }
        catch (ReportQueryException error)
        {
            return Problems.WrongParameter(error.Parameter, error.Message);
        }
        catch (TooManyReportsException error)
        {
            return Problems.TooMuch(http, StatusCodes.Status503ServiceUnavailable, error.Message, seconds: 5);
        }
        catch (HistoryQueryException error)
        {
            return Problems.WrongParameter(error.Parameter, error.Message);
        }
        catch (StoreException)
        {
            return Problems.StoreAway(http.GetEndpoint()?.Metadata.GetMetadata<StoredThings>()?.Things ?? "This");
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            return Problems.Away();
        }
        finally
        {
            await ending.CancelAsync();
        }
    }
}
