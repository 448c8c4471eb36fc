using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Slices;

/// <summary>
/// Whoever connects an ITSM writes SQL, and gets it wrong at first: the desk says what is wrong and goes on from the
/// corrected file by itself.
/// </summary>
public sealed class CorrectedFile
{
    [Fact]
    public async Task A_query_that_cannot_be_read_is_told_and_its_correction_needs_no_restart()
    {
        using var folder = new ScratchFolder();
        ApolloSystem.CopyTo(folder);
        var tickets = folder.File("tickets.sqlite.sql");
        var right = await File.ReadAllTextAsync(tickets);
        await File.WriteAllTextAsync(tickets, right.Replace("priority", "priorty", StringComparison.Ordinal));
        await using var cluster = await DeskCluster.PrepareAsync(system: folder.Path);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Pulse()?.State == SliceState.Failing, "the failure to be said");
        Assert.Contains("no such column: priorty", board.Pulse()!.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(tickets, right.Replace("rating,", "", StringComparison.Ordinal));
        await board.UntilAsync(
            () => board.Pulse()!.Error?.Contains("gives no column rating", StringComparison.Ordinal) == true,
            "what is wrong now"
        );

        await File.WriteAllTextAsync(tickets, right);
        // The number may come one answer before its slice says that it reads again.
        await board.UntilAsync(
            () => board.Value("open-tickets") == 1 && board.Pulse()!.State == SliceState.Live,
            "the ticket"
        );
        Assert.Null(board.Pulse()!.Error);
    }
}
