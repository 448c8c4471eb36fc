using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// One desk, key = desk id: follows its KPIs, gathers what they say after each tick into consistent cuts, and answers
/// "what changed since?".
/// </summary>
[Alias("apollo.IDeskGrain")]
public interface IDeskGrain : IGrainWithStringKey
{
    /// <summary>The desk's KPIs in the catalogue's order.</summary>
    [Alias("Catalogue"), AlwaysInterleave]
    Task<ImmutableArray<KpiDefinition>> Catalogue();

    /// <summary>
    /// Everything (null, another incarnation, or too old a position), or the merged cuts after
    /// <paramref name="known"/>; waits for the next cut where there is none, at most 1 s, then answers without KPIs
    /// as a sign of life.
    /// </summary>
    /// <param name="known">Position of the reader; null = it holds nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<DeskDelta> ChangesSince(Position? known, CancellationToken cancellation);

    /// <summary>
    /// Every cut after <paramref name="known"/>, in order, for who may miss none; waits for the next where there is
    /// none, at most 1 s, then answers without: how far the desk is known is told all the time. At most 512 cuts are
    /// kept: who is further behind is told.
    /// </summary>
    /// <param name="known">Position of the reader; null = it holds nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("CutsSince"), AlwaysInterleave]
    Task<DeskCuts> CutsSince(Position? known, CancellationToken cancellation);

    /// <summary>Keeps the desk, its slices and KPIs awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
