using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Features;

namespace Apollo.Web.Rows;

/// <summary>A kind of file that rows leave as.</summary>
/// <param name="Ending">Of its name, without the dot.</param>
/// <param name="ContentType">Of its bytes.</param>
/// <param name="WriteAsync">Writes headings and rows, page by page.</param>
internal sealed record FileFormat(
    string Ending,
    string ContentType,
    Func<
        Stream,
        IEnumerable<string>,
        IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>>,
        CancellationToken,
        Task
    > WriteAsync
);

/// <summary>
/// A file that is made while it is sent. Where the making fails midway the connection is cut: a download that breaks
/// off is seen, a short file is not.
/// </summary>
/// <param name="format">Kind of file.</param>
/// <param name="name">Its name, without ending.</param>
/// <param name="columns">Headings.</param>
/// <param name="pages">The rows, page by page, until the request ends.</param>
internal sealed class FileResult(
    FileFormat format,
    string name,
    IEnumerable<string> columns,
    Func<CancellationToken, IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>>> pages
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{format.Ending}\"";
        if (httpContext.Features.Get<BodyUnwanted>() is not null)
            return;
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            var ending = httpContext.RequestAborted;
            await format.WriteAsync(response.Body, columns, pages(ending), ending);
        }
        catch (Exception error) when (response.HasStarted && error is not OperationCanceledException)
        {
            httpContext
                .RequestServices.GetRequiredService<ILogger<FileResult>>()
                .LogBroken(error, $"{name}.{format.Ending}");
            httpContext.Abort();
        }
    }
}

/// <summary>What is logged of files.</summary>
internal static partial class FileLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} broke off while it was sent")]
    public static partial void LogBroken(this ILogger logger, Exception error, string file);
}
