using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Apollo.Integration.Tests.Access;

/// <summary>What a browser stands at after all redirects.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Address">Where.</param>
/// <param name="Text">The page.</param>
internal sealed record Arrival(HttpStatusCode Status, Uri Address, string Text);

/// <summary>A browser that goes from site to site, with their cookies.</summary>
internal sealed class WalkingBrowser(Uri apollo) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient? http;

    /// <summary>All cookies that it was given, as they were sent.</summary>
    public List<string> Given { get; } = [];

    private HttpClient Http =>
        http ??= new HttpClient(
            new HttpClientHandler
            {
                CookieContainer = cookies,
                AllowAutoRedirect = false,
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }
        )
        {
            BaseAddress = apollo,
            DefaultRequestHeaders = { { "Accept", "text/html,*/*" } },
        };

    /// <summary>Whether it holds a session of Apollo.</summary>
    public bool HasSession => cookies.GetCookies(apollo)["apollo.session"] is { Value.Length: > 0 };

    /// <summary>Signs in through a provider.</summary>
    public Task<Arrival> SignInAsync(string provider, string to = "/") =>
        GoAsync(new Uri(apollo, $"api/session/oidc/{provider}?to={Uri.EscapeDataString(to)}"));

    /// <summary>Goes to an address and on, as far as it is sent.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="until">Stops before it goes there; null = goes all the way.</param>
    public async Task<Arrival> GoAsync(Uri address, Func<Uri, bool>? until = null)
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, address);
        return await FollowAsync(first, until);
    }

    /// <summary>Sends the form of a page.</summary>
    public async Task<Arrival> SubmitAsync(Arrival page, string name, string value)
    {
        var action = Regex.Match(page.Text, "action=\"([^\"]+)\"").Groups[1].Value;
        var fields = Regex
            .Matches(page.Text, "<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"")
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value))
            .Append(new(name, value));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.Address, action))
        {
            Content = new FormUrlEncodedContent(fields),
        };
        return await FollowAsync(request, null);
    }

    /// <summary>What Apollo answers.</summary>
    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What it may on desks, as Apollo tells.</summary>
    public async Task<string> DesksAsync() => (await JsonAsync("/api/session")).GetProperty("desks").GetRawText();

    /// <summary>Sends something to Apollo, from its own page.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Origin", apollo.GetLeftPart(UriPartial.Authority));
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => http?.Dispose();

    private async Task<Arrival> FollowAsync(HttpRequestMessage first, Func<Uri, bool>? until)
    {
        var (answer, at) = (await Http.SendAsync(first), first.RequestUri!);
        for (var step = 0; step < 20; step++)
        {
            using (answer)
            {
                if (answer.Headers.TryGetValues("Set-Cookie", out var given))
                    Given.AddRange(given);
                if ((int)answer.StatusCode is < 300 or >= 400 || answer.Headers.Location is not { } next)
                    return new Arrival(answer.StatusCode, at, await answer.Content.ReadAsStringAsync());
                at = new Uri(at, next);
                if (until?.Invoke(at) is true)
                    return new Arrival(answer.StatusCode, at, "");
            }
            answer = await Http.GetAsync(at);
        }
        throw new InvalidOperationException($"It is sent on and on: {at}");
    }
}
