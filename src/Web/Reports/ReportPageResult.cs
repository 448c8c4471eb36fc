using System.Security.Cryptography;
using System.Text;
using Apollo.Model;
using Apollo.Web.Rows;

namespace Apollo.Web.Reports;

/// <summary>
/// A report's page, by itself or in a frame of Apollo's own: it runs, fetches and sends nothing, and is of no site. A
/// service report has the one style sheet of Apollo; a notebook's page styles of its own.
/// </summary>
internal sealed class ReportPageResult(ReportFile page) : IResult
{
    private const string Style = "<style>";
    private const string StyleEnd = "</style>";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy(page);
        response.Headers.CacheControl = "private, no-cache";
        if (httpContext.Features.Get<BodyUnwanted>() is null)
            await response.WriteAsync(page.Text, httpContext.RequestAborted);
    }

    internal static string Policy(ReportFile page)
    {
        var styles = page.Kind == ReportKind.Service ? StyleHash(page.Text) : "'unsafe-inline'";
        return $"default-src 'none'; style-src {styles}; img-src data:; sandbox; "
            + "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
    }

    /// <summary>The one style sheet that the page has, by its hash.</summary>
    private static string StyleHash(string html)
    {
        var from = html.IndexOf(Style, StringComparison.Ordinal);
        var to = html.IndexOf(StyleEnd, StringComparison.Ordinal);
        if (from < 0 || to < from)
            return "'none'";
        var style = html[(from + Style.Length)..to];
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";
    }
}
