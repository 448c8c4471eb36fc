using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The rotas of the scripted desk, kept in memory.</summary>
internal sealed class ScriptedRotas : IRotasGrain
{
    private DeskRotas kept = new([], [new RotaPerson("p1", "Ana")], ["Network"]);

    public Task<DeskRotas> All(CancellationToken cancellation) => Task.FromResult(kept);

    public Task<RotaSaved> Keep(By by, Rota rota, long? known, CancellationToken cancellation)
    {
        var before = kept.Rotas.FirstOrDefault(one => one.Rota.Team == rota.Team);
        if (rota.People.Any(person => person != "p1"))
            return Task.FromResult(new RotaSaved(RotaOutcome.Wrong, Field: "people", Reason: "Nobody."));
        if (known is not null && known != (before?.Rota.Revision ?? 0))
            return Task.FromResult(new RotaSaved(RotaOutcome.Changed));
        var now = new RotaNow(rota with { Revision = (before?.Rota.Revision ?? 0) + 1 }, kept.People[0], Some.Now);
        kept = kept with { Rotas = [.. kept.Rotas.Where(one => one != before), now] };
        return Task.FromResult(new RotaSaved(RotaOutcome.Done, now));
    }

    public Task<RotaOutcome> Remove(By by, string team, long? known, CancellationToken cancellation)
    {
        if (kept.Rotas.FirstOrDefault(one => one.Rota.Team == team) is not { } before)
            return Task.FromResult(RotaOutcome.Missing);
        kept = kept with { Rotas = kept.Rotas.Remove(before) };
        return Task.FromResult(RotaOutcome.Done);
    }

    public Task KeepAwake() => Task.CompletedTask;

    public Task Renew() => Task.CompletedTask;
}
