using System.Collections.Immutable;
using Apollo.Grains.Itsm;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo.Grains.Checks;

/// <summary>Tells which systems are shipped with this silo.</summary>
[StatelessWorker(1)]
internal sealed class SystemsGrain : Grain, ISystemsGrain
{
    public Task<ImmutableArray<ShippedSystem>> All() => Task.FromResult(ItsmSystem.All());
}
