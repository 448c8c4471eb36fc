using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Which of the rows behind a number are asked for, and in what order.</summary>
[GenerateSerializer, Immutable, Alias("apollo.RowsQuery")]
public sealed record RowsQuery
{
    /// <summary>Most rows of one page.</summary>
    public const int PageLimit = 5_000;

    /// <summary>Who asks, as a value of a column of people.</summary>
    public const string MeWord = "me";

    /// <summary>A filter in the grammar of data tables; null = every row.</summary>
    [Id(0)]
    public string? Filter { get; init; }

    /// <summary>Columns to sort by, <c>-dueAt,id</c>; null = by id.</summary>
    [Id(1)]
    public string? Sort { get; init; }

    /// <summary>
    /// Column to group by: the first key of the order, and counts with subtotals per value; null = none.
    /// </summary>
    [Id(2)]
    public string? Group { get; init; }

    /// <summary>First row, from 0.</summary>
    [Id(3)]
    public int Offset { get; init; }

    /// <summary>Rows wanted, 0 to <see cref="PageLimit"/>.</summary>
    [Id(4)]
    public int Limit { get; init; } = 100;

    /// <summary>Columns wanted; empty = all.</summary>
    [Id(5)]
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Slice version of the cut to page on, with <see cref="At"/>; null = the newest cut.</summary>
    [Id(6)]
    public string? Version { get; init; }

    /// <summary>Instant of the cut to page on, UTC.</summary>
    [Id(7)]
    public DateTime? At { get; init; }

    /// <summary>Whose rows are asked for: what they may not see is not counted, grouped or given.</summary>
    [Id(8)]
    public Audience Audience { get; init; } = Audience.Everything;

    /// <summary>Who <c>me</c> is in the filter, as the ITSM names them; null = nobody.</summary>
    [Id(9)]
    public string? Me { get; init; }

    /// <summary>Of the values of a column of people the one that is counted; null = all.</summary>
    [Id(10)]
    public string? OnlyPerson { get; init; }
}
