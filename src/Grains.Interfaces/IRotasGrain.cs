using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>Who of a desk's teams is on call, key = desk id.</summary>
[Alias("apollo.IRotasGrain")]
public interface IRotasGrain : IGrainWithStringKey
{
    /// <summary>People of a rota, and rotas of a desk, at most.</summary>
    const int Most = 100;

    /// <summary>The rotas by team, and who can be on call.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<DeskRotas> All(CancellationToken cancellation);

    /// <summary>Keeps a team's rota.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="rota">The rota; its revision does not matter.</param>
    /// <param name="known">The revision the caller knows, 0 = there is none; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Keep")]
    Task<RotaSaved> Keep(By by, Rota rota, long? known, CancellationToken cancellation);

    /// <summary>Removes a team's rota.</summary>
    /// <inheritdoc cref="Keep"/>
    [Alias("Remove")]
    Task<RotaOutcome> Remove(By by, string team, long? known, CancellationToken cancellation);

    /// <summary>Keeps the rotas at hand; called by every silo every few seconds.</summary>
    [Alias("KeepAwake")]
    Task KeepAwake();

    /// <summary>The rotas were changed in the store: they are read anew.</summary>
    [Alias("Renew")]
    Task Renew();
}
