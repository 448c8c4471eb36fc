using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>The store, the mail server and a hook are each away for an hour: nothing is lost, and nothing is told
/// twice.</summary>
public sealed class AnHourAway
{
    private static readonly By Ana = new("p1", "Ana", null);

    [Fact]
    public async Task Pages_are_told_at_once_and_everybody_else_once_when_the_hour_is_over()
    {
        await using var smtp = new SmtpReceiver();
        await using var desk = await ToldDesk.StartAsync(ToldDesk.ByMail(smtp));
        await desk.AddPersonAsync("p1", "Ana", ToldDesk.Manager);
        var rule = desk.Rule with
        {
            Notify = [.. desk.Rule.Notify, new AlertNotify(AlertNotify.Email, "role:manager")],
        };
        Assert.Equal(AlertOutcome.Done, (await desk.ChangeRuleAsync(Ana, rule)).Outcome);

        var shown = await AwayAsync(desk);
        Assert.Empty(desk.Receiver.Calls);
        Assert.Empty(smtp.Mails);
        await desk.JumpUntilAsync(async () => (await desk.StandingAsync()).Recorded, "it is recorded");
        var kept = await desk.StandingAsync();
        Assert.Equal((shown.Id, shown.FiredAt, "Ana"), (kept.Id, kept.FiredAt, kept.Acknowledged?.By));
        await desk.JumpUntilAsync(() => AllSentAsync(desk, 2), "hook and manager are told");
        Assert.Equal([(shown.Id, "fired")], Told(desk));
        Assert.Single(smtp.Mails.Select(mail => mail.Id).Distinct());

        desk.Receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        smtp.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "451 later" : null;
        await desk.Cluster.Itsm().DeleteAsync("A");
        await desk.PassUntilAsync(async () => !await desk.IsFiringAsync(), "pages are told that it is over");
        await PassAnHourAsync(desk);
        Assert.Single(smtp.Mails.Select(mail => mail.Id).Distinct());

        // The mail server is back: it says what the hook could not be told, too.
        smtp.Answer = _ => null;
        await desk.JumpUntilAsync(
            () => Task.FromResult(smtp.Mails.Any(mail => mail.Text.Contains("could not be told by webhook"))),
            "the managers are told in the hook's place",
            seconds: 30
        );
        desk.Receiver.Answer = _ => Task.CompletedTask;
        await desk.JumpUntilAsync(() => AllSentAsync(desk, 5), "all are told", seconds: 30);
        Assert.Equal([(shown.Id, "fired"), (shown.Id, "resolved")], Told(desk));
        Assert.Equal(2, desk.Receiver.Calls.Select(call => call.Delivery).Distinct().Count());
        Assert.Equal(3, smtp.Mails.Select(mail => mail.Id).Distinct().Count());
    }

    /// <summary>The store is away for an hour, in which it crosses and somebody takes care of it.</summary>
    private static async Task<Alert> AwayAsync(ToldDesk desk)
    {
        var file = desk.Cluster.StoreFile;
        File.Move(file, file + ".away");
        Directory.CreateDirectory(file);
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(desk.IsFiringAsync, "pages are told");
        var shown = await desk.StandingAsync();
        Assert.False(shown.Recorded);
        Assert.InRange(desk.Cluster.Now - shown.FiredAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var taken = desk.Alerts.Acknowledge(shown.Id, Audience.Everything, Ana, "mine", default);
        await desk.PassUntilAsync(() => Task.FromResult(taken.IsCompleted), "it is shown who takes care");
        Assert.False((await taken)!.Recorded);
        await PassAnHourAsync(desk);
        var now = await desk.StandingAsync();
        Assert.Equal((shown.Id, false, "Ana"), (now.Id, now.Recorded, now.Acknowledged?.By));
        Directory.Delete(file);
        File.Move(file + ".away", file);
        return shown;
    }

    private static Task PassAnHourAsync(ToldDesk desk)
    {
        var until = desk.Cluster.Now.AddHours(1);
        return desk.JumpUntilAsync(() => Task.FromResult(desk.Cluster.Now >= until), "an hour is over", seconds: 60);
    }

    private static async Task<bool> AllSentAsync(ToldDesk desk, int number) =>
        await desk.StoredAsync<string>("SELECT state FROM apollo_deliveries") is var states
        && states.Count == number
        && states.All(state => state == "sent");

    private static IEnumerable<(string Alert, string Reason)> Told(ToldDesk desk) =>
        desk.Receiver.Calls.SelectMany(call => call.Alerts).Distinct();
}
