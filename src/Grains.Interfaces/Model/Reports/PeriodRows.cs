using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Which tickets of a period are listed.</summary>
public enum PeriodOf
{
    /// <summary>Opened in it, newest first.</summary>
    Opened,

    /// <summary>Resolved or closed in it, and not open again; newest first.</summary>
    Resolved,

    /// <summary>Open as of its end, oldest first.</summary>
    Open,

    /// <summary>First responded to in it, newest first.</summary>
    Responded,
}

/// <summary>Tickets of a period that are asked for.</summary>
/// <param name="Report">The period and the filter, which may name every column.</param>
/// <param name="Of">Which tickets.</param>
/// <param name="Audience">Whose rows are asked for: what they may not see is not given.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodRowsQuery")]
public sealed record PeriodRowsQuery(
    [property: Id(0)] ReportQuery Report,
    [property: Id(1)] PeriodOf Of,
    [property: Id(2)] Audience Audience
)
{
    /// <summary>Most rows of one page.</summary>
    public const int PageLimit = 1_000;

    /// <summary>Most rows of a list that are paged; a file gives all.</summary>
    public const int MostListed = 10_000;
}

/// <summary>A page of the tickets of a period.</summary>
[GenerateSerializer, Immutable, Alias("apollo.PeriodRows")]
public sealed record PeriodRows
{
    /// <summary>The days.</summary>
    [Id(0)]
    public required ReportPeriod Period { get; init; }

    /// <summary>When the ITSM was read, Unix ms.</summary>
    [Id(1)]
    public long ReadAt { get; init; }

    /// <summary>The filter; null = none.</summary>
    [Id(2)]
    public string? Filter { get; init; }

    /// <summary>Tickets that pass the filter and that the asker may see.</summary>
    [Id(3)]
    public int Total { get; init; }

    /// <summary>Tickets of the period, whatever the filter, that the asker may not see.</summary>
    [Id(4)]
    public int Hidden { get; init; }

    /// <summary>Names of the columns, in order.</summary>
    [Id(5)]
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The rows.</summary>
    [Id(6)]
    public TableRows Rows { get; init; } = TableRows.None;

    /// <summary>What to give as <c>after</c> for the next page; null = there is none, or a file gives it.</summary>
    [Id(7)]
    public string? Next { get; init; }
}

/// <summary>Some of the rows of a file, in no order.</summary>
/// <param name="File">By which the next are asked for; null = there are no more, and these are none.</param>
/// <param name="Rows">The rows; none, with a <paramref name="File"/> = none is read yet.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodFilePart")]
public sealed record PeriodFilePart([property: Id(0)] string? File, [property: Id(1)] TableRows Rows);
