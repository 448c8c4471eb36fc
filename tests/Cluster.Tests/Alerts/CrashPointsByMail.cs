using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Apollo is killed while its mails are confirmed, and while an alert is acknowledged, silenced and over.
/// </summary>
public sealed class CrashPointsByMail
{
    private static readonly By Ana = new("p1", "Ana", null);

    [Fact]
    public async Task What_was_acknowledged_and_silenced_is_so_after_a_kill_and_what_was_not_written_is_not()
    {
        await using var smtp = new SmtpReceiver();
        await using var desk = await ToldDesk.StartAsync(ToldDesk.ByMail(smtp));
        await desk.AddPersonAsync("p1", "Ana", ToldDesk.Manager);
        var rule = desk.Rule with { Repeat = 3_600, Notify = [new AlertNotify(AlertNotify.Email, "role:manager")] };
        await desk.Alerts.ChangeRule(Ana, Audience.Everything, rule, null, default);

        // Confirming: the mail was taken, and Apollo ends before it is written.
        await CutAsync(desk, "BEFORE UPDATE OF ended_at ON apollo_deliveries");
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(() => Task.FromResult(smtp.Mails.Count > 0), "the mail is taken");
        await desk.KillAsync(() => desk.StoreAsync("DROP TRIGGER cut"));
        var first = smtp.Mails[0].Id;
        await desk.JumpUntilAsync(
            () => Task.FromResult(smtp.Mails.Count(each => each.Id == first) > 1),
            "it goes again under the same id"
        );

        // Acknowledging: shown at once, and gone with Apollo where the store had refused it.
        await CutAsync(desk, "BEFORE UPDATE OF says ON apollo_alerts");
        await desk.PassUntilAsync(desk.IsFiringAsync, "it fires");
        var acknowledged = AcknowledgeAsync(desk);
        await desk.PassUntilAsync(() => Task.FromResult(acknowledged.IsCompleted), "it is shown");
        Assert.False((await acknowledged)!.Recorded);
        await desk.KillAsync(() => desk.StoreAsync("DROP TRIGGER cut"));
        await desk.PassUntilAsync(desk.IsFiringAsync, "it fires still");
        Assert.Null((await desk.StandingAsync()).Acknowledged);

        // Silencing: the store refuses it, so does Apollo.
        var silence = new AlertSilence("", rule.Id, null, null, desk.Cluster.Now, desk.Cluster.Now.AddDays(1), "x", "");
        await CutAsync(desk, "BEFORE INSERT ON apollo_silences");
        await Assert.ThrowsAsync<StoreException>(() => desk.Alerts.Silence(Ana, silence, default));
        await desk.KillAsync(() => desk.StoreAsync("DROP TRIGGER cut"));
        await desk.PassUntilAsync(desk.IsFiringAsync, "it fires still");
        Assert.Empty(await desk.Alerts.Silences(default));

        // Once written both last: nobody is told again.
        // With the clock standing still: it waits 2 s by it for the store, which a test passes faster than any disk.
        Assert.True((await AcknowledgeAsync(desk))!.Recorded);
        await desk.KillAsync();
        await desk.PassUntilAsync(desk.IsFiringAsync, "it fires still");
        Assert.Equal("Ana", (await desk.StandingAsync()).Acknowledged?.By);
        await desk.Board.PassAsync(6);
        var told = smtp.Mails.Count;

        // Resolving: the store had refused it, and it is over all the same.
        await CutAsync(desk, "BEFORE UPDATE OF resolved_at ON apollo_alerts");
        await desk.Cluster.Itsm().DeleteAsync("A");
        await desk.PassUntilAsync(async () => !await desk.IsFiringAsync(), "it is over");
        Assert.Equal(told, smtp.Mails.Count);
        await desk.KillAsync(() => desk.StoreAsync("DROP TRIGGER cut"));
        await desk.JumpUntilAsync(() => Task.FromResult(smtp.Mails.Count > told), "that it is over is told");
        Assert.Contains("Over: Open tickets", smtp.Mails[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, smtp.Mails.Select(mail => mail.Id).Distinct().Count());
    }

    private static Task CutAsync(ToldDesk desk, string at) =>
        desk.StoreAsync($"CREATE TRIGGER cut {at} BEGIN SELECT RAISE(ABORT, 'cut'); END");

    private static async Task<Alert?> AcknowledgeAsync(ToldDesk desk) =>
        await desk.Alerts.Acknowledge((await desk.StandingAsync()).Id, Audience.Everything, Ana, "mine", default);
}
