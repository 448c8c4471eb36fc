using System.Security.Cryptography;
using Apollo.Model;
using Apollo.Web.Access;
using Microsoft.Extensions.FileProviders;

namespace Apollo.Web.Hosting;

/// <summary>
/// The built dashboard: hashed files for ever, the page itself never kept, with a nonce of its own in a strict content
/// security policy.
/// </summary>
internal static class ClientFiles
{
    private const string NoncePlaceholder = "__CSP_NONCE__";
    private const string Base = "<base href=\"/\"";

    // A board may be named like a file.
    private static readonly string[] pages = ["/", "/index.html", "/board/{**path}", "{*path:nonfile}"];

    public static void UseClient(this WebApplication app)
    {
        // Not MapFallback: the generator of request delegates leaves its pattern out.
        foreach (var address in (string[])["/api/{**path}", "/hubs/{**path}"])
            app.Map(address, RequestRules.Nothing).WithOrder(int.MaxValue).ForAnyone().ExcludeFromDescription();
        var folder = Path.Combine(AppContext.BaseDirectory, "client");
        if (!((string[])["index.html", "tv.html"]).All(page => File.Exists(Path.Combine(folder, page))))
        {
            foreach (var address in pages)
                app.MapGet(
                        address,
                        () => TypedResults.Text("The dashboard is not built: build src/Web without -p:SkipClient=true.")
                    )
                    .WithOrder(int.MaxValue)
                    .ForAnyone()
                    .ExcludeFromDescription();
            return;
        }
        var page = File.ReadAllText(Path.Combine(folder, "index.html"));
        var wall = File.ReadAllText(Path.Combine(folder, "tv.html"));
        var ancestors = SecurityHeaders.AncestorsOf(app.Configuration);
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                OnPrepareResponse = file =>
                {
                    var headers = file.Context.Response.Headers;
                    headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache";
                    headers.ContentSecurityPolicy = SecurityHeaders.OfFile;
                },
            }
        );
        // The wall display is a page of its own, for the browsers of televisions.
        app.MapGet("/tv", (HttpContext http) => Page(http, wall)).ForAnyone().ExcludeFromDescription();
        // Only what a view link opens stands in frames of other sites: it has no person, and nothing to press.
        app.MapGet(
                "/view/{secret}",
                (string secret, AccessFeed access, LastUse uses, HttpContext http) =>
                {
                    if (access.OfSecret(secret, PrincipalKind.Link) is { Proof.Id: var link })
                        uses.NoteOpened(link);
                    // The secret stands in the address.
                    http.Response.Headers["Referrer-Policy"] = "no-referrer";
                    return Page(http, page, ancestors);
                }
            )
            .ForAnyone()
            .ExcludeFromDescription();
        foreach (var address in pages)
            app.MapGet(address, (HttpContext http) => Page(http, page))
                .WithOrder(int.MaxValue)
                .ForAnyone()
                .ExcludeFromDescription();
    }

    private static IResult Page(HttpContext http, string page, params string[] ancestors)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.OfPage(nonce, ancestors);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            page.Replace(NoncePlaceholder, nonce, StringComparison.Ordinal)
                .Replace(Base, $"<base href=\"{http.Request.PathBase}/\"", StringComparison.Ordinal),
            "text/html; charset=utf-8"
        );
    }
}
