using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Keeps the hooks. Address and secret go in, and never out again.</summary>
internal sealed class HooksGrain(
    HookStore store,
    WebhookChannel channel,
    DeskList desks,
    DeliverySettings settings,
    [DeskClock] TimeProvider time
) : Grain, IHooksGrain
{
    private static readonly TimeSpan TestWithin = TimeSpan.FromSeconds(10);

    public async Task<ImmutableArray<Hook>> All(CancellationToken cancellation) =>
        [.. (await store.AllAsync(cancellation)).Select(Shown)];

    public async Task<HookSaved> Add(By by, string desk, HookDraft draft, CancellationToken cancellation)
    {
        if ((await store.AllAsync(cancellation)).Count(hook => hook.Desk == desk) >= IHooksGrain.Most)
            return new HookSaved(AlertOutcome.TooMany);
        var hook = Stored(draft, Guid.CreateVersion7(time.GetUtcNow()).ToString(), desk, null);
        await store.AddAsync(hook, cancellation);
        await AuditAsync(by, "hook.added", desk, null, Shown(hook));
        return new HookSaved(AlertOutcome.Done, Shown(hook));
    }

    public async Task<HookSaved> Change(By by, string id, HookDraft draft, long? known, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } held)
            return new HookSaved(AlertOutcome.Missing);
        var hook = Stored(draft, id, held.Desk, held);
        if (
            (known is not null && known != held.Revision) || !await store.ChangeAsync(hook, held.Revision, cancellation)
        )
            return new HookSaved(AlertOutcome.Changed);
        await AuditAsync(by, "hook.changed", held.Desk, Shown(held), Shown(hook));
        return new HookSaved(AlertOutcome.Done, Shown(hook));
    }

    public async Task<AlertOutcome> Remove(By by, string id, long? known, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } held)
            return AlertOutcome.Missing;
        if ((known is not null && known != held.Revision) || !await store.RemoveAsync(id, held.Revision, cancellation))
            return AlertOutcome.Changed;
        await AuditAsync(by, "hook.removed", held.Desk, Shown(held), null);
        return AlertOutcome.Done;
    }

    public async Task<TestSent?> Test(string id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } hook && desks.All.Any(desk => desk.Info.Id == hook.Desk)
            ? await ChannelTest.SendAsync(
                channel,
                new Addressee(hook.Id, hook.Name, null),
                desks[hook.Desk].Info,
                settings.PageOf("/alerts"),
                time,
                TestWithin,
                cancellation
            )
            : null;

    private StoredHook Stored(HookDraft draft, string id, string desk, StoredHook? before) =>
        new()
        {
            Id = id,
            Desk = desk,
            Name = draft.Name,
            Preset = draft.Preset.ToString(),
            Url = draft.Url is { } url ? settings.Seal(url) : before?.Url ?? "",
            Secret = draft.Secret switch
            {
                null => before?.Secret ?? "",
                "" => "",
                var secret => settings.Seal(secret),
            },
            Revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (before?.Revision ?? 0) + 1),
        };

    private Hook Shown(StoredHook hook) =>
        new(
            hook.Id,
            hook.Desk,
            hook.Name,
            Uri.TryCreate(settings.Unseal(hook.Url), UriKind.Absolute, out var url)
                ? $"{url.Scheme}://{url.Authority}/…"
                : "",
            Enum.Parse<HookPreset>(hook.Preset),
            hook.Secret.Length > 0,
            hook.Revision
        );

    private Task AuditAsync(By by, string action, string desk, Hook? before, Hook? after) =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(by, action, $"{desk}: {(after ?? before)!.Name}", Said(before), Said(after), CancellationToken.None);

    private static string? Said(Hook? hook) =>
        hook is null ? null : $"{hook.Preset}, {hook.Address}, {(hook.HasSecret ? "signed" : "not signed")}";
}
