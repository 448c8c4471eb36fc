using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>
/// Tokens, feeds and links that have not ended. A link opens its board for as long as there is one, whoever made the
/// link may make one, and whose board it is may see the desk; with each change of the board it is another.
/// </summary>
internal sealed class TokenPrincipals(
    TokenStore tokens,
    DashboardStore boards,
    PersonStore people,
    [DeskClock] TimeProvider time
) : IPrincipals
{
    public async Task<ImmutableArray<Principal>> AllAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var held = (await tokens.AllAsync(cancellation))
            .Where(token => token.ExpiresAt is null || token.ExpiresAt > now)
            .ToLookup(token => token.KindOf == PrincipalKind.Link);
        return
        [
            .. held[false].Select(token => Of(token, "")),
            .. held[true].Any() ? await LinksAsync(held[true], cancellation) : [],
        ];
    }

    private async Task<IEnumerable<Principal>> LinksAsync(
        IEnumerable<StoredToken> links,
        CancellationToken cancellation
    )
    {
        var shares = await boards.SharesAsync(cancellation);
        var all = await people.AllAsync(cancellation);
        var rights = all.Where(person => person.IsOff == 0).ToDictionary(person => person.Id, person => person.Desks);
        var owners = all.ToDictionary(person => StoredPerson.BoardsOf(person.Id), person => person.Id);
        return links.Select(OfLink).OfType<Principal>();

        Principal? OfLink(StoredToken link)
        {
            var grants = link.Grants;
            return
                shares.TryGetValue(grants.Board ?? "", out var board)
                && Has(link.Owner, grants.Desk!, Role.Manager)
                // The board of a browser, from before people signed in, is nobody's who could lose a role.
                && Has(owners.GetValueOrDefault(board.Owner), grants.Desk!, Role.Viewer)
                ? Of(link, board.Revision.ToString(CultureInfo.InvariantCulture))
                : null;
        }

        bool Has(string? person, string desk, Role least) =>
            person is null || (rights.TryGetValue(person, out var desks) && DeskRight.On(desks, desk)?.Role >= least);
    }

    private static Principal Of(StoredToken token, string stamp)
    {
        var grants = token.Grants;
        return new Principal(
            token.Id,
            token.KindOf,
            token.Name,
            null,
            token.Secret,
            stamp,
            StoredTime.Read(token.ExpiresAt),
            grants.Desks,
            token.Owner,
            grants.Board,
            grants.Nudges,
            grants.Operations
        );
    }
}
