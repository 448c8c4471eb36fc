using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Apollo.Web.Api;

/// <summary>An answer with a header of its own.</summary>
/// <param name="value">The answer.</param>
/// <param name="header">Name of the header.</param>
/// <param name="text">What it says.</param>
internal sealed class OkWith<T>(T value, string header, string text) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[header] = text;
        return TypedResults.Ok(value).ExecuteAsync(httpContext);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"])
        );
}
