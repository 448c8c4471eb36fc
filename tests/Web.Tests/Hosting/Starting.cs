using Apollo.Hosting;
using Apollo.Servers;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Hosting;

/// <summary>What keeps a program from starting is one line, not a trace.</summary>
public class Starting
{
    [Theory]
    [InlineData("Apollo:Demo:Speed", "fast")]
    [InlineData("Apollo:Cluster:SiloPort", "99999999999")]
    public async Task A_number_that_is_none_ends_the_start_with_its_key(string key, string value)
    {
        var code = await ApolloProgram.RunAsync(
            "Apollo",
            [$"--{key}", value],
            builder =>
                throw new InvalidOperationException(
                    builder.Configuration.GetValue(key, 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
        );
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "help")]
    [InlineData(2, "chekc")]
    [InlineData(2, "chekc", "--desk", "north")]
    public async Task A_question_for_help_and_a_mistyped_command_start_nothing(
        int expected,
        params string[] arguments
    ) =>
        Assert.Equal(
            expected,
            await ApolloProgram.RunAsync("Apollo", arguments, _ => throw new InvalidOperationException("It was built."))
        );

    [Fact]
    public async Task A_defect_keeps_its_trace() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ApolloProgram.RunAsync("Apollo", [], _ => throw new InvalidOperationException("A defect."))
        );

    [Theory]
    [InlineData("Kestrel:Certificates:Default:Path", "missing.pfx", "is not there")]
    [InlineData("Kestrel:Certificates:Default:Path", "text.pem", "cannot be read as a certificate")]
    [InlineData("Kestrel:Endpoints:Https:Certificate:Path", "text.pem", "cannot be read as a certificate")]
    [InlineData("Apollo:DataFolder", "text.pem", "Give a folder that may be written to")]
    public async Task A_file_that_serves_not_ends_the_start_with_its_key(string key, string file, string said)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder.File("text.pem"), "no certificate");
        var (code, (_, error)) = await ApolloProcess.RunAsync("Web", $"--{key}", folder.File(file));
        Assert.Equal(2, code);
        Assert.StartsWith($"Apollo does not start: {key} '{folder.File(file)}' ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }
}
