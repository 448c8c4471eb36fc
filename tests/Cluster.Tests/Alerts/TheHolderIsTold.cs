using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>A ticket's alert goes to whom the ITSM names as its assignee; where nobody here is, to its team.</summary>
public sealed class TheHolderIsTold
{
    private const string Lima =
        "[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"],\"assignee\":\"Ana Lima\"}]";

    private const string Member = "[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"]}]";

    [Fact]
    public async Task By_mail_when_the_ticket_is_due_and_else_the_team()
    {
        await using var smtp = new SmtpReceiver();
        await using var desk = await ToldDesk.StartAsync(ToldDesk.ByMail(smtp));
        await desk.AddPersonAsync("p1", "Ana", Lima);
        await desk.AddPersonAsync("p2", "Ben", Member);
        await desk.ChangeRuleAsync(new By("p1", "Ana", null), desk.Rule with { Enabled = false });
        var rule = await desk.AddRuleAsync(
            new AlertRule
            {
                Id = "",
                Name = "Due",
                Kpi = "",
                Kind = AlertKind.Ticket,
                Of = AlertOf.Due,
                Notify = [new AlertNotify(AlertNotify.Email, AlertTo.Holder)],
                Enabled = true,
            }
        );
        // Who is who in the ITSM is asked every few seconds.
        await desk.Board.PassAsync(6);

        var due = desk.Cluster.Now.AddSeconds(10);
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("INC-1", desk.Cluster.Now) with { DueAt = due });
        await desk.PassUntilAsync(() => Task.FromResult(smtp.Mails.Count > 0), "the holder is told");
        Assert.Equal(["ana@example.com"], Assert.Single(smtp.Mails).To);
        Assert.Equal((rule.Id, "person:p1"), await StandingAsync("INC-1"));

        // Nobody here is called so.
        due = desk.Cluster.Now.AddSeconds(10);
        await desk
            .Cluster.Itsm()
            .WriteAsync(Some.Ticket("INC-2", desk.Cluster.Now) with { DueAt = due, Assignee = "Cy Stone" });
        await desk.PassUntilAsync(() => Task.FromResult(smtp.Mails.Count > 2), "the team is told");
        Assert.Equal(
            ["ana@example.com", "ben@example.com"],
            smtp.Mails.Skip(1).SelectMany(mail => mail.To).Order(StringComparer.Ordinal)
        );
        Assert.Equal((rule.Id, "team:Network"), await StandingAsync("INC-2"));

        async Task<(string, string)> StandingAsync(string ticket)
        {
            var alert = (await desk.Alerts.ChangesSince(null, default)).Changed.Single(one => one.Ticket?.Id == ticket);
            return (alert.Rule, Assert.Single(alert.Notify).To);
        }
    }
}
