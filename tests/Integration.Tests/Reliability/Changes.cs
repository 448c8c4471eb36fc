using System.Data.Common;
using System.Globalization;
using Apollo.Integration.Tests.Support;
using Dapper;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>Changes an ITSM at a steady rate: new tickets, other states and teams, deletes.</summary>
internal sealed class Changes(Itsm itsm, int seed) : IAsyncDisposable
{
    private static readonly string[] States = ["open", "pending", "resolved", "closed"];
    private readonly Random random = new(seed);
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource stopping = new();
    private Task writing = Task.CompletedTask;
    private int tickets;

    /// <summary>Changes written.</summary>
    public int Written { get; private set; }

    /// <summary>Added to what each change is stamped with: the clock of who writes is off.</summary>
    public TimeSpan ClockOff { get; set; }

    /// <summary>Writes so many tickets at once.</summary>
    public async Task FillAsync(int count)
    {
        await using var connection = await itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
            await connection.ExecuteAsync(Insert, Ticket(++tickets), transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Goes on changing, so many a second, until disposed.</summary>
    public void Start(int perSecond) => writing = WriteAsync(TimeSpan.FromSeconds(1.0 / perSecond));

    /// <summary>Nothing is written until the handle is disposed.</summary>
    public async Task<IDisposable> PauseAsync()
    {
        await turn.WaitAsync();
        return new Paused(turn);
    }

    /// <summary>Changes every ticket in one statement.</summary>
    public Task ChangeAllAsync() =>
        itsm.ExecuteAsync(
            "UPDATE tickets SET team = @team, priority = @priority, updated_at = @now",
            new
            {
                team = $"Team {random.Next(6)}",
                priority = 1 + random.Next(5),
                now = itsm.Time(DateTime.UtcNow),
            }
        );

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await writing;
        stopping.Dispose();
        turn.Dispose();
    }

    private const string Insert = """
        INSERT INTO tickets (id, kind, title, state, priority, team, assignee, location, category, opened_at, due_at,
          reopens, reassignments, escalated, updated_at)
        VALUES (@id, 'incident', 'Printer on fire', 'open', @priority, @team, @assignee, 'Lyon', 'Hardware', @opened,
          @due, 0, 0, 0, @now)
        """;

    private async Task WriteAsync(TimeSpan every)
    {
        using var beat = new PeriodicTimer(every);
        try
        {
            while (await beat.WaitForNextTickAsync(stopping.Token))
            {
                await turn.WaitAsync(stopping.Token);
                try
                {
                    await ChangeAsync();
                    Written++;
                }
                catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException)
                {
                    // Locked, away or replaced: that is what is tried.
                }
                finally
                {
                    turn.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }

    private async Task ChangeAsync()
    {
        await using var connection = await itsm.OpenAsync();
        var (sql, ticket) = random.Next(10) switch
        {
            < 4 => (Insert, Ticket(++tickets)),
            < 9 => (
                "UPDATE tickets SET state = @state, team = @team, resolved_at = @resolved, updated_at = @now "
                    + "WHERE id = @id",
                Ticket(1 + random.Next(tickets))
            ),
            _ => ("DELETE FROM tickets WHERE id = @id", Ticket(1 + random.Next(tickets))),
        };
        await connection.ExecuteAsync(sql, ticket, commandTimeout: 1);
    }

    private object Ticket(int number)
    {
        var now = DateTime.UtcNow;
        var state = States[random.Next(States.Length)];
        return new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"INC-{number}"),
            state,
            priority = 1 + random.Next(5),
            team = $"Team {random.Next(6)}",
            assignee = $"Person {random.Next(30)}",
            opened = itsm.Time(now.AddMinutes(-random.Next(20_000))),
            due = itsm.Time(now.AddMinutes(random.Next(4_000) - 1_000)),
            resolved = state is "resolved" or "closed" ? itsm.Time(now.AddMinutes(-random.Next(600))) : null,
            now = itsm.Time(now + ClockOff),
        };
    }

    private sealed class Paused(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
