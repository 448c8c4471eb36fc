namespace Apollo.Model;

/// <summary>
/// The store of Apollo's own things does not answer, or takes no more. What the database said of it stands in the
/// silo's log only: it may name servers and logins.
/// </summary>
/// <param name="message">What is wrong, one line without secrets.</param>
[GenerateSerializer, Alias("apollo.StoreException")]
public sealed class StoreException(string message = StoreException.Away) : Exception(message)
{
    /// <summary>It cannot be reached, or fails.</summary>
    public const string Away = "Apollo's store does not answer.";

    /// <summary>Nothing more can be written to it.</summary>
    public const string NoRoom = "Apollo's store has no room left: free some on its disk; Apollo goes on by itself.";
}
