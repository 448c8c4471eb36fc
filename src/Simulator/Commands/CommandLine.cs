using System.Globalization;

namespace Apollo.Simulator.Commands;

/// <summary>The command line is not right; the message names the option and the mend.</summary>
internal sealed class UsageException(string message) : Exception(message);

internal enum Verb
{
    Create,
    Live,
    Replay,
}

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        Makes and feeds a demo ITSM in the schema Apollo reads as system "apollo".

        Usage: dotnet run --project src/Simulator -- <command> --provider P --connection C [options]

        Commands
          create   the tables, and a demo desk with ninety days of history
          live     goes on with a desk made by create (makes it where there is none) until Ctrl+C
          replay   writes a real ServiceNow incident log (UCI "incident event log") into empty tables

        Options
          --provider P               Sqlite, PostgreSql, MySql (also MariaDB) or SqlServer
          --connection C             connection string; or environment APOLLO_CONNECTION, which keeps it out of
                                     process lists
          --seed N                   create, live: seed of all chance; default 1
          --tickets N                create, live: tickets of ninety days, 100 to 1000000; default 4000
          --speed X                  live: multiplies how often something happens; replay: how fast the log goes
                                     on; default 1
          --source FILE              replay: incident_event_log.csv, or the .zip that holds it
          --shift-to-now INSTANT     replay: this instant of the log becomes now: what was before is written at
                                     once, what comes after event by event, e.g. 2016-03-24T09:00:00Z; without it
                                     all is written at once
          --due H1,H2,H3,H4[,H5]|off replay: hours from opened to due, per priority from 1; default 4,8,72,120;
                                     off = no due dates
          --response-due H1,…|off    replay: the same for the first response; default 0.5,2,8,24
          --replace                  create, replay: first deletes what the tables hold
          --help                     this text

        Exit codes: 0 done or ended by Ctrl+C, 1 failed, 2 wrong command line.
        """;

    public required Verb Verb { get; init; }
    public required string Provider { get; init; }
    public required string Connection { get; init; }
    public int Seed { get; init; } = 1;
    public int Tickets { get; init; } = 4000;
    public double Speed { get; init; } = 1;
    public string? Source { get; init; }
    public DateTime? ShiftToNow { get; init; }
    public string Due { get; init; } = "4,8,72,120";
    public string ResponseDue { get; init; } = "0.5,2,8,24";
    public bool Replace { get; init; }

    /// <summary>Whether help is asked for, which wins over every error.</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 || arguments.Any(argument => argument is "--help" or "-h" or "-?");

    /// <exception cref="UsageException">It is not right.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        if (
            !Enum.TryParse<Verb>(arguments[0], ignoreCase: true, out var verb)
            || !Enum.IsDefined(verb)
            || char.IsDigit(arguments[0][^1])
        )
            throw new UsageException(
                $"There is no command '{Shown(arguments[0])}'. Use create, live or replay; --help tells more."
            );
        var given = Options(arguments, verb);
        string? Get(string option) => given.GetValueOrDefault(option);
        var connection =
            Get("--connection")
            ?? environment("APOLLO_CONNECTION")
            ?? throw new UsageException(
                "--connection is missing. Give a connection string, e.g. --connection \"Data Source=desk.db\"."
            );
        var line = new CommandLine
        {
            Verb = verb,
            Provider =
                Get("--provider")
                ?? throw new UsageException("--provider is missing. Use Sqlite, PostgreSql, MySql or SqlServer."),
            Connection = connection,
            Seed = Number("--seed", Get("--seed"), 1, int.MinValue, int.MaxValue),
            Tickets = Number("--tickets", Get("--tickets"), 4000, 100, 1_000_000),
            Speed = Speeds(Get("--speed"), verb == Verb.Live ? 1000 : 1_000_000),
            Source = Get("--source"),
            ShiftToNow = Time(Get("--shift-to-now")),
            Due = Get("--due") ?? "4,8,72,120",
            ResponseDue = Get("--response-due") ?? "0.5,2,8,24",
            Replace = given.ContainsKey("--replace"),
        };
        if (verb == Verb.Replay && line.Source is null)
            throw new UsageException("--source is missing. Give incident_event_log.csv or the .zip that holds it.");
        if (verb == Verb.Replay && given.ContainsKey("--speed") && line.ShiftToNow is null)
            throw new UsageException(
                "--speed has no meaning for a replay at once. Add --shift-to-now with the instant of the log "
                    + "that becomes now."
            );
        return line;
    }

    /// <summary>A misplaced argument may be a connection string: what holds more than a word is not repeated.</summary>
    internal static string Shown(string argument) =>
        argument.TrimStart('-').All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? argument : "…";

    private static Dictionary<string, string> Options(IReadOnlyList<string> arguments, Verb verb)
    {
        string[] common = ["--provider", "--connection"];
        string[] known = verb switch
        {
            Verb.Create => [.. common, "--seed", "--tickets", "--replace"],
            Verb.Live => [.. common, "--seed", "--tickets", "--speed"],
            _ => [.. common, "--source", "--speed", "--shift-to-now", "--due", "--response-due", "--replace"],
        };
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Count; i++)
        {
            var (option, value) =
                arguments[i].Split('=', 2) is [var name, var rest] && name.StartsWith("--", StringComparison.Ordinal)
                    ? (name, rest)
                    : (arguments[i], null);
            if (!known.Contains(option, StringComparer.Ordinal))
                throw new UsageException(
                    $"{verb.ToString().ToLowerInvariant()} has no option '{Shown(option)}'. It takes "
                        + $"{string.Join(", ", known)}; --help tells more."
                );
            if (option == "--replace")
                value ??= "";
            else if (
                value is null
                && (++i >= arguments.Count || arguments[i].StartsWith("--", StringComparison.Ordinal))
            )
                throw new UsageException($"{option} has no value. Write {option} VALUE.");
            if (!given.TryAdd(option, value ?? arguments[i]))
                throw new UsageException($"{option} is given twice. Give it once.");
        }
        return given;
    }

    private static int Number(string option, string? text, int otherwise, int from, int to)
    {
        if (text is null)
            return otherwise;
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= from
            && number <= to
            ? number
            : throw new UsageException($"{option} is '{text}'. Give a whole number from {from} to {to}.");
    }

    private static double Speeds(string? text, double most)
    {
        if (text is null)
            return 1;
        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
            && speed >= .01
            && speed <= most
            ? speed
            : throw new UsageException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--speed is '{text}'. Give a number from 0.01 to {most}, e.g. 10 or 0.5."
                )
            );
    }

    private static DateTime? Time(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : throw new UsageException(
                $"--shift-to-now is '{text}'. Give an instant of the log, e.g. 2016-03-24T09:00:00Z."
            );
    }
}
