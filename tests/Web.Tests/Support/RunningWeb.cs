using System.Net;
using System.Reflection;
using System.Text.Json;
using Apollo.Hosting;
using Apollo.Memcached;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Web.Tests.Support;

/// <summary>
/// The whole web on a loopback port of its own, over scripted grains, a scripted cache and a clock that stands still.
/// </summary>
internal sealed class RunningWeb : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningWeb(WebApplication app, ScriptedGrains grains, ScriptedCache cache, FakeTimeProvider time)
    {
        (this.app, Grains, Cache, Time) = (app, grains, cache, time);
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public ScriptedGrains Grains { get; }

    public ScriptedCache Cache { get; }

    public FakeTimeProvider Time { get; }

    public Uri Address { get; }

    /// <summary>Every route there is.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Every method of the hubs that are mapped.</summary>
    public IEnumerable<MethodInfo> HubMethods =>
        Routes
            .Select(route => route.Metadata.GetMetadata<HubMetadata>()?.HubType)
            .OfType<Type>()
            .Distinct()
            .SelectMany(hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetBaseDefinition() == method);

    /// <summary>What it holds of who may call.</summary>
    public AccessFeed Access => app.Services.GetRequiredService<AccessFeed>();

    /// <summary>What it tells of use.</summary>
    public LastUse LastUse => app.Services.GetRequiredService<LastUse>();

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it holds the desk's board.</summary>
    public static Task<RunningWeb> StartAsync(Action<ScriptedGrains>? prepare = null) => StartAsync([], prepare);

    /// <summary>Starts it with settings.</summary>
    /// <param name="settings">Keys and values.</param>
    /// <param name="prepare">Done to its grains before; then it is not waited for.</param>
    /// <param name="shared">Grains of another web, which it shares.</param>
    public static async Task<RunningWeb> StartAsync(
        Dictionary<string, string?> settings,
        Action<ScriptedGrains>? prepare = null,
        RunningWeb? shared = null
    )
    {
        var (factory, grains) = shared is null
            ? ScriptedGrains.Create()
            : ((IGrainFactory)(object)shared.Grains, shared.Grains);
        prepare?.Invoke(grains);
        var (cache, time) = (new ScriptedCache(), new FakeTimeProvider(Some.Now));
        if (shared is null)
            (grains.Displays.Time, grains.Displays.Access) = (time, grains.Access);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddObservability();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(factory);
        builder.Services.AddSingleton<IMultiGetCache>(cache);
        builder.AddApolloWeb();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseApolloWeb();
        await app.StartAsync();
        var web = new RunningWeb(app, grains, cache, time);
        if (prepare is null)
            await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
        return web;
    }

    /// <summary>Waits, without the web's clock, until its feeds are as wanted.</summary>
    public async Task UntilAsync(Func<DeskFeeds, bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var feeds = app.Services.GetRequiredService<DeskFeeds>();
        while (!isSo(feeds))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return await BodyAsync(answer);
    }

    /// <summary>A refusal: its problem details, complete.</summary>
    public async Task<JsonElement> ProblemAsync(string path, HttpStatusCode status)
    {
        using var answer = await Http.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await BodyAsync(answer);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }

    /// <summary>Who answered for the cards, with the cards.</summary>
    public async Task<(string Source, JsonElement Cards)> CardsAsync(string query = "")
    {
        using var answer = await Http.GetAsync($"/api/desks/{Some.Desk}/kpis{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return (answer.Headers.GetValues("X-Apollo-Source").Single(), await BodyAsync(answer));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}

/// <summary>Short names for what tests ask of JSON.</summary>
internal static class JsonReading
{
    /// <summary>The names of an object's fields, sorted.</summary>
    public static string Fields(this JsonElement json) =>
        string.Join(' ', json.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));

    public static string? Text(this JsonElement json, string field) => json.GetProperty(field).GetString();

    /// <summary>The result of one KPI in an array of results.</summary>
    public static JsonElement Kpi(this JsonElement results, string kpi) =>
        results.EnumerateArray().Single(result => result.Text("kpi") == kpi);
}
