using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>The alerts of a desk, its rules and silences, key = desk id.</summary>
[Alias("apollo.IAlertsGrain")]
public interface IAlertsGrain : IGrainWithStringKey
{
    /// <summary>How many rules a desk may have, and how many silences at once.</summary>
    const int Most = 1_000;

    /// <summary>How many alerts are answered at most: the latest.</summary>
    const int MostAnswered = 1_000;

    /// <summary>Characters of the longest name of a rule.</summary>
    const int LongestName = 80;

    /// <summary>Characters of the longest message and comment.</summary>
    const int LongestText = 500;

    /// <summary>Characters of the longest reason of a silence.</summary>
    const int LongestReason = 200;

    /// <summary>The longest silence, days.</summary>
    const int LongestSilence = 30;

    /// <summary>Silences that are over, in one answer.</summary>
    const int MostPast = 200;

    /// <summary>The rules by name, and those that the desk's limits suggest: revision 0, switched off.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Rules"), AlwaysInterleave]
    Task<ImmutableArray<AlertRule>> Rules(CancellationToken cancellation);

    /// <summary>Adds a rule.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="audience">What they may.</param>
    /// <param name="rule">The rule; its id and revision do not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("AddRule")]
    Task<RuleSaved> AddRule(By by, Audience audience, AlertRule rule, CancellationToken cancellation);

    /// <summary>What would become of a rule that is added, or of one that is changed; nothing is kept.</summary>
    /// <param name="by">Who would.</param>
    /// <param name="audience">What they may.</param>
    /// <param name="rule">The rule; one of no id that is here would be added.</param>
    /// <param name="more">How many others would be added before it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("CheckRule"), AlwaysInterleave]
    Task<RuleSaved> CheckRule(By by, Audience audience, AlertRule rule, int more, CancellationToken cancellation);

    /// <summary>Changes a rule, or keeps one that was only suggested.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="audience">What they may.</param>
    /// <param name="rule">The rule by its id; its revision does not matter.</param>
    /// <param name="known">The revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("ChangeRule")]
    Task<RuleSaved> ChangeRule(By by, Audience audience, AlertRule rule, long? known, CancellationToken cancellation);

    /// <summary>Removes a rule; what it raised ends.</summary>
    /// <inheritdoc cref="ChangeRule"/>
    [Alias("RemoveRule")]
    Task<AlertOutcome> RemoveRule(By by, Audience audience, string id, long? known, CancellationToken cancellation);

    /// <summary>Alerts that fired, latest first: those that stand and those that are over.</summary>
    /// <param name="state">Only those; null = all.</param>
    /// <param name="from">Not over before, UTC; null = from the first on.</param>
    /// <param name="to">Fired before, UTC; null = to the last.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Alerts"), AlwaysInterleave]
    Task<ImmutableArray<Alert>> Alerts(AlertPhase? state, DateTime? from, DateTime? to, CancellationToken cancellation);

    /// <summary>Which alerts changed since; waits for a change, at most 1 s.</summary>
    /// <param name="known">Where the caller stands; null = it knows nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<AlertChanges> ChangesSince(Position? known, CancellationToken cancellation);

    /// <summary>Somebody takes care of an alert that fires, or does no longer.</summary>
    /// <param name="id">Which.</param>
    /// <param name="audience">What they may see.</param>
    /// <param name="by">Who.</param>
    /// <param name="comment">What they say; null = it is taken back.</param>
    /// <param name="cancellation">Given up.</param>
    /// <returns>The alert as it is then; null where there is none that fires.</returns>
    [Alias("Acknowledge")]
    Task<Alert?> Acknowledge(string id, Audience audience, By by, string? comment, CancellationToken cancellation);

    /// <summary>The silences that are not over, by their end.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Silences"), AlwaysInterleave]
    Task<ImmutableArray<AlertSilence>> Silences(CancellationToken cancellation);

    /// <summary>The silences that are over, the latest first, at most <see cref="MostPast"/>.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("PastSilences"), AlwaysInterleave]
    Task<ImmutableArray<AlertSilence>> PastSilences(CancellationToken cancellation);

    /// <summary>Silences what it names.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="silence">What; its id and who do not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Silence")]
    Task<SilenceSaved> Silence(By by, AlertSilence silence, CancellationToken cancellation);

    /// <summary>Ends a silence.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("EndSilence")]
    Task<AlertOutcome> EndSilence(By by, string id, CancellationToken cancellation);

    /// <summary>When the rules were looked at last, UTC, at least once a minute; null = not yet.</summary>
    [Alias("EvaluatedAt"), AlwaysInterleave]
    Task<DateTime?> EvaluatedAt();

    /// <summary>Keeps the alerts awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();

    /// <summary>Rules, silences and alerts were changed in the store: they are read anew, as after a crash.</summary>
    [Alias("Renew")]
    Task Renew();
}
