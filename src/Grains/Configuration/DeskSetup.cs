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
    /// <summary>The desk's limits of a KPI: its own, else the catalogue's.</summary>
    public Thresholds ThresholdsOf(KpiDefinition kpi) =>
        Thresholds.TryGetValue(kpi.Id, out var own) ? own : new Thresholds(kpi.Warning, kpi.Critical);

    /// <summary>A KPI as this desk describes it.</summary>
    public KpiDefinition Describe(KpiDefinition kpi)
    {
        var (warning, critical) = ThresholdsOf(kpi);
        return kpi with { Warning = warning, Critical = critical, GroupLimits = GroupLimits.GetValueOrDefault(kpi.Id) };
    }
}
