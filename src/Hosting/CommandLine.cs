namespace Apollo.Hosting;

/// <summary>What a command line asks for beside settings. A word that is mistyped must not start Apollo.</summary>
internal static class CommandLine
{
    /// <summary>What may stand there.</summary>
    public const string Usage = """
        Usage: PROGRAM [COMMAND] [--KEY VALUE]...

        Without a command it starts and runs until it is asked to end.
          check [--desk ID]                          says of each line of a desk's mapping whether it serves
          backfill --desk ID [--from YYYY-MM-DD]     computes the history of before the desk was watched
          backup FILE                                copies the embedded store while Apollo runs
        Keys, such as --urls http://localhost:5081 or --Apollo:Desks:0:Id north, are in docs/configuration.md.
        """;

    /// <summary>Whether it asks how to be used.</summary>
    public static bool IsHelp(string[] arguments) => arguments is ["help" or "--help" or "-h" or "-?" or "/?"];

    /// <summary>The first word, where it is neither a setting nor a command; null = there is none.</summary>
    public static string? Unknown(string[] arguments) =>
        arguments is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=')
            ? first
            : null;
}
