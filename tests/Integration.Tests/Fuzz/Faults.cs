using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>What a run found: each kind once, with the first question that showed it.</summary>
internal sealed partial class Faults
{
    private readonly ConcurrentDictionary<string, string> found = new();
    private readonly Queue<string> logged = new();
    private string before = "";
    private int asked;
    private int lines;

    /// <summary>How many questions, frames, rows and entries there were.</summary>
    public int Asked => asked;

    /// <summary>What was found, a line each.</summary>
    public IEnumerable<string> All => found.Select(fault => $"{fault.Key}: {fault.Value}");

    /// <summary>How many lines the log has.</summary>
    public int Lines => lines;

    public void Count() => Interlocked.Increment(ref asked);

    /// <param name="kind">What is wrong, without what differs from one case to the next.</param>
    /// <param name="example">The case.</param>
    public void Add(string kind, string example) =>
        found.TryAdd(kind, example.Length > 600 ? example[..600] + " …" : example);

    /// <summary>Looks for a stack trace in what was answered.</summary>
    public void Look(string answer, string question)
    {
        if (Trace().Match(answer) is { Success: true } trace)
            Add("a trace is sent", $"{trace.Value} in the answer to {question}");
    }

    /// <summary>Looks for a trace, and for a line that Apollo did not write, in the log.</summary>
    public void Log(string line)
    {
        lines++;
        logged.Enqueue(line);
        if (logged.Count > 6)
            logged.Dequeue();
        if (line.Contains("] forged", StringComparison.Ordinal) && line.StartsWith('['))
            Add("a log line is forged", line);
        if (IsTrace(line) && !IsTrace(before))
            Add($"a trace in the log of {before.Split(':')[0]}", string.Join('\n', logged));
        before = line;
    }

    private static bool IsTrace(string line) => line.TrimStart().StartsWith("at ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\bat (Apollo|System|Microsoft|Orleans)\.\w+|\b(?!HubException)\w+Exception\b|/src/\w+/|\.cs:line"
    )]
    private static partial Regex Trace();
}
