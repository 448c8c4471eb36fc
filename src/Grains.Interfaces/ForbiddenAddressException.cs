namespace Apollo;

/// <summary>An address that people chose leads where nothing of Apollo may go.</summary>
/// <param name="host">Its host.</param>
public sealed class ForbiddenAddressException(string host)
    : IOException(
        $"{host} is an address of this machine or of a private network: it is called only with "
            + "Apollo:Webhooks:AllowPrivate=true."
    );
