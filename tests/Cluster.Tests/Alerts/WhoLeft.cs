using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>What waits for somebody who is no longer there is told all the same.</summary>
public sealed class WhoLeft
{
    [Fact]
    public async Task A_mail_that_waits_for_who_was_erased_goes_to_the_managers_and_never_to_them()
    {
        await using var smtp = new SmtpReceiver();
        await using var desk = await ToldDesk.StartAsync(ToldDesk.ByMail(smtp));
        await desk.AddPersonAsync("p1", "Ana", ToldDesk.Manager);
        await desk.AddPersonAsync("p2", "Ben", "[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"]}]");
        await desk.ChangeRuleAsync(
            new By("p1", "Ana", null),
            desk.Rule with
            {
                Notify = [new AlertNotify(AlertNotify.Email, "person:p2")],
            }
        );
        await desk.StoreAsync(
            "CREATE TRIGGER cut BEFORE UPDATE OF tries ON apollo_deliveries BEGIN SELECT RAISE(ABORT, 'cut'); END"
        );
        await desk.Cluster.Itsm().WriteAsync(Support.Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(async () => (await RecipientsAsync(desk)).Contains("p2"), "the mail waits for Ben");

        var people = desk.Cluster.Silos.Client.GetGrain<IPeopleGrain>(0);
        Assert.Equal(PeopleOutcome.Done, (await people.Erase("p2", null, new By("p1", "Ana", null), default)).Outcome);
        Assert.Equal([""], await RecipientsAsync(desk));
        await desk.StoreAsync("DROP TRIGGER cut");

        await desk.JumpUntilAsync(() => Task.FromResult(smtp.Mails.Count > 0), "the managers are told");
        Assert.Equal(["ana@example.com"], Assert.Single(smtp.Mails).To);
        Assert.DoesNotContain(
            await desk.StoredAsync<string>("SELECT says FROM apollo_alert_rules"),
            says => says.Contains("p2", StringComparison.Ordinal)
        );
    }

    private static Task<IReadOnlyList<string>> RecipientsAsync(ToldDesk desk) =>
        desk.StoredAsync<string>("SELECT recipient FROM apollo_deliveries");
}
