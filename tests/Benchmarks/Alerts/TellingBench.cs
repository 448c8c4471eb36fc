using System.Globalization;
using System.Net.Http.Json;
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
        await using var heard = await Notices.HearAsync(apollo.Address);
        var committed = await WriteAsync(itsm);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(heard.All.Count >= 2 * Number),
            () => $"only {heard.All.Count} of {2 * Number} notices.",
            TimeSpan.FromMinutes(2)
        );
        Notice.WriteHead();
        var crossings = heard.All.Where(notice => notice.Ticket is null).ToList();
        Notice.Write("the cut that crosses", crossings.Select(notice => notice.Lag));
        // The rule of a limit is crossed by the commit of this number.
        Notice.Write("the commit in the ITSM", crossings.Select(notice => notice.At - committed[notice.Limit - 1]));
        Notice.Write(
            "the second at which a ticket is due",
            heard.All.Where(notice => notice.Ticket is not null).Select(notice => notice.Lag)
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

    private static string Text(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
