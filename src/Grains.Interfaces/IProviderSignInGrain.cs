using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Apollo.Model;

namespace Apollo;

/// <summary>Sign-in of one person whom a provider vouches for; its key is <see cref="KeyOf"/>.</summary>
[Alias("apollo.IProviderSignInGrain")]
public interface IProviderSignInGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins a session with the rights that the provider gives, which are the person's from now on. Without any the
    /// person is refused, and loses those of before.
    /// </summary>
    /// <param name="person">As the provider tells.</param>
    /// <param name="visit">From where.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("SignIn")]
    Task<SignedIn> SignIn(ProviderPerson person, Visit visit, CancellationToken cancellation);

    /// <summary>The key of somebody: people are told apart by issuer and subject, never by e-mail.</summary>
    /// <param name="issuer">Who vouches, as its tokens say.</param>
    /// <param name="subject">Whom it vouches for.</param>
    /// <returns>SHA-256 of both, in lower hexadecimal.</returns>
    static string KeyOf(string issuer, string subject) =>
        // The length first: no two pairs make one text.
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{issuer.Length} {issuer}{subject}")
                )
            )
        );
}
