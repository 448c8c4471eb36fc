using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What changed among the rows behind a number.</summary>
[GenerateSerializer, Immutable, Alias("apollo.RowsDelta")]
public sealed record RowsDelta : IChanges
{
    /// <summary>Where the reader is now.</summary>
    [Id(0)]
    public required Position Position { get; init; }

    /// <summary>True: too much changed, or the reader held nothing: the rows are to be read anew.</summary>
    [Id(1)]
    public bool Reset { get; init; }

    /// <summary>Version of the slice's rows.</summary>
    [Id(2)]
    public required string SliceVersion { get; init; }

    /// <summary>Instant, UTC.</summary>
    [Id(3)]
    public DateTime At { get; init; }

    /// <summary>The number at that instant.</summary>
    [Id(4)]
    public double? Value { get; init; }

    /// <summary>Rows behind the number.</summary>
    [Id(5)]
    public int Counted { get; init; }

    /// <summary>Rows that count now and did not before.</summary>
    [Id(6)]
    public TableRows Entered { get; init; } = TableRows.None;

    /// <summary>Rows that count no longer.</summary>
    [Id(7)]
    public ImmutableArray<RowMoved> Left { get; init; } = [];

    /// <summary>Rows that count as before and look different.</summary>
    [Id(8)]
    public TableRows Changed { get; init; } = TableRows.None;
}

/// <summary>A row that entered or left.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Part">Which measure it counts in, where the KPI has two; else null.</param>
/// <param name="Title">Its title, cut to 200 characters.</param>
/// <param name="At">When, UTC: the instant of the cut.</param>
/// <param name="ByClock">The clock alone moved it.</param>
/// <param name="Why">The column whose change moved it; null where the clock did, or the row came or went.</param>
/// <param name="Away">It moved while Apollo was not running: at or before <paramref name="At"/>.</param>
[GenerateSerializer, Immutable, Alias("apollo.RowMoved")]
public sealed record RowMoved(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Part,
    [property: Id(2)] string? Title,
    [property: Id(3)] DateTime At,
    [property: Id(4)] bool ByClock,
    [property: Id(5)] ColumnChange? Why,
    [property: Id(6)] bool Away = false
);

/// <summary>A cell that changed.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="From">Before; null = none.</param>
/// <param name="To">After; null = none.</param>
[GenerateSerializer, Immutable, Alias("apollo.ColumnChange")]
public sealed record ColumnChange(
    [property: Id(0)] string Column,
    [property: Id(1)] object? From,
    [property: Id(2)] object? To
);

/// <summary>
/// Which rows entered and left a number since a moment: net, so a row that came and went is only counted.
/// </summary>
/// <param name="Kpi">The KPI's id.</param>
/// <param name="Since">From when, UTC: never before <paramref name="KeptSince"/>.</param>
/// <param name="KeptSince">From when on moves are known, UTC: 24 h back, or when Apollo first knew the KPI.</param>
/// <param name="At">Until when, UTC.</param>
/// <param name="Entered">Count now and did not then, newest first.</param>
/// <param name="Left">Counted then and do not now, newest first.</param>
/// <param name="Passed">How many came and went.</param>
/// <param name="Changed">How many stayed and changed.</param>
/// <param name="Hidden">How many entered and left that the asker may not see, or of which it is not known.</param>
[GenerateSerializer, Immutable, Alias("apollo.KpiMoves")]
public sealed record KpiMoves(
    [property: Id(0)] string Kpi,
    [property: Id(1)] DateTime Since,
    [property: Id(2)] DateTime KeptSince,
    [property: Id(3)] DateTime At,
    [property: Id(4)] ImmutableArray<RowMoved> Entered,
    [property: Id(5)] ImmutableArray<RowMoved> Left,
    [property: Id(6)] int Passed,
    [property: Id(7)] int Changed,
    [property: Id(8)] int Hidden = 0
);
