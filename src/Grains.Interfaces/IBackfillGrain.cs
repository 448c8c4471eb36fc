using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>Computes a desk's history of before it was watched, once; key = desk id.</summary>
[Alias("apollo.IBackfillGrain")]
public interface IBackfillGrain : IGrainWithStringKey
{
    /// <summary>How far it is.</summary>
    [Alias("Progress"), AlwaysInterleave]
    Task<BackfillProgress> Progress();

    /// <summary>Keeps it awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
