using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Cluster.Tests.Slices;

/// <summary>A driver that blocks its thread blocks nothing else: the desk's clock and its answers go on.</summary>
public sealed class LockedItsm
{
    [Fact]
    public async Task While_a_writer_locks_the_file_a_ticket_falls_overdue_at_its_instant_and_questions_are_answered()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().ExecuteAsync("SELECT 1");
        var due = DeskCluster.Start.AddSeconds(10);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start.AddHours(-1)) with { DueAt = due });
        await using var writer = new SqliteConnection(cluster.Itsm().ConnectionString);
        await writer.OpenAsync();
        await writer.ExecuteAsync("PRAGMA journal_mode = DELETE");
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");

        await writer.ExecuteAsync("BEGIN EXCLUSIVE");
        await board.ToAsync(due.AddMilliseconds(-1));
        Assert.Equal(0, board.Value("overdue"));
        cluster.Clock.SetUtcNow(due);
        await board.StillUntilAsync(() => board.Value("overdue") == 1, "the ticket to fall overdue");
        Assert.Equal(due, board["overdue"].AsOf);

        await board.UntilAsync(() => board.Pulse()!.State == SliceState.Failing, "the lock to be told");
        Assert.Contains("a writer has locked the file", board.Pulse()!.Error, StringComparison.Ordinal);
        await writer.ExecuteAsync("COMMIT");
        await board.UntilAsync(() => board.Pulse()!.State == SliceState.Live, "the slice to be live again");
        Assert.Equal(1, board.Value("overdue"));
    }

    [Fact]
    public async Task Rows_that_are_mostly_left_out_are_a_failure_and_show_no_board_of_zeros()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        for (var row = 0; row < 4; row++)
            await cluster.Itsm().WriteAsync(Some.Ticket($"INC-{row}", DeskCluster.Start));
        await cluster.Itsm().ExecuteAsync("UPDATE tickets SET state = 'on hold' WHERE id <> 'INC-0'");
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Pulse()?.State == SliceState.Failing, "the failure to be said");
        Assert.Contains(
            "3 rows are left out: 3 × unknown state 'on hold'",
            board.Pulse()!.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(3, board.Pulse()!.LeftOut);
        Assert.DoesNotContain(board.Heard, delta => delta.Kpis.Any(kpi => kpi.Kpi == "open-tickets"));

        await cluster
            .Itsm()
            .ExecuteAsync(
                "UPDATE tickets SET state = 'pending', updated_at = '2026-03-10T22:58:01.000Z' WHERE id <> 'INC-0'"
            );
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "all four tickets");
        await board.UntilAsync(() => board.Pulse()!.State == SliceState.Live, "the slice to be live");
        Assert.Empty(board.Pulse()!.Warnings);
    }

    [Fact]
    public async Task A_few_rows_left_out_are_said_beside_the_live_numbers()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        for (var row = 0; row < 4; row++)
            await cluster.Itsm().WriteAsync(Some.Ticket($"INC-{row}", DeskCluster.Start));
        await cluster.Itsm().ExecuteAsync("UPDATE tickets SET state = 'on hold' WHERE id = 'INC-0'");
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "the three tickets");
        Assert.Equal((SliceState.Live, 1), (board.Pulse()!.State, board.Pulse()!.LeftOut));
        Assert.Contains(
            board.Pulse()!.Warnings,
            warning => warning.StartsWith("1 row is left out", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_tickets_page_that_would_fail_is_told_before_anybody_opens_one()
    {
        using var folder = new Apollo.Servers.ScratchFolder();
        Apollo.Servers.ApolloSystem.CopyTo(folder);
        await File.WriteAllTextAsync(folder.File("ticket-detail.sql"), "SELECT nowhere FROM tickets WHERE id = @id");
        await using var cluster = await DeskCluster.PrepareAsync(system: folder.Path);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Pulse()?.Warnings.Length == 1, "the warning");
        Assert.Contains("ticket-detail.sql, line 1, column 8", board.Pulse()!.Warnings[0], StringComparison.Ordinal);
    }
}
