using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>One line of a KPI's list: a counted row, its part, and its own weight in whole numbers.</summary>
/// <param name="Row">The row.</param>
/// <param name="Weight">Ticks, yes = 1, or a count.</param>
/// <param name="Part">Which of two measures; null where there is one.</param>
public sealed record Line(ISliceRow Row, long Weight = 0, string? Part = null);

/// <summary>A row of a drill-down, as far as a value is made of it.</summary>
/// <param name="Assignee">Who it is assigned to.</param>
/// <param name="Part">Which of two measures it counts in.</param>
/// <param name="Own">Its own yes (1), no (0) or number.</param>
public sealed record ListedRow(string? Assignee, string? Part, double? Own);

/// <summary>What a KPI shows: its value and its value by dimension and group.</summary>
/// <param name="Value">In the KPI's unit; null = none.</param>
/// <param name="Groups">Dimension → group → value.</param>
/// <param name="List">The rows behind it.</param>
public sealed record Recounted(
    double? Value,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> Groups,
    IReadOnlyList<Line> List
);
