using System.Globalization;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Simulator.Tests;

/// <summary>
/// An accelerated replay, looked at again and again: the tables hold what the log says up to then, and nothing before
/// its time.
/// </summary>
public sealed class ReplayStepByStep : IDisposable
{
    private static readonly DateTime SourceNow = new(2016, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private const double Speed = 60;

    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider clock = new(Now);

    // Every row of the file also names final resolved and closed times, as the real one does; they must show nowhere.
    private readonly (string Number, string State, DateTime At)[] log =
    [
        ("1", "New", SourceNow.AddHours(-3)),
        ("1", "Active", SourceNow.AddHours(-2)),
        ("1", "Resolved", SourceNow.AddMinutes(30)),
        ("1", "Active", SourceNow.AddMinutes(50)),
        ("1", "Resolved", SourceNow.AddMinutes(80)),
        ("1", "Closed", SourceNow.AddMinutes(100)),
        ("2", "New", SourceNow.AddMinutes(10)),
        ("2", "Awaiting User Info", SourceNow.AddMinutes(20)),
        ("2", "Active", SourceNow.AddMinutes(40)),
        ("2", "Resolved", SourceNow.AddMinutes(70)),
        ("3", "New", SourceNow.AddMinutes(60)),
        ("3", "-100", SourceNow.AddMinutes(90)),
    ];

    private string ConnectionString => $"Data Source={folder.File("replay.db")}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task At_every_instant_each_ticket_is_in_the_state_the_log_says_and_resolved_no_earlier_than_it_was()
    {
        File.WriteAllLines(folder.File("log.csv"), [SmallLog.Header, .. log.Select(Row)]);
        var replay = new LogReplay(DeskDatabase.Of("Sqlite", ConnectionString), clock, NullLogger.Instance);
        var run = replay.RunAsync(
            IncidentLog.Read(folder.File("log.csv"), DuePolicy.Off, DuePolicy.Off),
            SourceNow,
            Speed,
            replace: false,
            CancellationToken.None
        );
        // Two rows were before the instant, all others come one by one; ten instants between them, each in the log's
        // own time.
        for (var minutes = 5; minutes <= 105; minutes += 10)
        {
            var at = SourceNow.AddMinutes(minutes);
            var due = log.Count(row => row.At > SourceNow && row.At <= at);
            await UntilWrittenAsync(replay, run, Now + (TimeSpan.FromMinutes(minutes) / Speed), due);
            var held = await HeldAsync();
            Assert.Equal(
                log.Where(row => row.At <= at)
                    .Select(row => "INC" + row.Number)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
                held.Keys.Order(StringComparer.Ordinal)
            );
            foreach (var (id, ticket) in held)
                AssertAsLogged(log.Where(row => "INC" + row.Number == id && row.At <= at).ToList(), ticket);
        }
        Assert.Equal(1, await run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(10, replay.Written);
    }

    /// <summary>The clock goes to an instant and no further; the replay follows in its own steps.</summary>
    private async Task UntilWrittenAsync(LogReplay replay, Task run, DateTimeOffset instant, int due)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (clock.GetUtcNow() < instant || replay.Written < due)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (run.IsFaulted)
                await run;
            if (clock.GetUtcNow() < instant)
                clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.Equal(due, replay.Written);
    }

    private static void AssertAsLogged(List<(string Number, string State, DateTime At)> soFar, Held ticket)
    {
        var named = soFar.FindLast(row => row.State != "-100");
        var expected = named.State switch
        {
            "New" => TicketStates.New,
            "Active" => TicketStates.Open,
            "Resolved" => TicketStates.Resolved,
            "Closed" => TicketStates.Closed,
            _ => TicketStates.Pending,
        };
        Assert.Equal(expected, ticket.State);
        DateTime? resolved = expected is TicketStates.Resolved or TicketStates.Closed
            ? soFar.FindLast(row => row.State == "Resolved").At
            : null;
        Assert.Equal(Shown(resolved), ticket.ResolvedAt);
        Assert.Equal(Shown(expected == TicketStates.Closed ? named.At : null), ticket.ClosedAt);
        Assert.Equal(
            Shown(
                soFar.Count > 1 && soFar.Exists(row => row.State is not ("New" or "-100"))
                    ? soFar.Find(row => row.State is not ("New" or "-100")).At
                    : null
            ),
            ticket.RespondedAt
        );
        Assert.Equal(Shown(soFar[0].At), ticket.OpenedAt);
    }

    /// <summary>An instant of the log as the replayed tables show it.</summary>
    private static string? Shown(DateTime? source) =>
        source is { } at
            ? Instant.ToText(Now.UtcDateTime + (at <= SourceNow ? at - SourceNow : (at - SourceNow) / Speed))
            : null;

    private async Task<Dictionary<string, Held>> HeldAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        var rows = await connection.QueryAsync<Held>(
            """
            SELECT id AS Id, state AS State, opened_at AS OpenedAt, responded_at AS RespondedAt,
                resolved_at AS ResolvedAt, closed_at AS ClosedAt
            FROM tickets
            """
        );
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    private string Row((string Number, string State, DateTime At) row, int index) =>
        SmallLog.Row(
            ("number", row.Number),
            ("ident_state", row.State),
            ("sys_mod_count", index.ToString(CultureInfo.InvariantCulture)),
            ("sys_updated_at", Text(row.At)),
            ("opened_at", Text(log.First(other => other.Number == row.Number).At))
        );

    private static string Text(DateTime time) => time.ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture);

    private sealed record Held(
        string Id,
        string State,
        string OpenedAt,
        string? RespondedAt,
        string? ResolvedAt,
        string? ClosedAt
    );
}
