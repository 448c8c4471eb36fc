using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Web.Tests.Feeds;

/// <summary>A screen whose network takes nothing until a test reads it.</summary>
internal sealed class SlowConnection : ConnectionContext
{
    private readonly Pipe toScreen = new(
        new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false)
    );

    public SlowConnection()
    {
        Transport = new Duplex(new Pipe().Reader, toScreen.Writer);
        Hub = new HubConnectionContext(
            this,
            new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromHours(1) },
            NullLoggerFactory.Instance
        )
        {
            Protocol = new JsonHubProtocol(),
        };
    }

    public HubConnectionContext Hub { get; }

    public override string ConnectionId { get; set; } = "slow";

    public override Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } =
        new Microsoft.AspNetCore.Http.Features.FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConcurrentDictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    /// <summary>Takes what is on the way; each message ends with the separator of the protocol.</summary>
    public async Task<string> ReadAsync()
    {
        var read = await toScreen.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        var text = System.Text.Encoding.UTF8.GetString(read.Buffer.ToArray());
        toScreen.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
