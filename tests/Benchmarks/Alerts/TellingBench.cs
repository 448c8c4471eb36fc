using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Benchmarks.Push;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Benchmarks.Alerts;

/// <summary>
/// The way of a notice, over Apollo in a process of its own: 200 crossings from the cut, and from the commit in the
/// ITSM, to the hub's message at a screen; and 200 tickets from the second at which each is due to the same.
/// </summary>
internal static class TellingBench
{
    private const int Number = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan FirstDue = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        using var folder = new ScratchFolder();
        var itsm = $"Data Source={folder.File("itsm.db")}";
        await DeskDatabase.Of("Sqlite", itsm).CreateSchemaAsync(CancellationToken.None);
        await using var apollo = await ApolloProcess.StartAsync(WholePathBench.SettingsOf("Sqlite", itsm));
        using var http = new HttpClient { BaseAddress = apollo.Address };
        http.DefaultRequestHeaders.Add("Origin", apollo.Address.GetLeftPart(UriPartial.Authority));
        for (var at = 1; at <= Number; at++)
            await AddAsync(
                http,
                new
                {
                    name = $"Open {at}",
                    kpi = "open-tickets",
                    above = true,
                    critical = new { at },
                    enabled = true,
                }
            );
        await AddAsync(
            http,
            new
            {
                name = "Due",
                kind = "ticket",
                of = "due",
                enabled = true,
            }
        );
        using var stop = new CancellationTokenSource();
        var notices = new ConcurrentDictionary<string, Notice>();
        await using var screen = await RawScreen.OpenAsync(
            new Uri(apollo.Address, "hubs/desk"),
            """{"type":1,"target":"Watch","arguments":["bench",["alerts"]]}""",
            stop.Token
        );
        var reading = Task.Run(() => screen.ReadAsync(message => Take(message, notices), stop.Token));
        var committed = await WriteAsync(itsm);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(notices.Count >= 2 * Number),
            () => $"only {notices.Count} of {2 * Number} notices.",
            TimeSpan.FromMinutes(2)
        );
        await stop.CancelAsync();
        await reading;
        Console.WriteLine("| to the notice at a screen, from | number | p50 ms | p99 ms | max ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        var crossings = notices.Values.Where(notice => notice.Ticket is null).ToList();
        Write("the cut that crosses", crossings.Select(notice => notice.At - notice.FiredAt));
        // The rule of a limit is crossed by the commit of this number.
        Write("the commit in the ITSM", crossings.Select(notice => notice.At - committed[notice.Limit - 1]));
        Write(
            "the second at which a ticket is due",
            notices.Values.Where(notice => notice.Ticket is not null).Select(notice => notice.At - notice.FiredAt)
        );
        return 0;
    }

    private static async Task AddAsync(HttpClient http, object rule)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("api/desks/bench/alert-rules", UriKind.Relative), rule);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Tickets one after the other, each due at an instant of its own. When each was committed, UTC.</summary>
    private static async Task<DateTime[]> WriteAsync(string itsm)
    {
        await using var connection = new SqliteConnection(itsm);
        await connection.OpenAsync();
        var committed = new DateTime[Number];
        var begin = DateTime.UtcNow;
        using var timer = new PeriodicTimer(Every);
        for (var number = 0; number < Number && await timer.WaitForNextTickAsync(); number++)
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO tickets (id, kind, state, priority, team, opened_at, due_at, updated_at)
                VALUES (@id, 'incident', 'open', 3, 'Bench', @now, @due, @now)
                """,
                new
                {
                    id = $"B{number:000000}",
                    now = Text(DateTime.UtcNow),
                    due = Text(begin + FirstDue + number * Every),
                }
            );
            committed[number] = DateTime.UtcNow;
        }
        return committed;
    }

    private static void Take(ReadOnlySpan<byte> message, ConcurrentDictionary<string, Notice> notices)
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
            notices.TryAdd(
                alert.GetProperty("id").GetString()!,
                new Notice(
                    now,
                    alert.GetProperty("firedAt").GetDateTime().ToUniversalTime(),
                    isTicket ? 0 : alert.GetProperty("limit").GetInt32(),
                    isTicket ? ticket.GetProperty("id").GetString() : null
                )
            );
        }
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static void Write(string from, IEnumerable<TimeSpan> took)
    {
        List<double> sorted = [.. took.Select(one => one.TotalMilliseconds).Order()];
        Console.WriteLine(
            $"| {from} | {sorted.Count} | {WholePathBench.Figure(sorted, 0.5)} | {WholePathBench.Figure(sorted, 0.99)} "
                + $"| {WholePathBench.Figure(sorted, 1)} |"
        );
    }

    /// <summary>A notice as it came.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="FiredAt">Since when it fires, UTC.</param>
    /// <param name="Limit">The limit of its rule.</param>
    /// <param name="Ticket">The ticket that is due; null = it is of a number.</param>
    private sealed record Notice(DateTime At, DateTime FiredAt, int Limit, string? Ticket);
}
