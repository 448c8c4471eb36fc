using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>One line of a data table: a row, and what it gives to the number it stands behind.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Row">The row.</param>
/// <param name="Part">Which measure it counts in, where a KPI has two (<c>opened</c>, <c>resolved</c>, <c>open</c>).</param>
/// <param name="Own">Its own yes (1) or no (0), or its own number in the KPI's unit; null where the KPI only counts.</param>
public readonly record struct TableRow<TRow>(TRow Row, string? Part = null, double? Own = null) where TRow : class, ISliceRow;
