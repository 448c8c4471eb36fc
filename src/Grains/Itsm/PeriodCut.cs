namespace Apollo.Grains.Itsm;

/// <summary>Which rows of tickets a reading of a period needs; several may be joined.</summary>
[Flags]
internal enum PeriodCut
{
    /// <summary>Opened in the period.</summary>
    Opened = 1,

    /// <summary>Resolved or closed in it.</summary>
    Resolved = 2,

    /// <summary>First responded to in it.</summary>
    Responded = 4,

    /// <summary>Reopened in it.</summary>
    Reopened = 8,

    /// <summary>Open as of its end.</summary>
    Open = 16,
}

/// <summary>
/// The condition that cuts a mapping's rows to a period, in the database. It lets too much through rather than too
/// little (a day around the ends where columns are in a zone, columns that the database cannot compare with a time):
/// what is exact is asked of the rows.
/// </summary>
/// <param name="compares">Whether the database compares a column with a time.</param>
/// <param name="state">The state as text, without regard to case.</param>
/// <param name="ended">How many states there are of tickets that have ended: parameters <c>@ended0</c> and on.</param>
internal sealed class PeriodCondition(Func<string, bool> compares, string state, int ended)
{
    /// <summary>
    /// Parameters: <c>@from</c> and <c>@to</c>, the period's ends; <c>@asOf</c>, as of when it is told what is open.
    /// </summary>
    public string Of(PeriodCut cut)
    {
        var parts = new List<string>();
        if (cut.HasFlag(PeriodCut.Opened))
            parts.Add(Within("opened_at"));
        if (cut.HasFlag(PeriodCut.Resolved))
            parts.AddRange([Within("resolved_at"), Within("closed_at")]);
        if (cut.HasFlag(PeriodCut.Responded))
            parts.Add(Within("responded_at"));
        if (cut.HasFlag(PeriodCut.Reopened))
            parts.Add(Within("reopened_at"));
        if (cut.HasFlag(PeriodCut.Open))
            parts.Add(
                $"({Compare("opened_at", "<", "@to")} AND ({NotEnded()} OR {Since("resolved_at")} "
                    + $"OR {Since("closed_at")} OR {Since("updated_at")}))"
            );
        return string.Join("\n   OR ", parts);
    }

    private string Within(string column) =>
        compares(column) ? $"(f.{column} >= @from AND f.{column} < @to)" : Compare(column, "", "");

    private string Since(string column) => Compare(column, ">=", "@asOf");

    private string NotEnded() =>
        $"{state} NOT IN ({string.Join(", ", Enumerable.Range(0, ended).Select(word => $"@ended{word}"))})";

    private string Compare(string column, string sign, string parameter) =>
        compares(column) ? $"f.{column} {sign} {parameter}" : $"f.{column} IS NOT NULL";
}
