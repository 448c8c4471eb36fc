using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Itsm;
using Apollo.Model;

namespace Apollo.Grains.Configuration;

/// <summary>One desk, checked and ready to run.</summary>
/// <param name="Info">What people see of it.</param>
/// <param name="Calendar">Its days and service hours.</param>
/// <param name="Itsm">Where its rows are.</param>
/// <param name="Poll">Poll interval.</param>
/// <param name="Overlap">Overlap of polls.</param>
/// <param name="Sweep">Sweep interval.</param>
/// <param name="Thresholds">Its own limits by KPI.</param>
/// <param name="GroupLimits">Limits of single groups by KPI and dimension.</param>
public sealed record DeskSetup(
    DeskInfo Info,
    DeskCalendar Calendar,
    ItsmConnection Itsm,
    TimeSpan Poll,
    TimeSpan Overlap,
    TimeSpan Sweep,
    IReadOnlyDictionary<string, Thresholds> Thresholds,
    IReadOnlyDictionary<string, ImmutableDictionary<string, Thresholds>> GroupLimits
)
{
    private const string OfEach = ":" + KpiGroups.Every;

    /// <summary>Limits that were set while it runs; they go before the configuration's.</summary>
    public DeskLimits Set { get; init; } = DeskLimits.None;

    /// <summary>The desk's limits of a KPI: those set while it runs, else its own, else the catalogue's.</summary>
    public Thresholds ThresholdsOf(KpiDefinition kpi) => Set.Of(kpi.Id, null)?.Limits ?? ConfiguredOf(kpi, null);

    /// <summary>The limits that hold where none are set while it runs.</summary>
    /// <param name="kpi">The KPI as the catalogue has it.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>; of one group, those of each.</param>
    public Thresholds ConfiguredOf(KpiDefinition kpi, string? group)
    {
        if (group is null)
            return Thresholds.TryGetValue(kpi.Id, out var own) ? own : new Thresholds(kpi.Warning, kpi.Critical);
        var dimension = group[..group.IndexOf(':', StringComparison.Ordinal)];
        var each = dimension + OfEach;
        return (group == each ? null : Set.Of(kpi.Id, each)?.Limits)
            ?? GroupLimits.GetValueOrDefault(kpi.Id)?.GetValueOrDefault(dimension)
            ?? default;
    }

    /// <summary>The groups of which a KPI has limits in the configuration, as <c>team:*</c>.</summary>
    public IEnumerable<string> ConfiguredGroups(string kpi) =>
        GroupLimits.GetValueOrDefault(kpi)?.Keys.Order(StringComparer.Ordinal).Select(each => each + OfEach) ?? [];

    /// <summary>A KPI as this desk describes it.</summary>
    public KpiDefinition Describe(KpiDefinition kpi)
    {
        var (warning, critical) = ThresholdsOf(kpi);
        return kpi with
        {
            Warning = warning,
            Critical = critical,
            GroupLimits = GroupLimitsOf(kpi.Id),
            LimitsFrom = Set.Of(kpi.Id, null) is { Limits: not null } set ? set.From : null,
        };
    }

    private ImmutableDictionary<string, Thresholds>? GroupLimitsOf(string kpi)
    {
        var limits = GroupLimits.GetValueOrDefault(kpi);
        foreach (var one in Set.All)
            if (one is { Group: { } group, Limits: { } own } && one.Kpi == kpi)
                limits = (limits ?? ImmutableDictionary<string, Thresholds>.Empty).SetItem(
                    group.EndsWith(OfEach, StringComparison.Ordinal) ? group[..^OfEach.Length] : group,
                    own
                );
        return limits;
    }
}
