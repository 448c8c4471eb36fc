using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How a change of a rule, a silence or an acknowledgement ended.</summary>
public enum AlertOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is none of this id.</summary>
    Missing,

    /// <summary>It was changed since the caller read it.</summary>
    Changed,

    /// <summary>The desk has as many as it may have.</summary>
    TooMany,

    /// <summary>It says something that cannot be.</summary>
    Wrong,

    /// <summary>It is not for the caller.</summary>
    NotForYou,
}

/// <summary>Answer to keeping a rule.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rule">What is kept; null where nothing is.</param>
/// <param name="Field">What of it is wrong.</param>
/// <param name="Reason">What is wrong with it, and the mend.</param>
[GenerateSerializer, Immutable, Alias("apollo.RuleSaved")]
public sealed record RuleSaved(
    [property: Id(0)] AlertOutcome Outcome,
    [property: Id(1)] AlertRule? Rule = null,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] string? Reason = null
);

/// <summary>Answer to a silence.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Silence">What is kept; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("apollo.SilenceSaved")]
public sealed record SilenceSaved(
    [property: Id(0)] AlertOutcome Outcome,
    [property: Id(1)] AlertSilence? Silence = null
);

/// <summary>What a desk answers to "which alerts changed since?".</summary>
/// <param name="Position">Where the reader stands now.</param>
/// <param name="Full">True: <paramref name="Changed"/> is every alert that stands.</param>
/// <param name="Changed">Alerts that are new or different.</param>
/// <param name="Removed">Ids of those that never fired and are no more.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertChanges")]
public sealed record AlertChanges(
    [property: Id(0)] Position Position,
    [property: Id(1)] bool Full,
    [property: Id(2)] ImmutableArray<Alert> Changed,
    [property: Id(3)] ImmutableArray<string> Removed
) : IChanges;
