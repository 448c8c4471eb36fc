using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>An alert from the instant at which a number went beyond a limit until all limits are off.</summary>
/// <param name="Id">Made of rule, group and <paramref name="Since"/>: the same after a restart.</param>
/// <param name="Since">When it began, UTC; no two of a rule and group have the same.</param>
internal sealed record OpenAlert(string Id, DateTime Since)
{
    /// <summary>When it first fired, UTC; null = it still waits.</summary>
    public DateTime? FiredAt { get; init; }

    /// <summary>The worst limit that is on; none while it waits.</summary>
    public KpiStatus Severity { get; init; }

    /// <summary>The worst it was.</summary>
    public KpiStatus WorstSeverity { get; init; }

    /// <summary>When its severity changed last, UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>The worst value while it fired; null = there was none.</summary>
    public double? Worst { get; init; }

    /// <summary>Who takes care of it; null = nobody said so.</summary>
    public Acknowledgement? Acknowledged { get; init; }
}

/// <summary>How a number stands to one rule: all that the machine needs to go on, also after a restart.</summary>
internal sealed record AlertState
{
    /// <summary>All before this instant is done, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The number; null = nothing was heard of it yet.</summary>
    public Reading? Reading { get; init; }

    /// <summary>The first limit.</summary>
    public Latch Warning { get; init; } = Latch.Off;

    /// <summary>The second limit.</summary>
    public Latch Critical { get; init; } = Latch.Off;

    /// <summary>The alert that stands; null = none.</summary>
    public OpenAlert? Alert { get; init; }

    /// <summary>Id of the alert that stood last.</summary>
    public string? LastId { get; init; }

    /// <summary>When the alert began that stood last, UTC.</summary>
    public DateTime LastSince { get; init; }

    /// <summary>When the severity rose in the last 10 min, UTC.</summary>
    public ImmutableArray<DateTime> Rises { get; init; } = [];

    /// <summary>When the severity last changed, UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>It comes and goes too often to be told each time.</summary>
    public bool IsFlapping { get; init; }

    /// <summary>That it does was told.</summary>
    public bool IsFlappingTold { get; init; }

    /// <summary>The severity that was told of the alert that stands; none = nothing was.</summary>
    public KpiStatus Told { get; init; }

    /// <summary>When it was told last, UTC.</summary>
    public DateTime? ToldAt { get; init; }

    /// <summary>Since when somebody was to acknowledge what was told, UTC; null = nothing was told.</summary>
    public DateTime? AskedAt { get; init; }

    /// <summary>Up to which <see cref="AlertNotify.After"/> people were told, s.</summary>
    public int Reached { get; init; }

    /// <summary>Whether another one is the same but for what the next cut tells anew.</summary>
    public bool IsAs(AlertState other) => Kept(this) == Kept(other);

    private static AlertState Kept(AlertState state) =>
        state with
        {
            At = default,
            Reading = null,
            Alert = state.Alert is { } alert ? alert with { Worst = null } : null,
        };
}
