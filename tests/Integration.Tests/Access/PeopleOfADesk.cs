using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Integration.Tests.Access;

/// <summary>An Apollo with two desks, north and south, where people sign in.</summary>
internal sealed class PeopleOfADesk : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly ScratchFolder north = new();
    private readonly ScratchFolder south = new();
    private ApolloInside apollo = null!;

    private PeopleOfADesk() { }

    public Uri Address => apollo.Address;

    /// <summary>The grains, to look behind the routes.</summary>
    public IGrainFactory Grains => apollo.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Ana, the first admin.</summary>
    public Guest Admin { get; private set; } = null!;

    /// <summary>Starts it, and Ana joins.</summary>
    /// <param name="cache">A memcached, <c>host:port</c>; null = the cache in the process.</param>
    /// <param name="fill">Writes rows of the desk north before it is read.</param>
    public static async Task<PeopleOfADesk> StartAsync(string? cache = null, Func<Itsm, Task>? fill = null)
    {
        var people = new PeopleOfADesk();
        var settings = new Dictionary<string, string>
        {
            ["Apollo:SignIn:Local"] = "true",
            ["Apollo:Cache:Memcached"] = cache ?? "",
        };
        foreach (var (index, (desk, folder)) in new[] { ("north", people.north), ("south", people.south) }.Index())
        {
            var itsm = await Itsm.CreateAsync("Sqlite", folder);
            if (desk == "north" && fill is not null)
                await fill(itsm);
            settings[$"Apollo:Desks:{index}:Id"] = desk;
            settings[$"Apollo:Desks:{index}:Itsm:System"] = "apollo";
            settings[$"Apollo:Desks:{index}:Itsm:Provider"] = itsm.Provider;
            settings[$"Apollo:Desks:{index}:Itsm:ConnectionString"] = itsm.ConnectionString;
        }
        people.apollo = await ApolloInside.StartAsync(KpiCatalogue.Standard, settings);
        people.Admin = people.Nobody();
        // The web makes a link of its own at the start, in place of one made before.
        await Eventually.IsTrueAsync(
            async () =>
            {
                var first = await people.Grains.GetGrain<IPeopleGrain>(0).First(default);
                return await people.Admin.StatusAsync(
                        HttpMethod.Post,
                        "/api/session/invitation",
                        new
                        {
                            token = first.Secret,
                            name = "Ana",
                            email = "ana@example.com",
                            password = Password,
                        }
                    ) == HttpStatusCode.NoContent;
            },
            () => "the first admin joins."
        );
        await Eventually.IsTrueAsync(
            async () => (await people.Admin.JsonAsync("/api/session")).GetProperty("desks").GetArrayLength() == 2,
            () => "the web knows its desks."
        );
        return people;
    }

    /// <summary>A browser in which nobody signed in.</summary>
    public Guest Nobody() => new(Address);

    /// <summary>A browser in which somebody new signed in.</summary>
    /// <param name="name">Also the begin of the e-mail.</param>
    /// <param name="rights">Roles, as JSON takes them.</param>
    public async Task<Guest> JoinAsync(string name, params object[] rights)
    {
        using var invited = await Admin.PostAsync(
            "/api/people/invitations",
            new
            {
                email = $"{name}@example.com",
                name,
                desks = rights,
            }
        );
        Assert.Equal(HttpStatusCode.Created, invited.StatusCode);
        var url = (await invited.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
        Assert.StartsWith(new Uri(Address, "join/").ToString(), url, StringComparison.Ordinal);
        var guest = Nobody();
        using var joined = await guest.PostAsync(
            "/api/session/invitation",
            new
            {
                token = url.Split('/')[^1],
                name,
                password = Password,
            }
        );
        Assert.Equal(HttpStatusCode.NoContent, joined.StatusCode);
        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        await apollo.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        north.Dispose();
        south.Dispose();
    }
}

/// <summary>A browser: it keeps cookies, and says where its page is from.</summary>
internal sealed class Guest : IDisposable
{
    public Guest(Uri address)
    {
        Http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = address };
        Http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>What its session's cookie holds; null = none.</summary>
    public string? Session => Cookies.GetCookies(Http.BaseAddress!)["apollo.session"]?.Value;

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Http.PostAsJsonAsync(path, body);

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    public Task<HttpStatusCode> SignInAsync(string name, string password = PeopleOfADesk.Password) =>
        StatusAsync(HttpMethod.Post, "/api/session", new { name, password });

    public void Dispose() => Http.Dispose();
}
