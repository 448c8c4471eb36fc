using System.Diagnostics;
using System.Globalization;
using Apollo.Benchmarks.Push;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Npgsql;

namespace Apollo.Benchmarks.Reports;

/// <summary>An ITSM on PostgreSQL with many closed tickets, opened evenly over the last days.</summary>
internal sealed class ManyTickets : IAsyncDisposable
{
    /// <summary>Over how many days.</summary>
    public const int Days = 390;

    private readonly PostgresServer server;

    private ManyTickets(PostgresServer server, string connectionString) =>
        (this.server, ConnectionString) = (server, connectionString);

    public string ConnectionString { get; }

    /// <summary>Makes it.</summary>
    /// <param name="rows">How many tickets.</param>
    public static async Task<ManyTickets> CreateAsync(int rows)
    {
        var server = await PostgresServer.StartAsync();
        var desk = new ManyTickets(server, await server.CreateDatabaseAsync());
        await DeskDatabase.Of("PostgreSql", desk.ConnectionString).CreateSchemaAsync(CancellationToken.None);
        await desk.ExecuteAsync(
            $"""
            INSERT INTO tickets (id, kind, title, state, priority, category, service, channel, location, team, assignee,
              requester, opened_at, responded_at, resolved_at, closed_at, response_due_at, due_at, pending_seconds,
              reopens, reassignments, escalated, url, updated_at)
            SELECT 'INC' || n, (ARRAY['incident', 'request'])[1 + n % 2],
              'The printer on floor ' || n % 40 || ' is out', 'closed', 1 + n % 5, 'Category ' || n % 20,
              'Service ' || n % 7, (ARRAY['Phone', 'Mail', 'Portal'])[1 + n % 3],
              'Location ' || n % 12, 'Team ' || n % 6, 'Assignee ' || n % 40, 'Requester ' || n % 5000, opened,
              opened + interval '20 minutes', opened + interval '5 hours', opened + interval '9 hours',
              opened + interval '1 hour', opened + (n % 9) * interval '1 hour', n % 3600, 0, n % 3, 0,
              'https://itsm.example.com/' || n, opened + interval '9 hours'
            FROM (SELECT n, now() - interval '2 days' - n * interval '{Days - 4} days' / {rows} AS opened
                  FROM generate_series(1, {rows}) n) t
            """
        );
        await desk.ExecuteAsync("ANALYZE tickets");
        return desk;
    }

    /// <summary>Apollo on it, once it has read it.</summary>
    public async Task<ApolloProcess> StartAsync()
    {
        // The past of so many tickets would be computed beside what is measured.
        var apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>(WholePathBench.SettingsOf("PostgreSql", ConnectionString))
            {
                ["Apollo:Backfill"] = "false",
            }
        );
        using var http = new HttpClient { BaseAddress = apollo.Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("api/desks/bench/kpis/open-tickets", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            () => "the desk is read.",
            TimeSpan.FromMinutes(5)
        );
        return apollo;
    }

    /// <summary>Takes away what the round before committed.</summary>
    public Task ForgetCommitsAsync() => ExecuteAsync("DELETE FROM tickets WHERE team = 'Bench'");

    /// <summary>Copies all rows by psql: seconds, and MB that it held.</summary>
    public async Task<(double Seconds, long Megabytes)> CopyAsync(string file)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        var start = new ProcessStartInfo(Tool.Find("psql", "postgresql-client", Tool.PostgresFolders()));
        foreach (
            var argument in (string[])
                [
                    "-h",
                    settings.Host!,
                    "-p",
                    settings.Port.ToString(CultureInfo.InvariantCulture),
                    "-U",
                    settings.Username!,
                    "-d",
                    settings.Database!,
                    "-q",
                    "-c",
                    $"\\copy (SELECT * FROM tickets) TO '{file}' CSV HEADER",
                ]
        )
            start.ArgumentList.Add(argument);
        var watch = Stopwatch.StartNew();
        using var psql = Process.Start(start)!;
        var held = 0L;
        while (!psql.WaitForExit(TimeSpan.FromMilliseconds(20)))
            held = Math.Max(held, Memory.Read(psql.Id, "VmHWM"));
        await psql.WaitForExitAsync();
        if (psql.ExitCode != 0)
            throw new InvalidOperationException($"psql ended with {psql.ExitCode}.");
        return (watch.Elapsed.TotalSeconds, held);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, commandTimeout: 600);
    }
}
