using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>Two silos that have lost sight of each other both make what is due, over the same store.</summary>
public sealed class ReportsOfTwoSilos
{
    [Fact]
    public async Task Leave_one_report_of_a_day_and_its_mail_under_one_id_also_where_one_is_killed_while_it_sends()
    {
        await using var desk = await ReportDesk.StartAsync();
        await desk.StartApartAsync();
        await desk.MadeByBothAsync(() => desk.Pass(TimeSpan.FromHours(20)));
        await desk.UntilAsync(() => desk.IsAllSentAsync(1), "it is sent");

        // The next morning's mail is held; the silo that is sending it dies, and the other sends it.
        using var released = new ManualResetEventSlim();
        desk.Smtp.Answer = line =>
        {
            if (line == "sent")
                released.Wait(TimeSpan.FromSeconds(20));
            return null;
        };
        var mails = desk.Mails().Count;
        await desk.MadeByBothAsync(() => desk.Pass(TimeSpan.FromHours(24)));
        await desk.UntilAsync(() => Task.FromResult(desk.Mails().Count > mails), "the mail came");
        var cut = desk.Mails()[^1];
        await desk.KillSenderAsync(cut);
        released.Set();
        desk.Smtp.Answer = _ => null;
        await desk.UntilAsync(() => desk.IsAllSentAsync(2), "it is sent once more, by the other");

        var again = desk.Mails()[^1];
        Assert.Equal(cut.MessageId, again.MessageId);
        Assert.NotEqual(cut.From.ToString(), again.From.ToString());

        var archive = await desk.ArchiveAsync();
        Assert.Equal(["2026-03-11", "2026-03-10"], archive.Select(report => report.From));
        Assert.Equal(
            archive.Select(report => $"{report.Id}@example.com").Order(),
            desk.Mails().Select(mail => mail.MessageId).Distinct().Order()
        );
        Assert.Equal(2, desk.HookDeliveries.Distinct().Count());
        Assert.Equal(4, (await desk.StoredAsync<string>("SELECT id FROM apollo_deliveries")).Count);
    }
}
