using Apollo;
using Apollo.Silo;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddObservability();
    builder.AddApolloSilo(alone: true);
    builder.Services.AddHealthChecks();
    var app = builder.Build();
    app.MapHealthChecks("/health/live");
    app.MapSiloHealth();
    app.MapPrometheusScrapingEndpoint();
    await app.RunAsync();
    return 0;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync($"Apollo does not start: {error.Message}");
    return 2;
}
