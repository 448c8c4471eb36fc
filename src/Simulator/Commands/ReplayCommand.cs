using System.Globalization;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;

namespace Apollo.Simulator.Commands;

/// <summary>The command <c>replay</c>.</summary>
internal static class ReplayCommand
{
    public static async Task RunAsync(
        CommandLine line,
        DeskDatabase database,
        TextWriter output,
        TextWriter errors,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (line.Source is not { } source)
            throw new UsageException("--source is missing. Give incident_event_log.csv, or the .zip that holds it.");
        if (!File.Exists(source))
            throw new UsageException($"--source '{source}' is not there.");
        var (due, responseDue) = (Policy("--due", line.Due), Policy("--response-due", line.ResponseDue));
        var replay = new LogReplay(database, clock, new ConsoleLogger(errors));
        await output.WriteLineAsync(
            line.ShiftToNow is { } shift
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Replaying {Path.GetFileName(source)}: {shift:u} is now, then on at speed {line.Speed}; "
                        + $"Ctrl+C ends it."
                )
                : $"Writing {Path.GetFileName(source)} at once."
        );
        var tickets = await replay.RunAsync(
            IncidentLog.Read(source, due, responseDue),
            line.ShiftToNow,
            line.Speed,
            line.Replace,
            cancellation
        );
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Done: {tickets} tickets at once, {replay.Written} changes event by event."
            )
        );
    }

    private static DuePolicy Policy(string option, string text)
    {
        try
        {
            return DuePolicy.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{option}: {wrong.Message}");
        }
    }
}
