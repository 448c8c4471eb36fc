using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// Who may call Apollo, key = 0: one list of people, tokens, displays, feeds and links for every web.
/// </summary>
[Alias("apollo.IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// What changed since a position; waits for a change, at most 2 s, then answers without, as a sign of life.
    /// </summary>
    /// <param name="known">Position of the answer known; null = none: answers with all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreException">The store does not answer, and nothing was read so far.</exception>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<AccessDelta> ChangesSince(Position? known, CancellationToken cancellation);

    /// <summary>Something of it was kept in the store: it is read anew before this answers.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Renew")]
    Task Renew(CancellationToken cancellation);

    /// <summary>
    /// A board was written or removed: where a link opens it, what is open of it begins anew. Nobody waits for it; what
    /// is lost on its way is found by the next reading, within 30 s.
    /// </summary>
    /// <param name="share">The board's secret.</param>
    [Alias("BoardChanged"), OneWay]
    Task BoardChanged(string share);

    /// <summary>Where it stands: who waits until it knows that much knows all that was kept before.</summary>
    [Alias("Now"), AlwaysInterleave]
    Task<Position> Now();
}
