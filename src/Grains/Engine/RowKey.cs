namespace Apollo.Grains.Engine;

/// <summary>One row in what a KPI counts.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Part">Which measure it counts in, where the KPI has two; else null.</param>
internal readonly record struct RowKey(string Id, string? Part);
