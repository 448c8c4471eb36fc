using System.Data.Common;
using System.Globalization;
using Apollo.Simulator.Database;

namespace Apollo.Simulator.Commands;

/// <summary>Runs one command and turns its end into an exit code; no message shows a connection string.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter errors,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        try
        {
            var line = CommandLine.Parse(arguments, Environment.GetEnvironmentVariable);
            var database = Open(line);
            await (
                line.Verb switch
                {
                    Verb.Create => CreateAsync(line, database, output, clock, cancellation),
                    Verb.Live => LiveAsync(line, database, output, errors, clock, cancellation),
                    _ => ReplayCommand.RunAsync(line, database, output, errors, clock, cancellation),
                }
            );
            return 0;
        }
        catch (UsageException usage)
        {
            await errors.WriteLineAsync(usage.Message);
            return 2;
        }
        // SQL Server's driver says a cancelled command as an error of its own.
        catch (Exception error)
            when (error is OperationCanceledException or DbException && cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error)
            when (error
                    is DbException
                        or IOException
                        or InvalidDataException
                        or TimeoutException
                        or InvalidOperationException
                        or UnauthorizedAccessException
            )
        {
            await errors.WriteLineAsync($"{arguments[0]} failed: {error.Message}");
            return 1;
        }
    }

    private static DeskDatabase Open(CommandLine line)
    {
        try
        {
            return DeskDatabase.Of(line.Provider, line.Connection);
        }
        catch (ArgumentException wrong) when (wrong.ParamName == "provider")
        {
            throw new UsageException(
                $"--provider is '{CommandLine.Shown(line.Provider)}'. Use Sqlite, PostgreSql, MySql or SqlServer."
            );
        }
        catch (ArgumentException)
        {
            // The provider's own message may quote the string.
            throw new UsageException(
                $"--connection cannot be read by {line.Provider}. Give a connection string of that provider."
            );
        }
    }

    private static async Task CreateAsync(
        CommandLine line,
        DeskDatabase database,
        TextWriter output,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var tickets = await new DemoDesk(
            database,
            new() { Seed = line.Seed, Tickets = line.Tickets },
            clock
        ).CreateAsync(line.Replace, cancellation);
        if (tickets == 0)
            throw new InvalidOperationException(
                "there are tickets already. Add --replace to delete them first, or use live to go on with them."
            );
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Created {DemoDesk.Name}: {tickets} tickets.")
        );
    }

    private static async Task LiveAsync(
        CommandLine line,
        DeskDatabase database,
        TextWriter output,
        TextWriter errors,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var desk = new DemoDesk(
            database,
            new()
            {
                Seed = line.Seed,
                Tickets = line.Tickets,
                Speed = line.Speed,
            },
            clock,
            new ConsoleLogger(errors)
        );
        if (await desk.CreateAsync(cancellation: cancellation) is > 0 and var tickets)
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"Created {DemoDesk.Name}: {tickets} tickets.")
            );
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DemoDesk.Name} is live at speed {line.Speed}; Ctrl+C ends it."
            )
        );
        await desk.LiveAsync(cancellation);
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Ended after {desk.Written} changes.")
        );
    }
}
