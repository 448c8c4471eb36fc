using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The small desk where people sign in, with its first admin, Ana; and two other sites.</summary>
public sealed partial class PeopleDesk : IAsyncLifetime
{
    private SmallDesk desk = null!;

    public const string Admin = "ana@example.com";
    public const string Password = "correct horse battery";

    internal SmallDesk Desk => desk;

    /// <summary>A site that may show view links in frames.</summary>
    internal Intranet Intranet { get; } = new();

    /// <summary>A site that may not.</summary>
    internal Intranet Stranger { get; } = new();

    public async Task InitializeAsync()
    {
        desk = await SmallDesk.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Apollo:SignIn:Local"] = "true",
                ["Apollo:FrameAncestors"] = Intranet.Origin,
            }
        );
        await Eventually.IsTrueAsync(
            () => JoinLink().IsMatch(desk.Apollo.Process.Output),
            "the console says where the first admin joins."
        );
        using var http = new HttpClient { BaseAddress = desk.Apollo.Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            () => "Apollo is ready."
        );
        http.DefaultRequestHeaders.Add("Origin", Origin);
        using var joined = await http.PostAsJsonAsync(
            "api/session/invitation",
            new
            {
                token = JoinLink().Match(desk.Apollo.Process.Output).Groups[1].Value,
                name = "Ana Lima",
                email = Admin,
                password = Password,
            }
        );
        Assert.Equal(HttpStatusCode.NoContent, joined.StatusCode);
    }

    public async Task DisposeAsync()
    {
        Intranet.Dispose();
        Stranger.Dispose();
        await desk.DisposeAsync();
    }

    /// <summary>An address of Apollo.</summary>
    internal string At(string path) => new Uri(desk.Apollo.Address, path).ToString();

    /// <summary>Somebody asks, as the browser of a page would.</summary>
    internal Task<IAPIResponse> SendAsync(IPage page, string method, string path, object body) =>
        page.APIRequest.FetchAsync(
            At(path),
            new()
            {
                Method = method,
                DataObject = body,
                Headers = [new("Origin", Origin)],
            }
        );

    /// <summary>Signs a visitor in, without the page for it.</summary>
    internal async Task SignInAsync(IPage page, string name = Admin, string password = Password) =>
        Assert.Equal(204, (await SendAsync(page, "POST", "api/session", new { name, password })).Status);

    /// <summary>Who the open tickets are assigned to, as an admin reads it.</summary>
    internal async Task<string> AssigneesAsync(IPage admin) =>
        await (await admin.APIRequest.GetAsync(At("api/desks/small/kpis?groups=assignee"))).TextAsync();

    private string Origin =>
        string.Create(CultureInfo.InvariantCulture, $"http://localhost:{desk.Apollo.Address.Port}");

    [GeneratedRegex("/join/([0-9A-Za-z_-]+)")]
    private static partial Regex JoinLink();
}

/// <summary>Tests on the desk where people sign in, one after the other.</summary>
[CollectionDefinition(nameof(OnThePeopleDesk))]
public sealed class OnThePeopleDesk : ICollectionFixture<PeopleDesk>;
