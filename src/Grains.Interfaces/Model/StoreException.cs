namespace Apollo.Model;

/// <summary>
/// The store of Apollo's own things does not answer. The reason stands in the silo's log only: it may name servers and
/// logins.
/// </summary>
[GenerateSerializer, Alias("apollo.StoreException")]
public sealed class StoreException() : Exception("Apollo's store does not answer.");
