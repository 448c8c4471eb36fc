using System.Collections.Concurrent;
using System.Text.Json;
using Apollo.Benchmarks.Push;

namespace Apollo.Benchmarks.Alerts;

/// <summary>A notice as it came to a screen.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="FiredAt">Since when it fires, UTC.</param>
/// <param name="Limit">The limit of its rule.</param>
/// <param name="Ticket">The ticket that is due; null = it is of a number.</param>
internal sealed record Notice(DateTime At, DateTime FiredAt, int Limit, string? Ticket)
{
    public TimeSpan Lag => At - FiredAt;

    public static void WriteHead()
    {
        Console.WriteLine("| to the notice at a screen, from | number | p50 ms | p99 ms | max ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
    }

    public static void Write(string from, IEnumerable<TimeSpan> took)
    {
        List<double> sorted = [.. took.Select(one => one.TotalMilliseconds).Order()];
        Console.WriteLine(
            $"| {from} | {sorted.Count:N0} | {WholePathBench.Figure(sorted, 0.5)} "
                + $"| {WholePathBench.Figure(sorted, 0.99)} | {WholePathBench.Figure(sorted, 1)} |"
        );
    }
}

/// <summary>A screen that hears of every alert that fires, each once.</summary>
internal sealed class Notices : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Notice> all = new();
    private RawScreen screen = null!;
    private Task reading = Task.CompletedTask;

    private Notices() { }

    /// <summary>Those that came so far.</summary>
    public ICollection<Notice> All => all.Values;

    public static async Task<Notices> HearAsync(Uri address)
    {
        var notices = new Notices();
        notices.screen = await RawScreen.OpenAsync(
            new Uri(address, "hubs/desk"),
            """{"type":1,"target":"Watch","arguments":["bench",["alerts"]]}""",
            notices.stop.Token
        );
        notices.reading = Task.Run(() => notices.screen.ReadAsync(notices.Take, notices.stop.Token));
        return notices;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        await screen.DisposeAsync();
        stop.Dispose();
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("\"target\":\"Alerts\""u8) < 0)
            return;
        var now = DateTime.UtcNow;
        using var json = JsonDocument.Parse(message.ToArray());
        foreach (var alert in json.RootElement.GetProperty("arguments")[0].GetProperty("changed").EnumerateArray())
        {
            if (alert.GetProperty("state").GetString() != "firing")
                continue;
            var isTicket = alert.TryGetProperty("ticket", out var ticket) && ticket.ValueKind == JsonValueKind.Object;
            all.TryAdd(
                alert.GetProperty("id").GetString()!,
                new Notice(
                    now,
                    alert.GetProperty("firedAt").GetDateTime().ToUniversalTime(),
                    isTicket ? 0 : (int)alert.GetProperty("limit").GetDouble(),
                    isTicket ? ticket.GetProperty("id").GetString() : null
                )
            );
        }
    }
}
