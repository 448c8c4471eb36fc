using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The hooks of the desks, kept in memory; nobody is called.</summary>
internal sealed class ScriptedHooks : IHooksGrain
{
    /// <summary>What was sent last.</summary>
    public HookDraft? Draft { get; private set; }

    /// <summary>The hooks there are.</summary>
    public ImmutableArray<Hook> Hooks { get; set; } = [];

    /// <summary>What a test comes to.</summary>
    public TestSent Answer { get; set; } = new(true, null);

    public Task<ImmutableArray<Hook>> All(CancellationToken cancellation) => Task.FromResult(Hooks);

    public Task<HookSaved> Add(By by, string desk, HookDraft draft, CancellationToken cancellation)
    {
        Draft = draft;
        var hook = new Hook($"h{Hooks.Length + 1}", desk, draft.Name, "https://a/…", draft.Preset, true, 1);
        Hooks = Hooks.Add(hook);
        return Task.FromResult(new HookSaved(AlertOutcome.Done, hook));
    }

    public Task<HookSaved> Change(By by, string id, HookDraft draft, long? known, CancellationToken cancellation)
    {
        Draft = draft;
        if (Hooks.FirstOrDefault(one => one.Id == id) is not { } held)
            return Task.FromResult(new HookSaved(AlertOutcome.Missing));
        if (known is not null && known != held.Revision)
            return Task.FromResult(new HookSaved(AlertOutcome.Changed));
        var hook = held with { Name = draft.Name, Revision = held.Revision + 1 };
        Hooks = Hooks.Replace(held, hook);
        return Task.FromResult(new HookSaved(AlertOutcome.Done, hook));
    }

    public Task<AlertOutcome> Remove(By by, string id, long? known, CancellationToken cancellation)
    {
        var before = Hooks.Length;
        Hooks = Hooks.RemoveAll(hook => hook.Id == id && (known is null || known == hook.Revision));
        return Task.FromResult(Hooks.Length < before ? AlertOutcome.Done : AlertOutcome.Changed);
    }

    public Task<TestSent?> Test(string id, CancellationToken cancellation) => Task.FromResult<TestSent?>(Answer);
}

/// <summary>Who was told of alerts, as a test says it.</summary>
internal sealed class ScriptedDelivery : IDeliveryGrain
{
    /// <summary>By alert.</summary>
    public ImmutableDictionary<string, ImmutableArray<AlertTold>> All { get; set; } =
        ImmutableDictionary<string, ImmutableArray<AlertTold>>.Empty;

    public Task<ImmutableDictionary<string, ImmutableArray<AlertTold>>> Told(
        ImmutableArray<string> alerts,
        CancellationToken cancellation
    ) => Task.FromResult(All);

    public Task Wake() => Task.CompletedTask;

    public Task KeepAwake() => Task.CompletedTask;
}
