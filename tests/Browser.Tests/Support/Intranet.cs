using System.Globalization;
using System.Net;
using System.Text;
using Apollo.Servers;

namespace Apollo.Browser.Tests.Support;

/// <summary>Another site on this machine: each of its pages shows one address in a frame.</summary>
internal sealed class Intranet : IDisposable
{
    private readonly HttpListener listener = new();

    public Intranet()
    {
        listener.Prefixes.Add($"{Origin}/");
        listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Scheme, host and port; another site than Apollo's, which is <c>localhost</c>.</summary>
    public string Origin { get; } = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>The address of a page that shows another in its frame.</summary>
    public string Showing(string address) => $"{Origin}/?{Uri.EscapeDataString(address)}";

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            var shown = Uri.UnescapeDataString(asked.Request.Url!.Query.TrimStart('?'));
            asked.Response.ContentType = "text/html; charset=utf-8";
            await using var body = asked.Response.OutputStream;
            await body.WriteAsync(
                Encoding.UTF8.GetBytes(
                    $"""
                    <!doctype html><html lang="en"><title>Intranet</title><main><h1>Our intranet</h1>
                    <iframe title="The desk" src="{WebUtility.HtmlEncode(shown)}" width="1200" height="500"></iframe>
                    </main></html>
                    """
                )
            );
        }
    }
}
