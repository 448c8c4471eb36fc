using System.Globalization;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>
/// The clocks of Paris change while reports are due by day, week and month: two silos that have lost sight of each
/// other make each period once, at its instant, and its mail goes once.
/// </summary>
public sealed class ReportsOverClockChanges
{
    [Fact]
    public async Task In_spring_half_past_two_is_skipped_and_each_period_is_made_once()
    {
        await using var desk = await StartAsync("2026-03-28T12:00:00Z");
        await MadeAsync(
            desk,
            [
                // 02:30 is not there: an hour later on the wall, as far from midnight as on other days.
                new("Daily", "2026-03-28", "2026-03-28", "2026-03-29T01:30:00Z", "2026-03-28"),
                new("Daily", "2026-03-29", "2026-03-29", "2026-03-30T00:30:00Z", "2026-03-29"),
                new("Weekly", "2026-03-23", "2026-03-29", "2026-03-30T05:30:00Z", "2026-W13"),
                new("Daily", "2026-03-30", "2026-03-30", "2026-03-31T00:30:00Z", "2026-03-30"),
                new("Monthly", "2026-03-01", "2026-03-31", "2026-03-31T22:05:00Z", "2026-03"),
                new("Daily", "2026-03-31", "2026-03-31", "2026-04-01T00:30:00Z", "2026-03-31"),
            ]
        );
    }

    [Fact]
    public async Task In_autumn_half_past_two_comes_twice_and_each_period_is_made_once_also_after_a_sleep()
    {
        await using var desk = await StartAsync("2026-10-24T12:00:00Z");
        await MadeAsync(
            desk,
            [
                // The first of the two; at 01:30Z the wall says 02:30 again, and nothing is due.
                new("Daily", "2026-10-24", "2026-10-24", "2026-10-25T00:30:00Z", "2026-10-24"),
                new("Daily", "2026-10-25", "2026-10-25", "2026-10-26T01:30:00Z", "2026-10-25"),
                new("Weekly", "2026-10-19", "2026-10-25", "2026-10-26T06:30:00Z", "2026-W43"),
                // The machine sleeps until the month ends; both silos make up for it.
                new("Daily", "2026-10-26", "2026-10-26", "2026-10-27T01:30:00Z", "2026-10-26", IsLate: true),
                new("Daily", "2026-10-27", "2026-10-27", "2026-10-28T01:30:00Z", "2026-10-27", IsLate: true),
                new("Daily", "2026-10-28", "2026-10-28", "2026-10-29T01:30:00Z", "2026-10-28", IsLate: true),
                new("Daily", "2026-10-29", "2026-10-29", "2026-10-30T01:30:00Z", "2026-10-29", IsLate: true),
                new("Daily", "2026-10-30", "2026-10-30", "2026-10-31T01:30:00Z", "2026-10-30", IsLate: true),
                new("Monthly", "2026-10-01", "2026-10-31", "2026-10-31T23:05:00Z", "2026-10"),
                new("Daily", "2026-10-31", "2026-10-31", "2026-11-01T01:30:00Z", "2026-10-31"),
            ]
        );
    }

    private static async Task<ReportDesk> StartAsync(string at)
    {
        var desk = await ReportDesk.StartEmptyAsync(Utc(at).UtcDateTime);
        const string to = "mail:boss@example.com";
        await desk.AddAsync("Daily", ReportEvery.Day, new TimeOnly(2, 30), to);
        await desk.AddAsync("Weekly", ReportEvery.Week, new TimeOnly(7, 30), to);
        await desk.AddAsync("Monthly", ReportEvery.Month, new TimeOnly(0, 5), to);
        await desk.StartApartAsync();
        return desk;
    }

    /// <summary>Time leaps to just before each that is made in time; then over half a day on which nothing is due.
    /// </summary>
    private static async Task MadeAsync(ReportDesk desk, Made[] all)
    {
        for (var made = 0; made < all.Length; made++)
            if (!all[made].IsLate)
            {
                var next = Utc(all[made].At).UtcDateTime;
                await desk.MadeByBothAsync(() => desk.PassTo(next.AddSeconds(-4)), seconds: 1);
                await IsSentAsync(desk, made + 1);
            }
        desk.Pass(TimeSpan.FromHours(15));
        var looks = 0;
        await desk.UntilAsync(() => Task.FromResult(looks++ == 5), "some looks");

        var archive = (await desk.ArchiveAsync()).OrderBy(report => report.DueAt).ToList();
        Assert.Equal(
            all.Select(made => (made.Name, made.From, made.To, (DateTimeOffset?)Utc(made.At), made.IsLate)),
            archive.Select(report => (report.Name, report.From, report.To, Instant(report.DueAt), report.Late))
        );
        Assert.All(archive, report => Assert.True(report.MadeAt >= report.DueAt, $"{report.From}: before its time"));
        // One mail each, of its period.
        Assert.Equal(
            archive.Zip(all, (report, made) => ($"{report.Id}@example.com", $"service-report-{made.File}.csv")).Order(),
            desk.Mails()
                .Select(mail => (mail.MessageId!, mail.Attachments.Single().ContentDisposition!.FileName!))
                .Order()
        );
    }

    /// <summary>The mails are waited for with the clock almost still: none is cut by its time-out and goes twice.
    /// </summary>
    private static Task IsSentAsync(ReportDesk desk, int reports) =>
        desk.UntilAsync(
            () => desk.IsAllSentAsync(reports, channels: 1),
            $"{reports} reports are made and sent",
            seconds: 1,
            sending: 0.1
        );

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(long? at) =>
        at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    /// <summary>What is made.</summary>
    /// <param name="Name">Of the schedule.</param>
    /// <param name="From">First day.</param>
    /// <param name="To">Last day.</param>
    /// <param name="At">When it is due.</param>
    /// <param name="File">What names the period in its files.</param>
    /// <param name="IsLate">Whether nothing runs at that time.</param>
    private sealed record Made(string Name, string From, string To, string At, string File, bool IsLate = false);
}
