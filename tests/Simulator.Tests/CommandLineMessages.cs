using Apollo.Simulator.Commands;

namespace Apollo.Simulator.Tests;

/// <summary>A wrong command line ends with code 2 and a message that names the mend and repeats no secret.</summary>
public sealed class CommandLineMessages
{
    [Theory]
    [InlineData("create", "create --provider PostgreSql Host=h;Password=secret")]
    [InlineData("create, live or replay", "Host=h;Password=secret")]
    [InlineData("Sqlite, PostgreSql", "create --provider Host=h;Password=secret --connection x")]
    [InlineData("create, live or replay", "2")]
    [InlineData("--colour", "create --colour red")]
    [InlineData("--source", "replay --provider Sqlite --connection x")]
    [InlineData("--connection", "create --provider Sqlite")]
    public async Task A_wrong_command_line_names_the_mend_and_no_secret(string named, string line)
    {
        await using var errors = new StringWriter();
        Assert.Equal(
            2,
            await Runner.RunAsync(line.Split(' '), TextWriter.Null, errors, TimeProvider.System, CancellationToken.None)
        );
        Assert.Contains(named, errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors.ToString(), StringComparison.Ordinal);
    }
}
