using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>
/// Reports that are made by schedule: one of each period whatever happens, its mail at least once under one id.
/// </summary>
public sealed class RecurringReports
{
    [Fact]
    public async Task A_week_of_outage_is_made_up_for_one_report_a_day_with_its_own_figures_and_late_ones_are_marked()
    {
        await using var desk = await ReportDesk.StartAsync();
        // From Tuesday noon to the Tuesday after: six mornings, and then one in time.
        await desk.KillAsync(() =>
        {
            desk.Pass(TimeSpan.FromDays(6.9));
            return Task.CompletedTask;
        });
        await desk.UntilAsync(() => desk.IsAllSentAsync(7), "seven reports are made and sent");
        // Tuesday the 17th 07:30 is past as well; Wednesday comes in time.
        desk.PassTo(new DateTime(2026, 3, 18, 6, 29, 50, DateTimeKind.Utc));
        await desk.UntilAsync(() => desk.IsAllSentAsync(8), "Wednesday's is made and sent", 1);
        var archive = await desk.ArchiveAsync();
        Assert.Equal(
            Enumerable.Range(10, 8).Select(day => $"2026-03-{day}").Reverse(),
            archive.Select(report => report.From)
        );
        Assert.Equal([false, .. Enumerable.Repeat(true, 7)], archive.Select(report => report.Late));
        Assert.All(archive, report => Assert.NotNull(report.DueAt));
        foreach (var report in archive)
        {
            var page = (await desk.Reports.Page(report.Id, default))!.Text;
            Assert.Equal(report.Late, page.Contains(": late. The figures are", StringComparison.Ordinal));
            // The figures are those of its period.
            var opened = int.Parse(report.From[^2..], CultureInfo.InvariantCulture);
            var csv = (await desk.Reports.Csv(report.Id, default))!.Text;
            Assert.Contains($"desk,,opened,{opened}\r\n", csv, StringComparison.Ordinal);
        }
        // Each period's mail has come, under the id of its one report.
        Assert.Equal(
            archive.Select(report => $"{report.Id}@example.com").Order(),
            desk.Mails().Select(mail => mail.MessageId).Distinct().Order()
        );
        Assert.All(
            desk.Mails(),
            mail =>
            {
                var report = archive.Single(one => mail.MessageId == $"{one.Id}@example.com");
                var day = DateOnly.ParseExact(report.From, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                // Those of the outage, up to the 16th, are late; the 17th's came in time.
                var isLate = day < new DateOnly(2026, 3, 17);
                Assert.EndsWith(Said(day, "ddd d MMMM yyyy") + (isLate ? " (late)" : ""), mail.Subject);
                var planned = $"planned for {Said(day.AddDays(1), "ddd d MMM yyyy")} 07:30: late.";
                foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
                {
                    Assert.Equal(isLate, text.Contains(planned, StringComparison.Ordinal));
                    Assert.Equal(isLate, text.Contains(": late.", StringComparison.Ordinal));
                    Assert.Contains($"received {day.Day} tickets", WithoutTags(text), StringComparison.Ordinal);
                }
            }
        );
    }

    /// <summary>Where Apollo is killed, and what stops it there: the store refuses what it would write.</summary>
    private static readonly (string Step, string? Cut)[] Steps =
    [
        ("keeping", "BEFORE INSERT ON apollo_reports"),
        ("leasing", "BEFORE UPDATE OF tries ON apollo_deliveries"),
        ("sending", null),
        ("confirming", "BEFORE UPDATE OF ended_at ON apollo_deliveries"),
    ];

    [Fact]
    public async Task A_kill_before_while_and_after_sending_leaves_one_report_a_day_and_its_mail_under_one_id()
    {
        await using var desk = await ReportDesk.StartAsync();
        using var released = new ManualResetEventSlim();
        for (var day = 0; day < Steps.Length; day++)
        {
            var (step, cut) = Steps[day];
            var (mails, reads) = (desk.Mails().Count, desk.Reading.Reads);
            if (cut is not null)
                await desk.StoreAsync($"CREATE TRIGGER cut {cut} BEGIN SELECT RAISE(ABORT, 'cut'); END");
            else
                // It has the mail, and says so only when Apollo is gone.
                desk.Smtp.Answer = line =>
                {
                    if (line == "sent")
                        released.Wait(TimeSpan.FromSeconds(20));
                    return null;
                };
            // The next morning's; noon is past.
            desk.Pass(TimeSpan.FromHours(day == 0 ? 20 : 24));
            await desk.UntilAsync(() => Task.FromResult(desk.Reading.Reads > reads), $"{step}: it is read");
            if (step is "sending" or "confirming")
                await desk.UntilAsync(() => Task.FromResult(desk.Mails().Count > mails), $"{step}: the mail came");
            await desk.KillAsync(() =>
            {
                released.Set();
                desk.Smtp.Answer = _ => null;
                return cut is null ? Task.CompletedTask : desk.StoreAsync("DROP TRIGGER cut");
            });
            await desk.UntilAsync(() => desk.IsAllSentAsync(day + 1), $"{step}: one report more, and all of it sent");
        }
        var archive = await desk.ArchiveAsync();
        Assert.Equal(Steps.Length, archive.Select(report => report.From).Distinct().Count());
        Assert.Equal(
            archive.Select(report => $"{report.Id}@example.com").Order(),
            desk.Mails().Select(mail => mail.MessageId).Distinct().Order()
        );
        Assert.All(
            desk.Mails(),
            mail =>
            {
                var report = archive.Single(one => mail.MessageId == $"{one.Id}@example.com");
                var opened = int.Parse(report.From[^2..], CultureInfo.InvariantCulture);
                Assert.Contains($"received {opened} tickets", mail.TextBody, StringComparison.Ordinal);
                Assert.Equal(
                    $"service-report-{report.From}.csv",
                    Assert.Single(mail.Attachments).ContentDisposition!.FileName
                );
            }
        );
        Assert.Equal(Steps.Length, desk.HookDeliveries.Distinct().Count());
        Assert.Equal(2 * Steps.Length, (await desk.StoredAsync<string>("SELECT id FROM apollo_deliveries")).Count);
    }

    [Fact]
    public async Task While_the_ITSM_is_away_it_is_tried_again_and_a_run_by_hand_goes_to_nobody()
    {
        await using var desk = await ReportDesk.StartAsync();
        desk.Reading.Fault = new ItsmAwayException("It is down.");
        desk.Pass(TimeSpan.FromHours(20));
        await desk.UntilAsync(() => Task.FromResult(true), "some looks");
        await Assert.ThrowsAsync<ItsmAwayException>(() =>
            desk.Reports.Run(ReportEvery.Month, new DateOnly(2026, 3, 5), default)
        );
        Assert.Empty(await desk.ArchiveAsync());
        desk.Reading.Fault = null;
        await desk.UntilAsync(async () => (await desk.ArchiveAsync()).Length == 1, "it is made", 20);
        var byHand = await desk.Reports.Run(ReportEvery.Month, new DateOnly(2026, 2, 5), default);
        Assert.Equal(("2026-02-01", "2026-02-28", null), (byHand!.From, byHand.To, byHand.DueAt));
        Assert.Empty(byHand.Sent);
        Assert.Null(await desk.Reports.Run(ReportEvery.Day, new DateOnly(2026, 3, 20), default));
        Assert.Empty((await desk.Reports.Again(byHand.Id, default))!.Differs);
        Assert.Null(await desk.Reports.Again("none", default));
        var notebook = await desk.Reports.Keep(
            "Study",
            new WholeDays(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 9)),
            "<p>Größe",
            default
        );
        Assert.Equal("<p>Größe", (await desk.Reports.Page(notebook.Id, default))!.Text);
        Assert.Null(await desk.Reports.Csv(notebook.Id, default));
        Assert.Null(await desk.Reports.Again(notebook.Id, default));
        Assert.Equal(
            [notebook.Id, byHand.Id],
            (await desk.Reports.Archive(2, null, default)).Select(report => report.Id)
        );
        Assert.Single(await desk.Reports.Archive(2, byHand.Id, default));
    }

    [Fact]
    public async Task Two_who_run_the_same_at_once_get_one_report_and_who_asks_later_gets_another()
    {
        await using var desk = await ReportDesk.StartEmptyAsync(new DateTime(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Reading.Waits = () => done.Task;
        using var leaving = new CancellationTokenSource();
        // The one who began leaves: the reading is for the others too.
        var first = RunAsync(leaving.Token);
        await Eventually.IsTrueAsync(() => Task.FromResult(desk.Reading.Reads == 1), () => "it is being read");
        var others = new[] { RunAsync(default), RunAsync(default) };
        var next = desk.Reports.Run(ReportEvery.Month, new DateOnly(2026, 1, 9), default);
        await Eventually.IsTrueAsync(() => Task.FromResult(desk.Reading.Reads == 2), () => "the other one is read too");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        done.SetResult();
        var made = (await Task.WhenAll(others)).Select(report => report!.Id).Distinct().ToList();
        var another = (await next)!.Id;
        Assert.Equal(2, desk.Reading.Reads);

        var later = (await RunAsync(default))!.Id;
        Assert.Equal(3, desk.Reading.Reads);
        var kept = await desk.ArchiveAsync();
        Assert.Equal(new[] { Assert.Single(made), another, later }.Order(), kept.Select(report => report.Id).Order());

        Task<ArchivedReport?> RunAsync(CancellationToken cancellation) =>
            desk.Reports.Run(ReportEvery.Month, new DateOnly(2026, 2, 5), cancellation);
    }

    private static string Said(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    private static string WithoutTags(string html) => Regex.Replace(html, "<[^>]*>", "");
}
