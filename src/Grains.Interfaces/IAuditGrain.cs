using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>Who changed what and when, key = 0. Kept for <c>Retention:Audit</c>; never a secret.</summary>
[Alias("apollo.IAuditGrain")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>How many entries are answered at most.</summary>
    const int Most = 1_000;

    /// <summary>Keeps an entry.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="action">What, as words with a dot: <c>person.changed</c>.</param>
    /// <param name="subject">To whom or what.</param>
    /// <param name="before">What was; null = nothing.</param>
    /// <param name="after">What is; null = nothing.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Add")]
    Task Add(By by, string action, string subject, string? before, string? after, CancellationToken cancellation);

    /// <summary>Entries, latest first.</summary>
    /// <param name="from">Begin, UTC; null = from the first on.</param>
    /// <param name="to">End, UTC, itself left out; null = to the last.</param>
    /// <param name="limit">1 to <see cref="Most"/>.</param>
    /// <param name="before">Id of the entry before which they lie; null = the latest.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Read")]
    Task<ImmutableArray<AuditEntry>> Read(
        DateTime? from,
        DateTime? to,
        int limit,
        string? before,
        CancellationToken cancellation
    );
}
