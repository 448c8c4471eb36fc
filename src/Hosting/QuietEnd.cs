using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Serilog.Core;
using Serilog.Events;

namespace Apollo.Hosting;

/// <summary>
/// While a process ends, what is under way inside it fails because its silo goes: that is no fault, and would hide one.
/// </summary>
internal sealed class QuietEnd
{
    private volatile bool isEnding;

    /// <summary>From the moment on at which the host is asked to end.</summary>
    public IHostedService Following(IHostApplicationLifetime lifetime) => new Follower(this, lifetime);

    /// <summary>The entry says only that the silo goes, or that a start was given up.</summary>
    public bool Hides(LogEvent entry) =>
        isEnding && (entry.Exception is OrleansException or OperationCanceledException || IsOfOrleans(entry));

    private static bool IsOfOrleans(LogEvent entry) =>
        entry.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source }
        && source.StartsWith("Orleans.", StringComparison.Ordinal);

    /// <summary>Made with the other services of the host, before the first of them starts.</summary>
    private sealed class Follower : IHostedService
    {
        public Follower(QuietEnd quiet, IHostApplicationLifetime lifetime) =>
            lifetime.ApplicationStopping.Register(() => quiet.isEnding = true);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
