using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Apollo.Cluster.Tests.Support;

/// <summary>What a hook was posted.</summary>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
/// <param name="Path">Where it was posted.</param>
internal sealed record HookCall(IReadOnlyDictionary<string, string> Headers, string Body, string Path)
{
    /// <summary>Id of the delivery.</summary>
    public string Delivery => Headers["Apollo-Delivery"];

    /// <summary>Ids of the alerts it tells of, each with why.</summary>
    public IReadOnlyList<(string Alert, string Reason)> Alerts
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            return
            [
                .. json
                    .RootElement.GetProperty("alerts")
                    .EnumerateArray()
                    .Select(one =>
                        (
                            one.GetProperty("alert").GetProperty("id").GetString()!,
                            one.GetProperty("reason").GetString()!
                        )
                    ),
            ];
        }
    }
}

/// <summary>A real HTTP server on loopback that takes what hooks are told.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<HookCall> calls = new();
    private readonly WebApplication server;

    private HookReceiver(WebApplication server) => this.server = server;

    /// <summary>Where it is.</summary>
    public string Url => server.Urls.First();

    /// <summary>All it was told, also where it did not take it.</summary>
    public IReadOnlyList<HookCall> Calls => [.. calls];

    /// <summary>What it answers; it may wait.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var receiver = new HookReceiver(server);
        server.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            receiver.calls.Enqueue(
                new HookCall(
                    http.Request.Headers.ToDictionary(
                        header => header.Key,
                        header => header.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    ),
                    await reader.ReadToEndAsync(),
                    http.Request.Path
                )
            );
            await receiver.Answer(http);
        });
        await server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
