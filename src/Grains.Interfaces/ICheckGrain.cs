using Apollo.Model;

namespace Apollo;

/// <summary>
/// Checks the ITSM of a desk, key = desk id: connection, login and mapping. It writes nothing, and of a desk one check
/// runs at a time.
/// </summary>
[Alias("apollo.ICheckGrain")]
public interface ICheckGrain : IGrainWithStringKey
{
    /// <summary>What the check finds, as it finds it; it ends when nobody reads on.</summary>
    /// <param name="cancellation">Ends it.</param>
    [Alias("Run")]
    IAsyncEnumerable<CheckStep> Run(CancellationToken cancellation);
}
