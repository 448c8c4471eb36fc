using System.Collections.Concurrent;
using System.Text.Json;
using Apollo.Servers;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace Apollo.Integration.Tests.Access;

/// <summary>A browser's end of the hub, by its cookies: keeps every message as it came.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly ConcurrentQueue<string> messages = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Listener(Uri address, Guest guest)
    {
        connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(address, "hubs/desk"),
                options =>
                {
                    options.Cookies = guest.Cookies;
                    options.Headers["Origin"] = address.GetLeftPart(UriPartial.Authority);
                }
            )
            .Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var message in typeof(IDeskClient).GetMethods())
            connection.On<JsonElement>(message.Name, said => messages.Enqueue(said.GetRawText()));
    }

    /// <summary>All messages so far, as JSON.</summary>
    public IReadOnlyCollection<string> Messages => messages;

    /// <summary>Done when the server has ended the connection.</summary>
    public Task Closed => closed.Task;

    public static Task<Listener> OpenAsync(Guest guest) => OpenAsync(guest, guest.Http.BaseAddress!);

    /// <summary>The same at another web.</summary>
    public static async Task<Listener> OpenAsync(Guest guest, Uri address)
    {
        var listener = new Listener(address, guest);
        await listener.connection.StartAsync();
        return listener;
    }

    public Task WatchAsync(string desk, params string[] topics) => connection.InvokeAsync("Watch", desk, topics);

    /// <summary>Waits until a message says something.</summary>
    public Task UntilAsync(Func<string, bool> says, string what) =>
        Eventually.IsTrueAsync(() => messages.Any(says), $"{what} is heard.");

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
