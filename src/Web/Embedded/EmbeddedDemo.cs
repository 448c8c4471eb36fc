using Apollo.Silo;
using Apollo.Simulator;
using Apollo.Simulator.Database;

namespace Apollo.Web.Embedded;

/// <summary>
/// The demo desk of the embedded default: its ITSM is made at the first start, and the simulator lives on in it, from
/// outside, through SQL.
/// </summary>
internal sealed partial class EmbeddedDemo(DemoDesk desk, ILogger<EmbeddedDemo> logger) : BackgroundService
{
    /// <summary>Whether there is one: no desk is configured.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        !configuration.GetSection("Apollo:Desks").GetChildren().Any();

    /// <summary>Makes the ITSM where it is missing, and adds the simulator.</summary>
    public static async Task AddAsync(WebApplicationBuilder builder)
    {
        var desk = new DemoDesk(
            DeskDatabase.Of("Sqlite", $"Data Source={SiloHosting.DemoFile(builder)}"),
            new DemoOptions { Speed = builder.Configuration.GetValue("Apollo:Demo:Speed", 1.0) }
        );
        await desk.CreateAsync();
        builder.Services.AddSingleton(desk);
        builder.Services.AddHostedService<EmbeddedDemo>();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogAlive(DemoDesk.Name);
        await Task.Run(() => desk.LiveAsync(stoppingToken), stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The simulator lives on in the demo desk {Desk}")]
    private partial void LogAlive(string desk);
}
