using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>
/// The people who sign in and the one-time links by which they join, key = 0: one change after the other, so that
/// nobody removes the last admin beside another.
/// </summary>
[Alias("apollo.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithIntegerKey
{
    /// <summary>How many people there may be.</summary>
    const int Most = 10_000;

    /// <summary>How many one-time links may wait.</summary>
    const int MostInvitations = 1_000;

    /// <summary>Characters of the longest name.</summary>
    const int LongestName = 100;

    /// <summary>Characters of the longest e-mail.</summary>
    const int LongestEmail = 254;

    /// <summary>All people, by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<PersonInfo>> All(CancellationToken cancellation);

    /// <summary>One person; null where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Find")]
    Task<PersonInfo?> Find(string id, CancellationToken cancellation);

    /// <summary>Changes what a person is and may.</summary>
    /// <param name="id">Which.</param>
    /// <param name="draft">From now on.</param>
    /// <param name="known">Revision the caller knows; null = it does not matter.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<PersonSaved> Change(string id, PersonDraft draft, long? known, By by, CancellationToken cancellation);

    /// <summary>Changes the name that others see, and nothing else.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Rename")]
    Task<PersonSaved> Rename(string id, string name, By by, CancellationToken cancellation);

    /// <summary>Removes a person with sessions, feeds and links.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Remove")]
    Task<PeopleOutcome> Remove(string id, long? known, By by, CancellationToken cancellation);

    /// <summary>
    /// Removes a person, and their name and e-mail from all that others keep. Not while the ITSM of a desk still names
    /// them: Apollo shows what it says.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Erase")]
    Task<PersonSaved> Erase(string id, long? known, By by, CancellationToken cancellation);

    /// <summary>Ends all sessions of a person.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("SignOut")]
    Task<PeopleOutcome> SignOut(string id, By by, CancellationToken cancellation);

    /// <summary>The links by which somebody new may join, that wait.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Invitations")]
    Task<ImmutableArray<Invitation>> Invitations(CancellationToken cancellation);

    /// <summary>Makes a link by which somebody new joins, within 72 h.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Invite")]
    Task<InvitationMade> Invite(
        string email,
        string name,
        ImmutableArray<DeskRight> desks,
        By by,
        CancellationToken cancellation
    );

    /// <summary>Ends a link that waits; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Withdraw")]
    Task<bool> Withdraw(string id, By by, CancellationToken cancellation);

    /// <summary>Makes a link by which a person of a local account chooses another password, within 72 h.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Reset")]
    Task<InvitationMade> Reset(string id, By by, CancellationToken cancellation);

    /// <summary>
    /// Makes the link for the first admin, 24 h, in place of the one before; without a secret where somebody is there.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("First")]
    Task<InvitationMade> First(CancellationToken cancellation);

    /// <summary>The link that a secret stands for; null where there is none (any more).</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Invited")]
    Task<Invitation?> Invited(string secret, CancellationToken cancellation);

    /// <summary>Uses a link: once. The person is made, or has another password, and is signed in.</summary>
    /// <param name="secret">Of the link's address.</param>
    /// <param name="name">Name from now on.</param>
    /// <param name="email">Of the first admin; others have that of their link.</param>
    /// <param name="password">Chosen.</param>
    /// <param name="visit">From where.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Accept")]
    Task<SignedIn> Accept(
        string secret,
        string name,
        string email,
        string password,
        Visit visit,
        CancellationToken cancellation
    );
}
