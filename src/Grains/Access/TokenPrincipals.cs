using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Tokens, feeds and links that have not ended.</summary>
internal sealed class TokenPrincipals(TokenStore tokens, [DeskClock] TimeProvider time) : IPrincipals
{
    public async Task<ImmutableArray<Principal>> AllAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return
        [
            .. (await tokens.AllAsync(cancellation))
                .Where(token => token.ExpiresAt is null || token.ExpiresAt > now)
                .Select(Of),
        ];
    }

    private static Principal Of(StoredToken token)
    {
        var grants = token.Grants;
        return new Principal(
            token.Id,
            token.KindOf,
            token.Name,
            null,
            token.Secret,
            "",
            StoredTime.Read(token.ExpiresAt),
            grants.Desks,
            token.Owner,
            grants.Board,
            grants.Nudges,
            grants.Operations
        );
    }
}
