using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>Open sessions, key = 0.</summary>
[Alias("apollo.ISessionsGrain")]
public interface ISessionsGrain : IGrainWithIntegerKey
{
    /// <summary>How long a session goes on without being used.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long a session may last.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts after the word of the provider who vouches for its person.</summary>
    static readonly TimeSpan Vouched = TimeSpan.FromHours(12);

    /// <summary>A person's open sessions, latest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Of")]
    Task<ImmutableArray<SessionInfo>> Of(string person, CancellationToken cancellation);

    /// <summary>Ends a session of a person; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("End")]
    Task<bool> End(string person, string id, By by, CancellationToken cancellation);

    /// <summary>Sessions were used just now: they go on for <see cref="Idle"/> more.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Seen")]
    Task Seen(ImmutableArray<string> ids, CancellationToken cancellation);
}
