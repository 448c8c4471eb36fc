using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>A page of the rows behind a number, and the number of the very same cut.</summary>
[GenerateSerializer, Immutable, Alias("apollo.RowsPage")]
public sealed record RowsPage
{
    /// <summary>The KPI's id.</summary>
    [Id(0)]
    public required string Kpi { get; init; }

    /// <summary>In the KPI's unit; null = no value.</summary>
    [Id(1)]
    public double? Value { get; init; }

    /// <summary>Against the thresholds.</summary>
    [Id(2)]
    public KpiStatus Status { get; init; }

    /// <summary>Growth of the value (and of each row's own) per second: 0 or 1.</summary>
    [Id(3)]
    public int Rate { get; init; }

    /// <summary>Version of the slice's rows.</summary>
    [Id(4)]
    public required string SliceVersion { get; init; }

    /// <summary>Instant of the cut, UTC.</summary>
    [Id(5)]
    public DateTime At { get; init; }

    /// <summary>Last good poll of the ITSM, UTC.</summary>
    [Id(6)]
    public DateTime ReadAt { get; init; }

    /// <summary>Rows behind the number, those that the asker may not see included.</summary>
    [Id(7)]
    public int Counted { get; init; }

    /// <summary>Rows of them that pass the filter.</summary>
    [Id(8)]
    public int Total { get; init; }

    /// <summary>Place of the first row given.</summary>
    [Id(9)]
    public int Offset { get; init; }

    /// <summary>Groups in order; null where none were asked for.</summary>
    [Id(10)]
    public ImmutableArray<RowsGroup>? Groups { get; init; }

    /// <summary>The rows.</summary>
    [Id(11)]
    public TableRows Rows { get; init; } = TableRows.None;

    /// <summary>Rows of <see cref="Counted"/> that the asker may not see.</summary>
    [Id(12)]
    public int Hidden { get; init; }
}

/// <summary>One group of a data table.</summary>
/// <param name="Key">The column's value, for a column of times the first instant of a day of the desk, UTC, for one of
/// durations where a band begins, seconds; null = rows without one.</param>
/// <param name="Count">Rows in it.</param>
/// <param name="First">Place of its first row in the whole order.</param>
/// <param name="Subtotals">By column: <c>own</c>, and the times and numbers that matter, where its rows have
/// any.</param>
/// <param name="Until">Where a band of durations ends, seconds, itself not in it; null = it has no end, or is no
/// band.</param>
[GenerateSerializer, Immutable, Alias("apollo.RowsGroup")]
public sealed record RowsGroup(
    [property: Id(0)] object? Key,
    [property: Id(1)] int Count,
    [property: Id(2)] int First,
    [property: Id(3)] ImmutableDictionary<string, Subtotal> Subtotals,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Until
);

/// <summary>Least, greatest and mean of a group's cells that have a value.</summary>
/// <param name="Count">Cells with a value.</param>
/// <param name="Min">Least: a number, or an instant.</param>
/// <param name="Max">Greatest.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Sum">Sum of numbers; null for instants.</param>
[GenerateSerializer, Immutable, Alias("apollo.Subtotal")]
public sealed record Subtotal(
    [property: Id(0)] int Count,
    [property: Id(1)] object Min,
    [property: Id(2)] object Max,
    [property: Id(3)] object Mean,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Sum
);

/// <summary>A value of a column, and how many rows have it.</summary>
/// <param name="Value">The value; null = none.</param>
/// <param name="Count">Rows.</param>
[GenerateSerializer, Immutable, Alias("apollo.ValueCount")]
public sealed record ValueCount([property: Id(0)] object? Value, [property: Id(1)] int Count);
