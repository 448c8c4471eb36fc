using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>How the rules of a desk are kept.</summary>
internal sealed partial class AlertsGrain
{
    public async Task<ImmutableArray<AlertRule>> Rules(CancellationToken cancellation)
    {
        var (held, kpis) = (Loaded(), await KpisAsync(cancellation));
        return
        [
            .. RuleCheck
                .WithSuggestions(held, kpis)
                .Select(rule => rule.Enabled ? rule with { Idle = RuleCheck.WhyIdle(rule, kpis) } : rule),
        ];
    }

    public async Task<RuleSaved> CheckRule(
        By by,
        Audience audience,
        AlertRule rule,
        int more,
        CancellationToken cancellation
    )
    {
        var kpis = await KpisAsync(cancellation);
        var held = Loaded().GetValueOrDefault(rule.Id);
        return Refusal(by, audience, RuleKinds.Whole(rule), held, kpis)
            ?? new RuleSaved(
                held is null && Loaded().Count + more >= IAlertsGrain.Most ? AlertOutcome.TooMany : AlertOutcome.Done
            );
    }

    public async Task<RuleSaved> AddRule(By by, Audience audience, AlertRule rule, CancellationToken cancellation)
    {
        rule = RuleKinds.Whole(rule) with
        {
            Id = Guid.CreateVersion7(Time.GetUtcNow()).ToString(),
            Revision = Stamp(0),
        };
        if (Refusal(by, audience, rule, null, await KpisAsync(cancellation)) is { } refusal)
            return refusal;
        if (Loaded().Count >= IAlertsGrain.Most)
            return new RuleSaved(AlertOutcome.TooMany);
        await store.AddAsync(Desk, rule, cancellation);
        await KeptAsync(by, "alert-rule.added", null, rule);
        return new RuleSaved(AlertOutcome.Done, rule);
    }

    public async Task<RuleSaved> ChangeRule(
        By by,
        Audience audience,
        AlertRule rule,
        long? known,
        CancellationToken cancellation
    )
    {
        var kpis = await KpisAsync(cancellation);
        var held = Loaded().GetValueOrDefault(rule.Id);
        var before = held ?? RuleCheck.Suggestions(kpis).FirstOrDefault(one => one.Id == rule.Id);
        if (before is null)
            return new RuleSaved(AlertOutcome.Missing);
        if (known is not null && known != before.Revision)
            return new RuleSaved(AlertOutcome.Changed);
        rule = RuleKinds.Whole(rule) with { Revision = Stamp(before.Revision) };
        if (Refusal(by, audience, rule, before, kpis) is { } refusal)
            return refusal;
        if (held is null)
            await store.AddAsync(Desk, rule, cancellation);
        else if (!await store.ChangeAsync(Desk, rule, held.Revision, Ends(held, rule), cancellation))
            return Elsewhere();
        await KeptAsync(by, "alert-rule.changed", held, rule);
        return new RuleSaved(AlertOutcome.Done, rule);
    }

    public async Task<AlertOutcome> RemoveRule(
        By by,
        Audience audience,
        string id,
        long? known,
        CancellationToken cancellation
    )
    {
        if (!Loaded().TryGetValue(id, out var held))
            return AlertOutcome.Missing;
        if (!RuleCheck.MayKeep(audience, held, by.Id))
            return AlertOutcome.NotForYou;
        if (known is not null && known != held.Revision)
            return AlertOutcome.Changed;
        if (!await store.RemoveAsync(Desk, id, held.Revision, cancellation))
            return Elsewhere().Outcome;
        await KeptAsync(by, "alert-rule.removed", held, null);
        return AlertOutcome.Done;
    }

    /// <summary>Whether what a rule raised ends with its change.</summary>
    private static bool Ends(AlertRule before, AlertRule after) => !after.Enabled || !after.WatchesAs(before);

    private long Stamp(long before) => Math.Max(Time.GetUtcNow().ToUnixTimeMilliseconds(), before + 1);

    private static RuleSaved? Refusal(
        By by,
        Audience audience,
        AlertRule rule,
        AlertRule? before,
        ImmutableArray<KpiDefinition> kpis
    ) =>
        RuleCheck.FaultOf(rule, kpis) is var (field, reason)
            ? new RuleSaved(AlertOutcome.Wrong, Field: field, Reason: reason)
        : RuleCheck.MayKeep(audience, rule, by.Id)
        && (before is not { Revision: > 0 } || RuleCheck.MayKeep(audience, before, by.Id))
            ? null
        : new RuleSaved(AlertOutcome.NotForYou);

    /// <summary>Another silo wrote it: all is read again.</summary>
    private RuleSaved Elsewhere()
    {
        DeactivateOnIdle();
        return new RuleSaved(AlertOutcome.Changed);
    }

    /// <summary>What is done is done, whether its caller still waits or not.</summary>
    private Task KeptAsync(By by, string action, AlertRule? before, AlertRule? after)
    {
        var id = (after ?? before)!.Id;
        rules = after is null ? Loaded().Remove(id) : Loaded().SetItem(id, after);
        alerts.Set(after, id, Now);
        watch.Set(after, id);
        lines.Remove(id);
        HearCount(id);
        TakeDue();
        beside.Raise();
        Publish();
        return AuditAsync(by, action, (after ?? before)!.Name, before, after);
    }
}
