using Microsoft.AspNetCore.Http.Features;

namespace Apollo.Web.Rows;

/// <summary>A file that is made while it is sent. Where the making fails midway the connection is cut: a download that breaks off is seen, a short file is not.</summary>
internal sealed class FileResult(string contentType, string name, Func<Stream, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await write(response.Body);
        }
        catch (Exception error) when (response.HasStarted && error is not OperationCanceledException)
        {
            httpContext.RequestServices.GetRequiredService<ILogger<FileResult>>().LogBroken(error, name);
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
