using Apollo.Model;
using Microsoft.AspNetCore.Http;

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

        await desk.PassUntilAsync(
            async () => Assert.Single((await rotas.All(default)).Rotas).OnCall?.Name == "Ana",
            "back",
            step: 5
        );
        Assert.InRange(desk.Cluster.Now, until, until.AddMinutes(1));

        await ByCalendarAsync(desk, rotas);
    }

    /// <summary>A calendar goes before the order, is never shown again, and lives on while it cannot be read.</summary>
    private static async Task ByCalendarAsync(ToldDesk desk, IRotasGrain rotas)
    {
        var now = desk.Cluster.Now;
        desk.Receiver.Answer = http =>
            http.Response.WriteAsync(
                $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"
                    + $"DTSTART:{now.AddHours(-1):yyyyMMddTHHmmssZ}\nDTEND:{now.AddHours(2):yyyyMMddTHHmmssZ}\n"
                    + "SUMMARY:ben@example.com\nEND:VEVENT\nEND:VCALENDAR\n"
            );
        var address = $"{desk.Receiver.Url}/shifts.ics?key=secret";
        var rota = (await rotas.All(default)).Rotas[0].Rota;
        var kept = await rotas.Keep(Ana, rota with { Calendar = address }, rota.Revision, default);
        Assert.EndsWith("/…", kept.Rota!.Rota.Calendar, StringComparison.Ordinal);
        await desk.PassUntilAsync(
            async () => (await rotas.All(default)).Rotas[0] is { OnCall.Name: "Ben", Until: { } until } && until > now,
            "the calendar is read",
            step: 1
        );
        Assert.DoesNotContain("key=secret", await ShownAsync(), StringComparison.Ordinal);

        desk.Receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await desk.PassUntilAsync(
            async () => (await rotas.All(default)).Rotas[0].CalendarFault is not null,
            "it cannot be read",
            step: 20
        );
        await desk.KillAsync();
        rotas = desk.Cluster.Silos.Client.GetGrain<IRotasGrain>("north");
        Assert.Equal("Ben", (await rotas.All(default)).Rotas[0].OnCall?.Name);
        Assert.DoesNotContain("key=secret", await ShownAsync(), StringComparison.Ordinal);

        async Task<string> ShownAsync() =>
            $"{(await rotas.All(default)).Rotas[0]}"
            + string.Concat(await desk.StoredAsync<string>("SELECT becomes FROM apollo_audit"));
    }
}
