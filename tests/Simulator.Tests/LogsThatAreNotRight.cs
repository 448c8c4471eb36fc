using System.IO.Compression;
using Apollo.Servers;
using Apollo.Simulator.Commands;
using Apollo.Simulator.Replay;

namespace Apollo.Simulator.Tests;

/// <summary>
/// A log that cannot be read is refused in one line that says where it is wrong and what to do; nothing is guessed.
/// </summary>
public sealed class LogsThatAreNotRight : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sys_mod_count", "many")]
    [InlineData("sys_mod_count", "?")]
    [InlineData("sys_mod_count", "-1")]
    [InlineData("sys_mod_count", "99999999999")]
    [InlineData("reassignment_count", "1.5")]
    [InlineData("reopen_count", "once")]
    [InlineData("priority", "urgent")]
    [InlineData("opened_at", "2016-03-24T09:00:00Z")]
    [InlineData("sys_updated_at", "31/2/2016 01:16")]
    public void A_cell_that_is_no_number_or_time_is_named_with_row_column_value_and_mend(string column, string value)
    {
        var error = Refused(SmallLog.Header, SmallLog.Row(), SmallLog.Row((column, value)));
        foreach (var named in (string[])["Row 3 ", column, $"'{value}'", "Write a "])
            Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void A_long_value_is_cut_in_the_message() =>
        Assert.InRange(Refused(SmallLog.Header, SmallLog.Row(("priority", new string('x', 5_000)))).Length, 50, 250);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(35)]
    public void A_row_cut_short_is_refused(int columns)
    {
        var error = Refused(SmallLog.Header, SmallLog.Row(), string.Join(',', SmallLog.Row().Split(',').Take(columns)));
        Assert.Contains(
            $"Row 3 of the incident event log has {columns} of 36 columns",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_that_is_too_long_is_refused() =>
        Assert.Contains(
            "37 of 36 columns",
            Refused(SmallLog.Header, SmallLog.Row() + ",more"),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_empty_file_is_refused() => Assert.Contains("log.csv", Refused(), StringComparison.Ordinal);

    [Fact]
    public void A_zip_without_a_log_is_refused()
    {
        using (var zip = ZipFile.Open(folder.File("log.zip"), ZipArchiveMode.Create))
            zip.CreateEntry("readme.txt");
        Assert.Contains(
            ".csv",
            Assert.Throws<InvalidDataException>(() => Read("log.zip")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_the_log_does_not_know_and_a_written_out_priority_are_read()
    {
        File.WriteAllLines(
            folder.File("log.csv"),
            [SmallLog.Header, SmallLog.Row(("priority", "3 - Moderate"), ("reopen_count", "?"), ("assigned_to", "?"))]
        );
        var ticket = Assert.Single(Read("log.csv")).Ticket!;
        Assert.Equal((3, null, null, 0), (ticket.Priority, ticket.Reopens, ticket.Assignee, ticket.Reassignments));
    }

    [Fact]
    public async Task On_the_command_line_it_is_one_line_and_exit_code_1()
    {
        File.WriteAllLines(folder.File("log.csv"), [SmallLog.Header, SmallLog.Row(("sys_mod_count", "many"))]);
        await using var errors = new StringWriter();
        string[] line =
        [
            "replay",
            "--provider",
            "Sqlite",
            "--connection",
            $"Data Source={folder.File("desk.db")}",
            "--source",
            folder.File("log.csv"),
        ];
        Assert.Equal(
            1,
            await Runner.RunAsync(line, TextWriter.Null, errors, TimeProvider.System, CancellationToken.None)
        );
        var message = Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("replay failed: Row 2 ", message, StringComparison.Ordinal);
    }

    private string Refused(params string[] lines)
    {
        File.WriteAllLines(folder.File("log.csv"), lines);
        return Assert.Throws<InvalidDataException>(() => Read("log.csv")).Message;
    }

    private List<DeskChange> Read(string name) =>
        [.. IncidentLog.Read(folder.File(name), DuePolicy.Off, DuePolicy.Off)];
}
