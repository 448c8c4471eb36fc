using System.Text.Json;
using Apollo.Grains.Catalogue;
using Apollo.Servers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Apollo.Integration.Tests.Support;

/// <summary>
/// What a browser's store does, for tests: holds the board from snapshots and batches, and lets a test wait for a
/// state.
/// </summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Dictionary<string, JsonElement> results = [];
    private readonly Dictionary<(string Kpi, string Dimension, string Group), double?> groups = [];
    private readonly Dictionary<string, List<JsonElement>> seen = [];
    private readonly List<(Func<Screen, bool> Condition, TaskCompletionSource Met)> waiting = [];
    private readonly Lock gate = new();

    private Screen(Uri address) =>
        connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(address, "hubs/desk"),
                options =>
                {
                    options.Transports = HttpTransportType.WebSockets;
                    options.SkipNegotiation = true;
                }
            )
            .WithAutomaticReconnect(new Forever())
            .Build();

    /// <summary>Whether it has a result of every KPI.</summary>
    public bool HasAll => Count == KpiCatalogue.Standard.All.Count;

    /// <summary>Batches received, full ones too.</summary>
    public int Batches { get; private set; }

    /// <summary>Revisions that went back: must stay empty.</summary>
    public List<string> Backwards { get; } = [];

    public DateTime? PulseReadAt { get; private set; }

    /// <summary>When the last message came, UTC.</summary>
    public DateTime HeardAt { get; private set; } = DateTime.UtcNow;

    public bool IsConnected => connection.State == HubConnectionState.Connected;

    /// <summary>The server's time at the last pulse, UTC.</summary>
    public DateTime PulseAt { get; private set; }

    public static async Task<Screen> OpenAsync(Uri address, string desk, params string[] topics)
    {
        var screen = new Screen(address);
        screen.connection.On<JsonElement>("Board", screen.Take);
        screen.connection.On<JsonElement>("Pulse", screen.TakePulse);
        screen.connection.Reconnected += _ => screen.WatchAgainAsync(desk, topics);
        await screen.connection.StartAsync();
        await screen.connection.InvokeAsync("Watch", desk, topics);
        return screen;
    }

    /// <summary>Opens a screen at a web that may still be looking for its silo.</summary>
    public static async Task<Screen> OpenWhenReadyAsync(Uri address, string desk, params string[] topics)
    {
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("api/desks", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            () => "the web finds its silo."
        );
        return await OpenAsync(address, desk, topics);
    }

    public double? Value(string kpi)
    {
        lock (gate)
            return
                results.TryGetValue(kpi, out var result)
                && result.GetProperty("value") is { ValueKind: JsonValueKind.Number } value
                ? value.GetDouble()
                : null;
    }

    public double? Value(string kpi, string dimension, string group)
    {
        lock (gate)
            return groups.GetValueOrDefault((kpi, dimension, group));
    }

    public JsonElement Result(string kpi)
    {
        lock (gate)
            return results[kpi];
    }

    /// <summary>
    /// What a card said at an instant: the last result of then or before, grown by itself since where it does.
    /// </summary>
    public double? ValueAt(string kpi, DateTime at)
    {
        lock (gate)
        {
            var result = seen[kpi].FindLast(one => one.GetProperty("asOf").GetDateTime() <= at);
            if (result.ValueKind == JsonValueKind.Undefined)
                Assert.Fail($"{kpi}: the screen has no result as old as {at:O}.");
            return result.GetProperty("value") is { ValueKind: JsonValueKind.Number } value
                ? value.GetDouble()
                    + (
                        result.GetProperty("rate").GetInt32()
                        * (at - result.GetProperty("asOf").GetDateTime()).TotalSeconds
                    )
                : null;
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
                return results.Count;
        }
    }

    /// <summary>Returns when a condition holds after some message, or fails with what is held.</summary>
    public async Task Until(Func<Screen, bool> condition, string what, TimeSpan? limit = null)
    {
        TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (condition(this))
                return;
            waiting.Add((condition, met));
        }
        try
        {
            await met.Task.WaitAsync(limit ?? TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                var held = results.Select(result => $"{result.Key}={result.Value.GetProperty("value")}");
                Assert.Fail($"Not seen: {what}. Held: {string.Join(", ", held)}");
            }
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void Take(JsonElement board)
    {
        lock (gate)
        {
            Batches++;
            if (board.GetProperty("full").GetBoolean())
            {
                results.Clear();
                groups.Clear();
            }
            foreach (var result in board.GetProperty("kpis").EnumerateArray())
            {
                var kpi = result.GetProperty("kpi").GetString()!;
                if (
                    results.TryGetValue(kpi, out var held)
                    && held.GetProperty("revision").GetInt64() > result.GetProperty("revision").GetInt64()
                )
                    Backwards.Add(kpi);
                results[kpi] = result.Clone();
                if (!seen.TryGetValue(kpi, out var earlier))
                    seen[kpi] = earlier = [];
                earlier.Add(results[kpi]);
                if (
                    !result.TryGetProperty("groups", out var dimensions)
                    || dimensions.ValueKind != JsonValueKind.Object
                )
                    continue;
                foreach (var dimension in dimensions.EnumerateObject())
                foreach (var group in dimension.Value.EnumerateObject())
                    groups[(kpi, dimension.Name, group.Name)] =
                        group.Value.ValueKind == JsonValueKind.Number ? group.Value.GetDouble() : null;
            }
            if (board.TryGetProperty("gone", out var gone) && gone.ValueKind == JsonValueKind.Object)
                foreach (var kpi in gone.EnumerateObject())
                foreach (var dimension in kpi.Value.EnumerateObject())
                foreach (var group in dimension.Value.EnumerateArray())
                    groups.Remove((kpi.Name, dimension.Name, group.GetString()!));
            Wake();
        }
    }

    /// <summary>A web that begins anew may not know its desks yet: asked until it does.</summary>
    private Task WatchAgainAsync(string desk, string[] topics) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await connection.InvokeAsync("Watch", desk, topics);
                    return true;
                }
                catch (HubException)
                {
                    return false;
                }
                catch (InvalidOperationException)
                {
                    // Lost once more: the next way back asks.
                    return true;
                }
            },
            () => "the screen watches again",
            TimeSpan.FromSeconds(60)
        );

    private void TakePulse(JsonElement pulse)
    {
        lock (gate)
        {
            PulseAt = pulse.GetProperty("at").GetDateTime();
            PulseReadAt = pulse.GetProperty("readAt") is { ValueKind: JsonValueKind.String } readAt
                ? readAt.GetDateTime()
                : null;
            Wake();
        }
    }

    private void Wake()
    {
        HeardAt = DateTime.UtcNow;
        foreach (var item in waiting.Where(item => item.Condition(this)).ToList())
        {
            waiting.Remove(item);
            item.Met.SetResult();
        }
    }

    private sealed class Forever : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(200);
    }
}
