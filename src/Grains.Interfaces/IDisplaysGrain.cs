using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// The wall displays, key = 0: which there are, how they are, and the codes of the televisions that wait to be paired.
/// A television is known by a secret of its own; only the secret's hash comes here.
/// </summary>
[Alias("apollo.IDisplaysGrain")]
public interface IDisplaysGrain : IGrainWithIntegerKey
{
    /// <summary>How many displays there may be.</summary>
    const int Most = 500;

    /// <summary>How many pages a display may have.</summary>
    const int MostPages = 50;

    /// <summary>Characters of the longest name, place and title.</summary>
    const int LongestName = 60;

    /// <summary>Characters of a code.</summary>
    const int CodeLength = 6;

    /// <summary>Codes that are open at once for one address.</summary>
    const int CodesOfAddress = 5;

    /// <summary>Wrong codes of one caller in a minute; then none is looked at.</summary>
    const int WrongCodes = 5;

    /// <summary>All displays, by name.</summary>
    /// <exception cref="StoreException">The store does not answer, and nothing was read so far.</exception>
    [Alias("All"), AlwaysInterleave]
    Task<ImmutableArray<WallDisplay>> All(CancellationToken cancellation);

    /// <summary>One display; null where there is none of this id.</summary>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("Find"), AlwaysInterleave]
    Task<WallDisplay?> Find(string id, CancellationToken cancellation);

    /// <summary>What changed since a position, at once; what the clock alone does to a state is a change.</summary>
    /// <param name="known">Position of the answer known; null = none: answers with all.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<DisplaysDelta> ChangesSince(Position? known, CancellationToken cancellation);

    /// <summary>How a television stands.</summary>
    /// <param name="secretHash">SHA-256 of its secret, lower hexadecimal.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("Screen"), AlwaysInterleave]
    Task<PairingScreen> Screen(string secretHash, CancellationToken cancellation);

    /// <summary>A television asks for a code; it keeps the one it has until that ends.</summary>
    /// <param name="secretHash">As in <see cref="Screen"/>.</param>
    /// <param name="address">Where it asks from.</param>
    /// <param name="cancellation">Given up.</param>
    /// <returns>How it stands; null = too many codes are open.</returns>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("AskForCode"), AlwaysInterleave]
    Task<PairingScreen?> AskForCode(string secretHash, string address, CancellationToken cancellation);

    /// <summary>Makes the television that shows a code a wall display.</summary>
    /// <param name="by">Who types it, for the audit: wrong codes are counted for each.</param>
    /// <param name="code">As it is shown; case, spaces and dashes do not matter.</param>
    /// <param name="settings">What it becomes.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Pair")]
    Task<DisplaySaved> Pair(By by, string code, DisplaySettings settings, CancellationToken cancellation);

    /// <summary>Sets a display up anew; it is told so.</summary>
    /// <param name="id">Which.</param>
    /// <param name="settings">What it is from now on.</param>
    /// <param name="known">The revision the caller knows; null = it does not matter.</param>
    /// <param name="by">Who does it, for the audit.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<DisplaySaved> Change(string id, DisplaySettings settings, long? known, By by, CancellationToken cancellation);

    /// <summary>Revokes a display: from now on its secret stands for nothing.</summary>
    /// <param name="id">Which.</param>
    /// <param name="known">As in <see cref="Change"/>.</param>
    /// <param name="by">As in <see cref="Change"/>.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Revoke")]
    Task<DisplayOutcome> Revoke(string id, long? known, By by, CancellationToken cancellation);

    /// <summary>Tells a display to do something; false where there is none of this id.</summary>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("Tell"), AlwaysInterleave]
    Task<bool> Tell(string id, DisplayAction action, CancellationToken cancellation);

    /// <summary>What displays were told to do since a position; waits for it, at most 2 s.</summary>
    /// <param name="known">Position of the answer known; null = none: answers with what comes from now on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("OrdersAfter"), AlwaysInterleave]
    Task<DisplayOrders> OrdersAfter(Position? known, CancellationToken cancellation);

    /// <summary>A display says that it lives; one that is none is not heard.</summary>
    /// <exception cref="StoreException">As <see cref="All"/>.</exception>
    [Alias("Beat"), AlwaysInterleave]
    Task Beat(string id, DisplayBeat beat, CancellationToken cancellation);

    /// <summary>Displays were changed in the store: they are read anew, and those that hang take up their pages.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Renew")]
    Task Renew(CancellationToken cancellation);
}
