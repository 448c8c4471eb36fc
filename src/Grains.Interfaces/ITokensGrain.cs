using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>Tokens of programs, calendar feeds and links to boards, key = 0.</summary>
[Alias("apollo.ITokensGrain")]
public interface ITokensGrain : IGrainWithIntegerKey
{
    /// <summary>How many of a kind there may be: tokens in all, feeds of a person, links of a desk.</summary>
    const int Most = 200;

    /// <summary>Those there are, oldest first.</summary>
    /// <param name="kind">Token, feed or link.</param>
    /// <param name="of">Person of feeds, desk of links; null for tokens.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<AccessToken>> All(PrincipalKind kind, string? of, CancellationToken cancellation);

    /// <summary>Makes one.</summary>
    /// <param name="kind">Token, feed or link.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="owner">Person whose feed or link it is; null for tokens.</param>
    /// <param name="grants">What it is for.</param>
    /// <param name="expiresAt">When it ends, UTC; null = never.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Make")]
    Task<TokenMade> Make(
        PrincipalKind kind,
        string name,
        string? owner,
        TokenGrants grants,
        DateTime? expiresAt,
        By by,
        CancellationToken cancellation
    );

    /// <summary>Ends one; false where there is none.</summary>
    /// <param name="kind">Token, feed or link.</param>
    /// <param name="of">As in <see cref="All"/>.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("End")]
    Task<bool> End(PrincipalKind kind, string? of, string id, By by, CancellationToken cancellation);

    /// <summary>They were used just now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Used")]
    Task Used(ImmutableArray<string> ids, CancellationToken cancellation);

    /// <summary>The pages of links were opened.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Opened")]
    Task Opened(ImmutableArray<LinkOpened> opened, CancellationToken cancellation);
}
