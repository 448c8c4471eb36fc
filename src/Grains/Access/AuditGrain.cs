using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Keeps what people changed, and forgets it after <c>Retention:Audit</c>.</summary>
internal sealed class AuditGrain(AuditStore store, StoreSettings settings, [DeskClock] TimeProvider time)
    : Grain,
        IAuditGrain
{
    private const int LongestWho = 200;
    private const int LongestSubject = 400;
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private DateTime forgotAt;
    private long last;

    public async Task Add(
        By by,
        string action,
        string subject,
        string? before,
        string? after,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        // Ids of one millisecond are in no order: each entry has its own.
        last = Math.Max(now.ToUnixTimeMilliseconds(), last + 1);
        var entry = new AuditEntry(
            Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(last)).ToString(),
            now.UtcDateTime,
            by.Name.Within(LongestWho),
            by.Address?.Within(64),
            action,
            subject.Within(LongestSubject),
            before,
            after
        );
        await store.AddAsync(entry, by.Id, cancellation);
        if (now.UtcDateTime - forgotAt < ForgetEvery)
            return;
        forgotAt = now.UtcDateTime;
        await store.ForgetAsync(now.UtcDateTime - settings.AuditKeptFor, cancellation);
    }

    public Task<ImmutableArray<AuditEntry>> Read(
        DateTime? from,
        DateTime? to,
        int limit,
        string? before,
        CancellationToken cancellation
    ) => store.ReadAsync(from, to, Math.Clamp(limit, 1, IAuditGrain.Most), before, cancellation);
}
