using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace Apollo.Web.Tests.Support;

/// <summary>A browser's end of the hub: what it was told, in order.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HubConnection connection;
    private readonly Channel<JsonElement> boards = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> pulses = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> looks = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> alerts = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> notes = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> displays = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> orders = Channel.CreateUnbounded<JsonElement>();

    private readonly ConcurrentQueue<string> heard = new();

    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Screen(Uri address, string? caller, string? television = null)
    {
        connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(address, television is null ? "hubs/desk" : "hubs/desk?display=1"),
                options =>
                {
                    if (television is not null)
                        options.Headers["Cookie"] = $"apollo.display={television}";
                    using var request = new HttpRequestMessage();
                    if (caller is null)
                        return;
                    SomeCallers.Show(request, caller);
                    options.Headers["Origin"] = address.GetLeftPart(UriPartial.Authority);
                    foreach (var header in request.Headers)
                        options.Headers[header.Key] = header.Value.Single();
                }
            )
            .Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var message in typeof(IDeskClient).GetMethods())
            connection.On<JsonElement>(message.Name, _ => heard.Enqueue(message.Name));
        connection.On<JsonElement>("Board", board => boards.Writer.TryWrite(board));
        connection.On<JsonElement>("Pulse", pulse => pulses.Writer.TryWrite(pulse));
        connection.On<JsonElement>("Looks", all => looks.Writer.TryWrite(all));
        connection.On<JsonElement>("Alerts", all => alerts.Writer.TryWrite(all));
        connection.On<JsonElement>("Notes", all => notes.Writer.TryWrite(all));
        connection.On<JsonElement>("Displays", all => displays.Writer.TryWrite(all));
        connection.On<JsonElement>("Display", order => orders.Writer.TryWrite(order));
    }

    /// <summary>The names of all messages that came, in order.</summary>
    public IReadOnlyCollection<string> Heard => heard;

    /// <summary>Done when the server has ended the connection.</summary>
    public Task Closed => closed.Task;

    public static async Task<Screen> ConnectAsync(RunningWeb web, string? caller = null)
    {
        var screen = new Screen(web.Address, caller);
        await screen.connection.StartAsync();
        return screen;
    }

    /// <summary>A television where nobody signs in: its cookie alone tells which it is.</summary>
    public static async Task<Screen> ConnectDisplayAsync(RunningWeb web, string secret)
    {
        var screen = new Screen(web.Address, null, secret);
        await screen.connection.StartAsync();
        return screen;
    }

    public static async Task<Screen> WatchAsync(RunningWeb web, params string[] topics)
    {
        var screen = await ConnectAsync(web);
        await screen.AskAsync("Watch", Some.Desk, topics);
        return screen;
    }

    public Task AskAsync(string method, params object?[] arguments) => connection.InvokeCoreAsync(method, arguments);

    public async Task<JsonElement> BoardAsync() => await boards.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<JsonElement> PulseAsync() => await pulses.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<JsonElement> LooksAsync() => await looks.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasLooks => looks.Reader.TryPeek(out _);

    public async Task<JsonElement> AlertsAsync() => await alerts.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<JsonElement> NotesAsync() => await notes.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasNotes => notes.Reader.TryPeek(out _);

    public async Task<JsonElement> DisplaysAsync() => await displays.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasDisplays => displays.Reader.TryPeek(out _);

    /// <summary>What a wall display is told to do.</summary>
    public async Task<JsonElement> OrderAsync() => await orders.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasOrder => orders.Reader.TryPeek(out _);

    /// <summary>Whether boards came that no test has read.</summary>
    public bool HasBoard => boards.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
