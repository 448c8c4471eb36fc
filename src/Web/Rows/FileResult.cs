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
internal sealed class FileResult(FileFormat format, string name, Func<Stream, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{format.Ending}\"";
        response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await write(response.Body);
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
