using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// One desk, key = desk id: gathers what its KPIs say after each tick into consistent batches, and answers "what
/// changed since?".
/// </summary>
[Alias("apollo.IDeskGrain")]
public interface IDeskGrain : IGrainWithStringKey
{
    /// <summary>Name, zone and source.</summary>
    /// <exception cref="KeyNotFoundException">No such desk.</exception>
    [Alias("Info"), AlwaysInterleave]
    Task<DeskInfo> Info();

    /// <summary>The desk's KPIs in the catalogue's order.</summary>
    [Alias("Catalogue"), AlwaysInterleave]
    Task<ImmutableArray<KpiDefinition>> Catalogue();

    /// <summary>
    /// Everything (null, another incarnation, or too old a position), or the merged batches after
    /// <paramref name="known"/>; waits for the next batch where there is none, at most 1 s, then answers without KPIs
    /// as a sign of life.
    /// </summary>
    /// <param name="known">Position of the reader; null = it holds nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<DeskDelta> ChangesSince(DeskPosition? known, CancellationToken cancellation);

    /// <summary>A KPI is done with a tick.</summary>
    /// <param name="update">Changed or not.</param>
    [Alias("Done"), AlwaysInterleave]
    Task Done(KpiUpdate update);

    /// <summary>A slice polled, or failed to.</summary>
    /// <param name="pulse">What it says of itself.</param>
    [Alias("Polled"), AlwaysInterleave]
    Task Polled(SlicePulse pulse);

    /// <summary>Keeps the desk, its slices and KPIs awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
