using Apollo.Servers;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>An Apollo that is asked to end (SIGTERM) does so, says 0, and writes of no fault that is none.</summary>
public sealed class AskedToEnd
{
    [Theory]
    // The store's file is made before the silo starts; the address is told when everything has.
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_it_starts_or_lives_it_ends_well_and_quietly(bool lives)
    {
        using var folder = new ScratchFolder();
        var process = await ApolloProcess.BeginAsync(
            "Web",
            "--urls",
            $"http://localhost:{FreePort.Next()}",
            "--Apollo:DataFolder",
            folder.Path
        );
        await Eventually.IsTrueAsync(
            () =>
                Task.FromResult(
                    lives
                        ? process.Output.Contains("Apollo is at", StringComparison.Ordinal)
                        : File.Exists(folder.File("apollo.db"))
                ),
            () => $"it starts. It said: {process.Output}"
        );
        process.Signal("TERM");
        await Eventually.IsTrueAsync(
            () => Task.FromResult(process.HasExited),
            () => $"it ends. It said: {process.Output}"
        );
        await process.DisposeAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain(" ERR] ", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" WRN] ", process.Output, StringComparison.Ordinal);
    }
}
