using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>Tells people and hooks of a desk's alerts, key = desk id: whatever the store holds is sent.</summary>
[Alias("apollo.IDeliveryGrain")]
public interface IDeliveryGrain : IGrainWithStringKey
{
    /// <summary>Who was told of alerts, by alert, first told first; what is kept no longer is left out.</summary>
    /// <param name="alerts">Ids.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Told"), AlwaysInterleave]
    Task<ImmutableDictionary<string, ImmutableArray<AlertTold>>> Told(
        ImmutableArray<string> alerts,
        CancellationToken cancellation
    );

    /// <summary>There is something new to be sent.</summary>
    [Alias("Wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>Keeps it awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
