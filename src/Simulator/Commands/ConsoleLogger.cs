using Microsoft.Extensions.Logging;

namespace Apollo.Simulator.Commands;

/// <summary>Warnings and errors as lines on the console, for the command line.</summary>
internal sealed class ConsoleLogger(TextWriter writer) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
            writer.WriteLine(formatter(state, exception));
    }
}
