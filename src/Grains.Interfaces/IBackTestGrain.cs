using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>Tries rules on the past of a desk, key = desk id.</summary>
[Alias("apollo.IBackTestGrain")]
public interface IBackTestGrain : IGrainWithStringKey
{
    /// <summary>What a rule raised, or would have raised.</summary>
    /// <exception cref="HistoryQueryException">It cannot be told; says what to ask instead.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Test"), AlwaysInterleave]
    Task<BackTest> Test(BackTestQuery query, CancellationToken cancellation);
}
