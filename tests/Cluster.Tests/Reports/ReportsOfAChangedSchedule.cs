using System.Globalization;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>
/// A schedule that is switched off and on, moved and removed: what was due meanwhile is not made up for, nor what was
/// due longer ago than 100 days.
/// </summary>
public sealed class ReportsOfAChangedSchedule
{
    private const string Mail = "mail:boss@example.com";

    [Fact]
    public async Task Makes_what_is_due_from_then_on_each_period_once_and_says_in_the_audit_who_changed_it()
    {
        // Tuesday noon in Paris.
        await using var desk = await ReportDesk.StartEmptyAsync(Utc(10, 11, 0));
        var daily = new ScheduleDraft(ReportEvery.Day, new TimeOnly(7, 30), [Mail], "Figures", true);
        var id = (await desk.Reports.Add(ReportDesk.Ana, daily, default)).Schedule!.Id;
        await MadeAsync(desk, Utc(11, 6, 30), "2026-03-10");

        await ChangeAsync(daily with { Enabled = false });
        desk.Pass(TimeSpan.FromDays(2));
        await NothingMoreAsync(desk, 1);
        // Friday: Wednesday and Thursday are not made up for.
        await ChangeAsync(daily);
        await NothingMoreAsync(desk, 1);
        await MadeAsync(desk, Utc(14, 6, 30), "2026-03-13");

        // The same Friday is due once more on Saturday evening, and made already.
        await ChangeAsync(daily with { At = new TimeOnly(18, 0) });
        desk.PassTo(Utc(14, 17, 30));
        await NothingMoreAsync(desk, 2);
        await MadeAsync(desk, Utc(15, 17, 0), "2026-03-14");

        // Of half a year asleep, the weeks due in its last 100 days.
        await ChangeAsync(daily with { Every = ReportEvery.Week });
        desk.Pass(TimeSpan.FromDays(200));
        await desk.UntilAsync(async () => (await desk.ArchiveAsync()).Length == 3 + 14, "fourteen weeks are made");
        var weeks = (await desk.ArchiveAsync()).Where(report => report.Every == ReportEvery.Week).ToList();
        Assert.Equal(
            Enumerable.Range(0, 14).Select(week => new DateOnly(2026, 6, 22).AddDays(7 * week)),
            weeks.Select(report => DateOnly.ParseExact(report.From, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Order()
        );
        Assert.All(weeks, report => Assert.True(report.Late));

        Assert.Equal(ScheduleOutcome.Done, await desk.Reports.Remove(ReportDesk.Ana, id, null, default));
        desk.Pass(TimeSpan.FromDays(8));
        await NothingMoreAsync(desk, 3 + 14);
        // Nothing was made up for later either.
        Assert.Equal(
            ["2026-03-10", "2026-03-13", "2026-03-14"],
            (await desk.ArchiveAsync())
                .Where(report => report.Every == ReportEvery.Day)
                .Select(report => report.From)
                .Order()
        );
        Assert.Equal(
            [
                "Ana schedule.added north: Figures",
                .. Enumerable.Repeat("Ana schedule.changed north: Figures", 4),
                "Ana schedule.removed north: Figures",
            ],
            await desk.StoredAsync<string>(
                "SELECT who || ' ' || action || ' ' || subject FROM apollo_audit WHERE action LIKE 'schedule%' "
                    + "ORDER BY id"
            )
        );

        async Task ChangeAsync(ScheduleDraft draft) =>
            Assert.Equal(
                ScheduleOutcome.Done,
                (await desk.Reports.Change(ReportDesk.Ana, id, draft, null, default)).Outcome
            );
    }

    /// <summary>Time passes up to an instant, at which the report of a day is made in time.</summary>
    private static async Task MadeAsync(ReportDesk desk, DateTime due, string day)
    {
        var before = await desk.ArchiveAsync();
        desk.PassTo(due.AddSeconds(-5));
        await NothingMoreAsync(desk, before.Length);
        await desk.UntilAsync(
            async () => (await desk.ArchiveAsync()).Length > before.Length,
            $"that of {day} is made",
            seconds: 1
        );
        var made = (await desk.ArchiveAsync())[0];
        Assert.Equal((day, day, false), (made.From, made.To, made.Late));
        Assert.Equal(new DateTimeOffset(due).ToUnixTimeMilliseconds(), made.DueAt);
    }

    /// <summary>It looks some times, and makes none.</summary>
    private static async Task NothingMoreAsync(ReportDesk desk, int made)
    {
        var looks = 0;
        await desk.UntilAsync(() => Task.FromResult(looks++ == 3), "some looks", seconds: 1);
        Assert.Equal(made, (await desk.ArchiveAsync()).Length);
    }

    /// <summary>An instant of March 2026.</summary>
    private static DateTime Utc(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, DateTimeKind.Utc);
}
