using Apollo.Model;

namespace Apollo.Grains.Settings;

/// <summary>Which limits may be set of which numbers.</summary>
internal static class LimitsCheck
{
    private const int LongestGroup = 400;

    /// <summary>What is wrong, by the field it stands in; null = nothing.</summary>
    /// <param name="kpi">The KPI.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>.</param>
    /// <param name="limits">The limits; null = those of the configuration.</param>
    public static (string Field, string Reason)? FaultOf(KpiDefinition kpi, string? group, Thresholds? limits)
    {
        if (kpi.Better == Better.Neither)
            return ("kpi", $"{kpi.Id} has no limits: neither way is better.");
        if (group is not null && FaultOf(kpi, group) is { } reason)
            return ("group", reason);
        var (warning, critical) = limits ?? default;
        if (warning is { } first && !double.IsFinite(first) || critical is { } second && !double.IsFinite(second))
            return ("warning", "warning and critical are numbers in the KPI's unit, or null.");
        return IsCrossedFirst(kpi, critical, warning)
            ? ("critical", "The critical limit is reached before the warning: swap them.")
            : null;
    }

    private static string? FaultOf(KpiDefinition kpi, string group) =>
        group.Split(':', 2) is not [var dimension, { Length: > 0 and <= LongestGroup } name] || name.Any(char.IsControl)
            ? "group names a group as team:Network, or team:* for each."
        : !kpi.Breakdowns.Contains(dimension) ? $"{kpi.Id} is broken down by {string.Join(", ", kpi.Breakdowns)}."
        : Dimension.IsByPerson(dimension) && name != KpiGroups.Every
            ? $"Limits of one person are not kept: use {dimension}:{KpiGroups.Every}."
        : null;

    private static bool IsCrossedFirst(KpiDefinition kpi, double? one, double? other) =>
        kpi.Better == Better.Higher ? one > other : one < other;
}
