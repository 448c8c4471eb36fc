using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The alerts of the scripted desk, kept in memory.</summary>
internal sealed class ScriptedAlerts : IAlertsGrain
{
    private readonly List<(Alert? Changed, string? Removed)> changes = [];
    private ImmutableArray<AlertRule> rules = [];
    private ImmutableArray<AlertSilence> silences = [];
    private TaskCompletionSource told = new();
    private long number;
    private int questions;

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How the next rule is answered, where not kept.</summary>
    public RuleSaved? Refusal { get; set; }

    /// <summary>The alerts there are.</summary>
    public ImmutableArray<Alert> All { get; private set; } = [];

    /// <summary>Who asked last.</summary>
    public (By By, Audience Audience, string? Comment)? Asked { get; private set; }

    public void Tell(Alert alert)
    {
        lock (changes)
        {
            All = [.. All.Where(one => one.Id != alert.Id), alert];
            changes.Add((alert, null));
            Wake();
        }
    }

    public void Remove(string id)
    {
        lock (changes)
        {
            All = [.. All.Where(one => one.Id != id)];
            changes.Add((null, id));
            Wake();
        }
    }

    public Task<ImmutableArray<AlertRule>> Rules(CancellationToken cancellation) => Answer(() => rules);

    public Task<RuleSaved> AddRule(By by, Audience audience, AlertRule rule, CancellationToken cancellation) =>
        Answer(() => Kept(rule with { Id = $"r{number + 1}" }));

    public Task<RuleSaved> CheckRule(
        By by,
        Audience audience,
        AlertRule rule,
        int more,
        CancellationToken cancellation
    ) => Answer(() => Refusal ?? new RuleSaved(AlertOutcome.Done));

    public Task<RuleSaved> ChangeRule(
        By by,
        Audience audience,
        AlertRule rule,
        long? known,
        CancellationToken cancellation
    ) =>
        Answer(() =>
            rules.FirstOrDefault(one => one.Id == rule.Id) is not { } held ? new RuleSaved(AlertOutcome.Missing)
            : known is not null && known != held.Revision ? new RuleSaved(AlertOutcome.Changed)
            : Kept(rule)
        );

    public Task<AlertOutcome> RemoveRule(
        By by,
        Audience audience,
        string id,
        long? known,
        CancellationToken cancellation
    ) =>
        Answer(() =>
        {
            if (rules.FirstOrDefault(one => one.Id == id) is not { } held)
                return AlertOutcome.Missing;
            if (known is not null && known != held.Revision)
                return AlertOutcome.Changed;
            rules = rules.Remove(held);
            return AlertOutcome.Done;
        });

    public Task<ImmutableArray<Alert>> Alerts(
        AlertPhase? state,
        DateTime? from,
        DateTime? to,
        CancellationToken cancellation
    ) => Answer(() => All.RemoveAll(alert => state is not null && alert.State != state));

    /// <summary>How often it was asked what changed.</summary>
    public int Questions => Volatile.Read(ref questions);

    public async Task<AlertChanges> ChangesSince(Position? known, CancellationToken cancellation)
    {
        Interlocked.Increment(ref questions);
        if (known?.Number == changes.Count)
            await told.Task.WaitAsync(cancellation);
        if (Fault is { } fault)
            throw fault;
        lock (changes)
        {
            var position = new Position(7, changes.Count);
            return known is not { } from
                ? new AlertChanges(position, true, [.. All.Where(alert => alert.State != AlertPhase.Resolved)], [])
                : new AlertChanges(
                    position,
                    false,
                    [.. changes.Skip((int)from.Number).Select(change => change.Changed).OfType<Alert>()],
                    [.. changes.Skip((int)from.Number).Select(change => change.Removed).OfType<string>()]
                );
        }
    }

    public Task<Alert?> Acknowledge(
        string id,
        Audience audience,
        By by,
        string? comment,
        CancellationToken cancellation
    ) =>
        Answer(() =>
        {
            Asked = (by, audience, comment);
            if (All.FirstOrDefault(alert => alert.Id == id) is not { } alert)
                return null;
            var taken = comment is null ? null : new Acknowledgement(by.Name, Some.Now, comment);
            Tell(alert = alert with { Acknowledged = taken });
            return alert.For(audience);
        });

    public Task<ImmutableArray<AlertSilence>> Silences(CancellationToken cancellation) => Answer(() => silences);

    public Task<ImmutableArray<AlertSilence>> PastSilences(CancellationToken cancellation) =>
        Answer<ImmutableArray<AlertSilence>>(() => [.. silences.Select(one => one with { Until = one.From })]);

    public Task<SilenceSaved> Silence(By by, AlertSilence silence, CancellationToken cancellation) =>
        Answer(() =>
        {
            silences = silences.Add(silence = silence with { Id = $"s{++number}", By = by.Name });
            return new SilenceSaved(AlertOutcome.Done, silence);
        });

    public Task<AlertOutcome> EndSilence(By by, string id, CancellationToken cancellation) =>
        Answer(() =>
        {
            var before = silences.Length;
            silences = silences.RemoveAll(silence => silence.Id == id);
            return before == silences.Length ? AlertOutcome.Missing : AlertOutcome.Done;
        });

    public Task<DateTime?> EvaluatedAt() => Task.FromResult<DateTime?>(Some.Now);

    public Task KeepAwake() => Task.CompletedTask;

    private void Wake()
    {
        var waiting = told;
        told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    private RuleSaved Kept(AlertRule rule)
    {
        if (Refusal is { } refusal)
            return refusal;
        rule = rule with { Revision = ++number };
        rules = [.. rules.Where(one => one.Id != rule.Id), rule];
        return new RuleSaved(AlertOutcome.Done, rule);
    }

    private Task<T> Answer<T>(Func<T> answer) =>
        Fault is { } fault ? Task.FromException<T>(fault) : Task.FromResult(answer());

    public Task Renew() => Task.CompletedTask;
}
