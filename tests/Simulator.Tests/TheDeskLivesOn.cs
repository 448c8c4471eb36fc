using System.Globalization;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Simulator.Tests;

/// <summary>
/// A desk that lives goes on from what is there, waits for a database that is away, and ends when asked.
/// </summary>
public sealed class TheDeskLivesOn : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider clock = new(Monday);
    private readonly CountingLogger log = new();
    private readonly CancellationTokenSource ending = new();
    private readonly DemoOptions options = new() { Tickets = 400, Speed = 50 };
    private Task living = Task.CompletedTask;

    // Without a pool no handle outlives a write, and a file that is not there is not made: moving it away is a database
    // that is away.
    private string ConnectionString => $"Data Source={folder.File("desk.db")};Mode=ReadWrite;Pooling=False";

    public void Dispose()
    {
        ending.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task After_a_restart_it_catches_up_on_what_happened_meanwhile_and_then_goes_on()
    {
        await CreateAsync();
        var before = await TicketIdsAsync();
        clock.Advance(TimeSpan.FromHours(3));
        var back = clock.GetUtcNow();
        var desk = Desk();
        living = desk.LiveAsync(ending.Token);
        await UntilAsync(async () => await EventsAsync(back, clock.GetUtcNow()) > 5);
        await EndAsync();

        // Every half hour of the gap has its events, with the times they happened at.
        for (var at = Monday; at < back; at += TimeSpan.FromMinutes(30))
            Assert.NotEqual(0, await EventsAsync(at, at.AddMinutes(30)));
        var after = await TicketIdsAsync();
        Assert.Equal(after.Count, after.Distinct(StringComparer.Ordinal).Count());
        Assert.Superset(before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
        Assert.True(after.Count > before.Count, "No ticket came in three hours of a Monday.");
        Assert.NotEqual(0, desk.Written);
    }

    [Fact]
    public async Task Rows_move_forward_in_time_and_never_ahead_of_the_clock()
    {
        await CreateAsync();
        var latest = await LatestAsync();
        living = Desk().LiveAsync(ending.Token);
        for (var look = 0; look < 20; look++)
        {
            var last = latest;
            await UntilAsync(async () => await LatestAsync() > last);
            latest = await LatestAsync();
            Assert.InRange(latest, last, clock.GetUtcNow());
            Assert.Equal(
                0,
                await CountAsync(
                    """
                    SELECT COUNT(*)
                    FROM tickets
                    WHERE opened_at > @now OR responded_at > @now OR resolved_at > @now OR closed_at > @now
                    """,
                    clock.GetUtcNow()
                )
            );
        }
        await EndAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_is_waited_for_and_nothing_that_happened_meanwhile_is_lost()
    {
        await CreateAsync();
        var desk = Desk();
        living = desk.LiveAsync(ending.Token);
        await UntilAsync(() => Task.FromResult(desk.Written > 3));

        File.Move(folder.File("desk.db"), folder.File("away.db"));
        var away = clock.GetUtcNow();
        await UntilAsync(() => Task.FromResult(log.Warnings >= 5));
        var back = clock.GetUtcNow();
        var written = desk.Written;
        Assert.False(living.IsCompleted, "The desk ended with its database.");
        File.Move(folder.File("away.db"), folder.File("desk.db"));

        await UntilAsync(async () => desk.Written > written && await EventsAsync(back, clock.GetUtcNow()) > 3);
        await EndAsync();
        Assert.True(back - away > TimeSpan.FromSeconds(2), "The waits did not grow.");
        Assert.NotEqual(0, await EventsAsync(away, back));
    }

    [Fact]
    public async Task It_starts_before_its_database_is_there()
    {
        await CreateAsync();
        File.Move(folder.File("desk.db"), folder.File("away.db"));
        var desk = Desk();
        living = desk.LiveAsync(ending.Token);
        await UntilAsync(() => Task.FromResult(log.Warnings >= 2));
        File.Move(folder.File("away.db"), folder.File("desk.db"));
        await UntilAsync(() => Task.FromResult(desk.Written > 3));
        await EndAsync();
    }

    [Fact]
    public async Task Asked_to_end_it_ends_without_an_error_even_while_its_database_is_away()
    {
        living = Desk().LiveAsync(ending.Token);
        await UntilAsync(() => Task.FromResult(log.Warnings >= 1));
        await EndAsync();
        Assert.Equal(TaskStatus.RanToCompletion, living.Status);
    }

    [Fact]
    public async Task After_longer_than_it_catches_up_the_oldest_part_stays_a_gap()
    {
        await CreateAsync();
        clock.Advance(DemoDesk.LongestCatchUp + TimeSpan.FromDays(14));
        var now = clock.GetUtcNow();
        await Desk(new() { Tickets = 400 }).AdvanceAsync(ending.Token);
        Assert.Equal(0, await EventsAsync(Monday.AddSeconds(1), now - DemoDesk.LongestCatchUp));
        Assert.NotEqual(
            0,
            await EventsAsync(now - DemoDesk.LongestCatchUp, now - DemoDesk.LongestCatchUp + TimeSpan.FromDays(4))
        );
        Assert.NotEqual(0, await EventsAsync(now.AddHours(-6), now));
    }

    private DemoDesk Desk(DemoOptions? other = null) =>
        new(DeskDatabase.Of("Sqlite", ConnectionString), other ?? options, clock, log);

    private async Task CreateAsync() =>
        Assert.NotEqual(
            0,
            await new DemoDesk(
                DeskDatabase.Of("Sqlite", $"Data Source={folder.File("desk.db")};Pooling=False"),
                options,
                clock
            ).CreateAsync()
        );

    /// <summary>Lets the desk's time go on, a beat at a time, until something holds.</summary>
    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            if (living.IsFaulted)
                await living;
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
    }

    private async Task EndAsync()
    {
        await ending.CancelAsync();
        await living.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task<long> EventsAsync(DateTimeOffset from, DateTimeOffset to) =>
        CountAsync("SELECT COUNT(*) FROM ticket_events WHERE at >= @from AND at < @now", to, from);

    private async Task<DateTimeOffset> LatestAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        var text = await connection.ExecuteScalarAsync<string>(
            """
            SELECT MAX(updated_at)
            FROM (SELECT updated_at FROM tickets UNION ALL SELECT updated_at FROM interventions)
            """
        );
        return DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);
    }

    private async Task<List<string>> TicketIdsAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        return [.. await connection.QueryAsync<string>("SELECT id FROM tickets")];
    }

    private async Task<long> CountAsync(string sql, DateTimeOffset now, DateTimeOffset from = default)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        return await connection.ExecuteScalarAsync<long>(
            sql,
            new { now = Instant.ToText(now.UtcDateTime), from = Instant.ToText(from.UtcDateTime) }
        );
    }

    private sealed class CountingLogger : ILogger
    {
        private int warnings;

        public int Warnings => Volatile.Read(ref warnings);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Interlocked.Increment(ref warnings);
    }
}
