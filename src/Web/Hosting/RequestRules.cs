using Apollo.Web.Rows;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Hosting;

/// <summary>What HTTP asks of every route: HEAD, other methods, too long, too large, too slow.</summary>
internal static class RequestRules
{
    /// <summary>Longest address taken, in characters as sent: room for a filter of 10,000.</summary>
    public const int LongestTarget = 48 * 1024;

    /// <summary>Largest body taken, bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>Errors of a request keep their status and say the mend; any other is a 500 without words.</summary>
    public static void AddRequestRules(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
                context.ProblemDetails.Detail ??= Mend(context.HttpContext, context.ProblemDetails.Status)
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            // Above what is taken, so that it is answered with the mend.
            kestrel.Limits.MaxRequestLineSize = 2 * LongestTarget;
        });
    }

    /// <summary>HEAD is GET without the body; an address too long is answered with the way that takes it.</summary>
    public static void UseRequestRules(this WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = error =>
                    error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                // The caller's fault is said to the caller: whoever sends nonsense must not fill the log.
                SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException,
            }
        );
        app.UseStatusCodePages();
        // An error is told as problem details, whatever kind of answer was asked for.
        app.Use(
            async (http, next) =>
            {
                try
                {
                    await next(http);
                }
                finally
                {
                    http.Request.Headers.Remove(HeaderNames.Accept);
                }
            }
        );
        app.Use(
            (http, next) =>
            {
                var target = (http.Request.Path.Value?.Length ?? 0) + (http.Request.QueryString.Value?.Length ?? 0);
                if (target > LongestTarget)
                    return Refuse(http, StatusCodes.Status414UriTooLong);
                if (!IsUtf8(http.Request.ContentType))
                    return Refuse(http, StatusCodes.Status415UnsupportedMediaType);
                return HttpMethods.IsHead(http.Request.Method) ? WithoutBodyAsync(http, next) : next(http);
            }
        );
    }

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Whether a body is in UTF-8 as far as its type says; JSON is (RFC 8259).</summary>
    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers what no route takes: 405 or 415 where the address is right, else 404.</summary>
    public static IResult Nothing(HttpContext http, EndpointDataSource routes)
    {
        var allowed = routes
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.Order == 0
                && new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(http.Request.Path, [])
            )
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .SelectMany(method => HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : new[] { method })
            .Distinct()
            .ToList();
        // The method is right, so it is the kind of body that no route takes.
        if (allowed.Contains(http.Request.Method))
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (allowed.Count > 0)
        {
            http.Response.Headers.Allow = string.Join(", ", allowed);
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
        return Results.Problem(
            $"There is nothing at {http.Request.Path}. The routes are listed at /openapi/v1.json.",
            statusCode: StatusCodes.Status404NotFound,
            title: "Not found"
        );
    }

    private static async Task WithoutBodyAsync(HttpContext http, RequestDelegate next)
    {
        var body = http.Response.Body;
        (http.Request.Method, http.Response.Body) = (HttpMethods.Get, Stream.Null);
        http.Features.Set(new BodyUnwanted());
        try
        {
            await next(http);
        }
        finally
        {
            (http.Request.Method, http.Response.Body) = (HttpMethods.Head, body);
        }
    }

    private static long LargestOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestBody;

    private static string? Mend(HttpContext http, int? status) =>
        status switch
        {
            StatusCodes.Status405MethodNotAllowed =>
                $"{http.Request.Path} does not take {http.Request.Method}. It takes {http.Response.Headers.Allow}.",
            StatusCodes.Status408RequestTimeout => "The request came too slowly. Send it again.",
            StatusCodes.Status413PayloadTooLarge =>
                $"The body is larger than {LargestOf(http) / 1024} KiB. Send less at once.",
            StatusCodes.Status414UriTooLong => $"The address is longer than {LongestTarget} characters. "
                + "POST the same parameters as JSON to …/tickets/query.",
            StatusCodes.Status415UnsupportedMediaType =>
                "Send JSON in UTF-8, with the header Content-Type: application/json.",
            _ => null,
        };
}
