using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Simulator.Tests;

/// <summary>
/// A shifted replay: what was before is written at once, what comes after event by event, all times mapped.
/// </summary>
public sealed class ShiftedReplay
{
    private static readonly DateTime SourceNow = new(2016, 3, 24, 8, 0, 0, DateTimeKind.Utc);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Past_is_shifted_future_comes_when_its_time_has_come()
    {
        using var folder = new ScratchFolder();
        var connectionString = $"Data Source={folder.File("replay.db")}";
        var clock = new FakeTimeProvider(Now);
        var replay = new LogReplay(DeskDatabase.Of("Sqlite", connectionString), clock, NullLogger.Instance);
        var changes = new[]
        {
            Change("A", SourceNow.AddHours(-2), TicketStates.New),
            Change("A", SourceNow.AddMinutes(10), TicketStates.Open),
            Change("B", SourceNow.AddMinutes(20), TicketStates.New),
        };
        var run = replay.RunAsync(changes, SourceNow, speed: 600, replace: false, CancellationToken.None);
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.Equal(1, await run);
        Assert.Equal(2, replay.Written);
        await using var connection = new SqliteConnection(connectionString);
        // Two hours before s0 are two hours before now; 20 minutes after it, at 600× speed, are 2 seconds after now.
        var opened = (await connection.QueryAsync<string>("SELECT opened_at FROM tickets ORDER BY id"))
            .Select(text => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(2), opened[1] - opened[0]);
        Assert.Equal(
            TicketStates.Open,
            await connection.ExecuteScalarAsync<string>("SELECT state FROM tickets WHERE id = 'A'")
        );
    }

    [Theory]
    [InlineData("4,8", 1, 4.0)]
    [InlineData("0.5,2", 1, 0.5)]
    [InlineData("4,8", 3, null)]
    [InlineData("off", 1, null)]
    public void Due_dates_come_from_a_stated_policy(string policy, int priority, double? hours) =>
        Assert.Equal(
            hours is { } some ? SourceNow.AddHours(some) : null,
            DuePolicy.Parse(policy).DueAt(SourceNow, priority)
        );

    [Theory]
    [InlineData("soon")]
    [InlineData("4,-1")]
    [InlineData("")]
    public void A_policy_that_is_none_is_a_clear_error(string policy) =>
        Assert.Contains(
            "4,8,72,120",
            Assert.Throws<FormatException>(() => DuePolicy.Parse(policy)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_that_is_no_such_log_is_a_clear_error()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("other.csv"), "a,b\n1,2\n");
        var error = Assert.Throws<InvalidDataException>(() =>
            IncidentLog.Read(folder.File("other.csv"), DuePolicy.Off, DuePolicy.Off).ToList()
        );
        Assert.Contains("number", error.Message, StringComparison.Ordinal);
    }

    private static DeskChange Change(string id, DateTime at, string state) =>
        new(
            at,
            new TicketRow
            {
                Id = id,
                Kind = TicketKinds.Incident,
                State = state,
                OpenedAt = id == "A" ? SourceNow.AddHours(-2) : at,
                UpdatedAt = at,
            },
            null,
            []
        );
}
