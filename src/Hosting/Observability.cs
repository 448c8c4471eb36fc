using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using Serilog;
using Serilog.Events;

namespace Apollo.Hosting;

/// <summary>Logs and metrics, the same for silo and web.</summary>
public static class Observability
{
    /// <summary>
    /// Structured logs to the console (section <c>Serilog</c> may say more), metrics at <c>/metrics</c>.
    /// </summary>
    public static void AddObservability(this WebApplicationBuilder builder, Action<MeterProviderBuilder>? more = null)
    {
        var quietEnd = new QuietEnd();
        builder.Services.AddSingleton(services =>
            quietEnd.Following(services.GetRequiredService<IHostApplicationLifetime>())
        );
        builder.Services.AddSerilog(logs =>
            logs.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Orleans", LogEventLevel.Error)
                .MinimumLevel.Override("Polly", LogEventLevel.Error)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                // What keeps Apollo from starting is said in one line by ApolloProgram.
                .Filter.ByExcluding(entry => entry.Exception is ConfigurationException)
                // A screen's wrong question is said to the screen.
                .Filter.ByExcluding(entry => entry.Exception is HubException)
                .Filter.ByExcluding(quietEnd.Hides)
                .WriteTo.Console(new LogLines())
                .ReadFrom.Configuration(builder.Configuration)
        );
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter("Apollo", "Apollo.Memcached", "Microsoft.Orleans")
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter();
                more?.Invoke(metrics);
            });
    }
}
