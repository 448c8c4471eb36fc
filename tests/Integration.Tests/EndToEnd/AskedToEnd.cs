using Apollo.Servers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>
/// An Apollo that is asked to end (SIGTERM) does so, says 0, and writes of no fault that is none; a screen's connection
/// is closed, not cut off.
/// </summary>
public sealed class AskedToEnd
{
    [Theory]
    // The store's file is made before the silo starts; the address is told when everything has.
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_it_starts_or_lives_it_ends_well_and_quietly(bool lives)
    {
        using var folder = new ScratchFolder();
        var port = FreePort.Next();
        var process = await ApolloProcess.BeginAsync(
            "Web",
            "--urls",
            $"http://localhost:{port}",
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
        await using var screen = new HubConnectionBuilder()
            .WithUrl(new Uri($"http://localhost:{port}/hubs/desk"), HttpTransportType.WebSockets)
            .Build();
        var closed = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        screen.Closed += error =>
        {
            closed.SetResult(error);
            return Task.CompletedTask;
        };
        if (lives)
            await screen.StartAsync();
        process.Signal("TERM");
        await Eventually.IsTrueAsync(
            () => Task.FromResult(process.HasExited),
            () => $"it ends. It said: {process.Output}"
        );
        await process.DisposeAsync();
        Assert.Equal(0, process.ExitCode);
        if (lives)
            Assert.Null(await closed.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.DoesNotContain(" ERR] ", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" WRN] ", process.Output, StringComparison.Ordinal);
    }
}
