using Apollo.Simulator.Database;

namespace Apollo.Simulator.Commands;

/// <summary>TEMP</summary>
internal static class ReplayCommand
{
    public static Task RunAsync(CommandLine line, DeskDatabase database, TextWriter output, TextWriter errors, TimeProvider clock, CancellationToken cancellation) => throw new InvalidOperationException("not yet");
}
