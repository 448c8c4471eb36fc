using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>The limits of a number, of the desk or of one group: as configured, or as set in the browser.</summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiLimits")]
public sealed record KpiLimits
{
    /// <summary>KPI id.</summary>
    [Id(0)]
    public required string Kpi { get; init; }

    /// <summary>A group, as <c>team:Network</c>, or <c>team:*</c> for each that has none of its own; null = the
    /// desk.</summary>
    [Id(1)]
    public string? Group { get; init; }

    /// <summary>From here it warns, in the KPI's unit; null = never.</summary>
    [Id(2)]
    public double? Warning { get; init; }

    /// <summary>From here it is critical, in the KPI's unit; null = never.</summary>
    [Id(3)]
    public double? Critical { get; init; }

    /// <summary>Whether they were set in the browser; else they are those of the configuration.</summary>
    [Id(4)]
    public bool Changed { get; init; }

    /// <summary>Since when they hold, UTC; null = they are as configured, and nobody ever changed them.</summary>
    [Id(5)]
    public DateTime? From { get; init; }

    /// <summary>Who set them, or went back to the configuration; null = nobody, or a person who was erased.</summary>
    [Id(6)]
    public string? By { get; init; }

    /// <summary>What the configuration says, which holds again after going back to it.</summary>
    [Id(7)]
    public Thresholds Configured { get; init; }

    /// <summary>When they were changed last, Unix ms; 0 = never.</summary>
    [Id(8)]
    public long Revision { get; init; }
}

/// <summary>Limits that held from an instant on.</summary>
/// <param name="From">The instant, UTC.</param>
/// <param name="Limits">The limits.</param>
[GenerateSerializer, Immutable, Alias("apollo.PastLimits")]
public sealed record PastLimits([property: Id(0)] DateTime From, [property: Id(1)] Thresholds Limits);

/// <summary>Limits of a number that were set in the browser, at least once.</summary>
/// <param name="Kpi">KPI id.</param>
/// <param name="Group">As in <see cref="KpiLimits.Group"/>.</param>
/// <param name="Limits">The limits; null = those of the configuration hold again.</param>
/// <param name="By">Who changed them last.</param>
/// <param name="Revision">When, Unix ms.</param>
/// <param name="Past">What held since when, oldest first; the first from the first change on.</param>
[GenerateSerializer, Immutable, Alias("apollo.SetLimits")]
public sealed record SetLimits(
    [property: Id(0)] string Kpi,
    [property: Id(1)] string? Group,
    [property: Id(2)] Thresholds? Limits,
    [property: Id(3)] string? By,
    [property: Id(4)] long Revision,
    [property: Id(5)] ImmutableArray<PastLimits> Past
)
{
    /// <summary>Since when they hold, UTC.</summary>
    [JsonIgnore]
    public DateTime From => DateTimeOffset.FromUnixTimeMilliseconds(Revision).UtcDateTime;
}

/// <summary>All limits of a desk that were set in the browser.</summary>
/// <param name="Revision">Revision of the latest change; 0 = there was none.</param>
/// <param name="All">The limits.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskLimits")]
public sealed record DeskLimits([property: Id(0)] long Revision, [property: Id(1)] ImmutableArray<SetLimits> All)
{
    /// <summary>Nobody ever set any.</summary>
    public static DeskLimits None { get; } = new(0, []);

    /// <summary>What was set of a number; null = nothing ever was.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>.</param>
    public SetLimits? Of(string kpi, string? group) => All.FirstOrDefault(one => one.Kpi == kpi && one.Group == group);
}

/// <summary>How a change of limits ended.</summary>
public enum LimitsOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such KPI.</summary>
    Missing,

    /// <summary>They were changed since the caller read them.</summary>
    Changed,

    /// <summary>They cannot be.</summary>
    Wrong,

    /// <summary>The desk has set as many as it may.</summary>
    TooMany,
}

/// <summary>Answer to a change of limits.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Limits">As they are now; null where nothing was changed.</param>
/// <param name="Field">What is wrong.</param>
/// <param name="Reason">What is wrong with it, and the mend.</param>
[GenerateSerializer, Immutable, Alias("apollo.LimitsSaved")]
public sealed record LimitsSaved(
    [property: Id(0)] LimitsOutcome Outcome,
    [property: Id(1)] KpiLimits? Limits = null,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] string? Reason = null
);
