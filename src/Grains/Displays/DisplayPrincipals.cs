using System.Collections.Immutable;
using Apollo.Grains.Access;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Displays;

/// <summary>The wall displays as callers: each may see what a display sees of the desks that it shows.</summary>
internal sealed class DisplayPrincipals(DisplayStore store) : IPrincipals
{
    public async Task<ImmutableArray<Principal>> AllAsync(CancellationToken cancellation) =>
        [.. (await store.ValidAsync(cancellation)).Select(Principal)];

    private static Principal Principal(StoredDisplay display) =>
        new(
            display.Id,
            PrincipalKind.Display,
            display.Settings.Name,
            Email: null,
            display.SecretHash,
            Stamp: "",
            ExpiresAt: null,
            [.. display.Settings.Desks().Select(desk => new DeskRight(desk, Role.Display, [], Assignee: null))],
            Owner: null,
            Board: null,
            Nudges: [],
            Operations: false
        );
}
