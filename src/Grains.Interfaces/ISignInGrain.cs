using Apollo.Model;

namespace Apollo;

/// <summary>
/// Sign-in by password, key = the hash of a name (see <see cref="KeyOf"/>): tries of one name come one after the
/// other, those of different names side by side.
/// </summary>
[Alias("apollo.ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>After how many failed tries a name waits.</summary>
    const int Tries = 5;

    /// <summary>How long it waits.</summary>
    static readonly TimeSpan BlockedFor = TimeSpan.FromMinutes(15);

    /// <summary>The key of a name, in any case.</summary>
    /// <param name="email">As it was typed.</param>
    static string KeyOf(string email) => Secrets.HashOf(email.Trim().ToLowerInvariant());

    /// <summary>Begins a session where name and password are right.</summary>
    /// <param name="email">Of the key.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="visit">From where.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("SignIn")]
    Task<SignedIn> SignIn(string email, string password, Visit visit, CancellationToken cancellation);

    /// <summary>Changes a password; all other sessions of the person end.</summary>
    /// <param name="person">Person of the key.</param>
    /// <param name="session">Session that goes on.</param>
    /// <param name="old">Password so far: tries count as those of signing in.</param>
    /// <param name="chosen">Password from now on.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("ChangePassword")]
    Task<SignedIn> ChangePassword(
        string person,
        string? session,
        string old,
        string chosen,
        By by,
        CancellationToken cancellation
    );
}
