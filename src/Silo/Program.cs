using Apollo.Hosting;
using Apollo.Silo;

if (args is ["backup", ..])
    return await BackupCommand.RunAsync(args[1..]);
if (args is ["backfill", ..])
    return await BackfillCommand.RunAsync(args[1..]);
if (args is ["check", ..])
    return await CheckCommand.RunAsync(args[1..]);
return await ApolloProgram.RunAsync(
    "Apollo's silo",
    args,
    builder =>
    {
        builder.AddObservability();
        builder.AddApolloSilo(alone: true);
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.MapHealthChecks("/health/live");
        app.MapSiloHealth();
        app.MapPrometheusScrapingEndpoint();
        return Task.FromResult(app);
    }
);
