using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Who of a running desk is on call: whoever is away is not.</summary>
public sealed class ARotaOfADesk
{
    private static readonly By Ana = new("p1", "Ana", null);

    [Fact]
    public async Task Whoever_is_absent_is_skipped_until_they_are_back()
    {
        await using var desk = await ToldDesk.StartAsync();
        await desk.StoreAsync(
            "INSERT INTO apollo_people (id, login, email, name, stamp, is_off, rights, revision) VALUES "
                + "('p1', 'local:ana', 'ana@example.com', 'Ana', 's', 0, "
                + "'[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"]}]', 1), "
                + "('p2', 'local:ben', 'ben@example.com', 'Ben', 's', 0, "
                + "'[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"]}]', 1)"
        );
        await desk.Board.PassAsync(6);
        var rotas = desk.Cluster.Silos.Client.GetGrain<IRotasGrain>("north");
        var day = DateOnly.FromDateTime(desk.Cluster.Now.AddDays(-1));
        var kept = await rotas.Keep(Ana, new Rota("Network", ["p1", "p2"], day, new TimeOnly(0, 0), 1, []), 0, default);
        Assert.Equal("Ana", kept.Rota!.OnCall?.Name);
        Assert.Equal("Network", Assert.Single((await rotas.All(default)).Teams));

        var until = desk.Cluster.Now.AddMinutes(1);
        await desk
            .Cluster.Silos.Client.GetGrain<INoticesGrain>("p1")
            .Change(NoticeSettings.Default with { Absence = new Absence(until, null) }, null, default);
        await desk.Board.PassAsync(6);
        var away = await rotas.All(default);
        Assert.Equal(("Ben", until), (Assert.Single(away.Rotas).OnCall?.Name, away.People[0].AwayUntil));

        await desk.PassUntilAsync(() => Task.FromResult(desk.Cluster.Now > until.AddSeconds(6)), "back", step: 5);
        Assert.Equal("Ana", Assert.Single((await rotas.All(default)).Rotas).OnCall?.Name);
    }
}
