using Apollo.Cards;
using Apollo.Hosting;
using Apollo.Web.Access;
using Apollo.Web.Alerts;
using Apollo.Web.Api;
using Apollo.Web.Displays;
using Apollo.Web.Feeds;
using Apollo.Web.History;
using Apollo.Web.Hubs;
using Apollo.Web.Limits;
using Apollo.Web.Locations;
using Apollo.Web.Me;
using Apollo.Web.Notes;
using Apollo.Web.People;
using Apollo.Web.Reports;
using Apollo.Web.Rows;
using Apollo.Web.Schedules;
using Apollo.Web.Setup;
using Apollo.Web.Tables;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;

namespace Apollo.Web.Hosting;

/// <summary>Puts the web together.</summary>
public static class WebHosting
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>
    /// Adds everything.
    /// </summary>
    /// <param name="builder">Host.</param>
    /// <param name="addSilo">Adds a silo where <c>Apollo:Cluster:Gateway</c> names none.</param>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static async Task<WebApplication> BuildAsync(
        WebApplicationBuilder builder,
        Func<WebApplicationBuilder, Task> addSilo
    )
    {
        builder.AddObservability(metrics => metrics.AddAspNetCoreInstrumentation());
        if (builder.Configuration["Apollo:Cluster:Gateway"] is { Length: > 0 } gateway)
        {
            builder.AddSharedCache();
            builder.AddClusterClient(gateway);
        }
        else
            await addSilo(builder);
        builder.AddApolloWeb();
        if (
            string.IsNullOrEmpty(builder.Configuration["urls"])
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()
        )
            builder.WebHost.UseUrls(DefaultUrl);
        var app = builder.Build();
        app.UseApolloWeb();
        return app;
    }

    /// <summary>Adds hub, API and feeds; grains and cache are the caller's.</summary>
    public static void AddApolloWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddRequestRules();
        builder.AddAccess();
        builder.AddProxy();
        builder.AddProviders();
        services.ConfigureHttpJsonOptions(json => CardJson.Configure(json.SerializerOptions));
        services.AddSingleton<DeskConnections>();
        services.AddSingleton<HubLifetimeManager<DeskHub>>(provider => provider.GetRequiredService<DeskConnections>());
        services
            .AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = 16 * 1024;
                options.KeepAliveInterval = TimeSpan.FromSeconds(5);
                options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                options.AddFilter<HubRate>();
                options.AddFilter<HubGate>();
            })
            .AddJsonProtocol(json => CardJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<HubRate>();
        services.AddSingleton<DeskFeeds>();
        services.AddSingleton<TopicFeeds>();
        services.AddHostedService(provider => provider.GetRequiredService<DeskFeeds>());
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<SessionCookie>();
        services.AddHostedService<FirstAdmin>();
        services.AddSingleton<DisplayScreens>();
        services.AddSingleton<CardReader>();
        services.AddSingleton<TrendReader>();
        services.AddSingleton<Catalogues>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<LinkBoards>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<QuestionBounds>();
        services.AddOpenApiDocument();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<HostFilteringOptions>(options =>
            options.AllowedHosts = [
                "localhost",
                "127.0.0.1",
                "[::1]",
                .. (builder.Configuration["Apollo:AllowedHosts"] ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
            ]
        );
    }

    /// <summary>Routes requests.</summary>
    public static void UseApolloWeb(this WebApplication app)
    {
        app.UseProxy();
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseRequestRules();
        app.UseRouting();
        app.UseSameOrigin();
        app.UseAccessGate();
        app.UseProviders();
        app.UseResponseCompression();
        // Those whose one request lasts as long as the connection: it ends with its caller's rights.
        app.MapHub<DeskHub>(
                "/hubs/desk",
                hub => hub.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents
            )
            .ForKnown()
            .ForLinksToo()
            .OnlyReads();
        // After the hub is mapped, so that it is told first: SignalR itself cuts its connections off.
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<DeskConnections>().CloseAll);
        app.MapDesks();
        app.MapNudge();
        app.MapSystems();
        app.MapRows();
        app.MapDashboards();
        app.MapTickets();
        app.MapTables();
        app.MapSchedules();
        app.MapLocations();
        app.MapNotes();
        app.MapLimits();
        app.MapAlerts();
        app.MapAlertsCsv();
        app.MapSetup();
        app.MapAlertRules();
        app.MapBackTest();
        app.MapHooks();
        app.MapRotas();
        app.MapReportSchedules();
        app.MapReportArchive();
        app.MapDisplays();
        app.MapPairing();
        app.MapHistory();
        app.MapReports();
        app.MapPeriodRows();
        app.MapSession();
        app.MapProviders();
        app.MapPeople();
        app.MapMe();
        app.MapNotices();
        app.MapTokens();
        app.MapAudit();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint().ForOperators();
        app.MapOpenApi().ForKnown();
        app.MapScalarApiReference("/scalar", options => options.DefaultFonts = false).ForKnown();
        app.UseClient();
    }
}
