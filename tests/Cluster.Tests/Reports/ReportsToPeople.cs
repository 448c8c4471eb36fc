using Apollo.Model;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>Whom a schedule names by role or id is written to once, and only while they may see the desk.</summary>
public sealed class ReportsToPeople
{
    private static readonly DeskRight Manager = new("north", Role.Manager, [], null);
    private static readonly DeskRight Member = new("north", Role.Member, ["Network"], null);
    private static readonly DeskRight Elsewhere = new("south", Role.Manager, [], null);
    private static readonly DeskRight Everywhere = new(DeskRight.EveryDesk, Role.Admin, [], null);

    // Tuesday noon in Paris.
    private static readonly DateTime Noon = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);
    private static readonly TimeOnly Morning = new(7, 30);

    [Fact]
    public async Task Who_is_named_in_three_ways_has_one_mail_and_who_is_off_or_lost_the_desk_is_not_tried()
    {
        await using var desk = await ReportDesk.StartEmptyAsync(Noon);
        await desk.AddPersonAsync("Ana", Manager);
        await desk.AddPersonAsync("Ben", Manager);
        await desk.AddPersonAsync("Cat", Everywhere);
        await desk.AddPersonAsync("Dan", Member);
        // Nobody names a member by the role of managers, nor a manager of another desk.
        await desk.AddPersonAsync("Eve", Member);
        await desk.AddPersonAsync("Hal", Elsewhere);
        await desk.AddPersonAsync("Fay", Manager);
        await desk.AddPersonAsync("Gus", Manager);
        await desk.AddAsync(
            "Daily",
            ReportEvery.Day,
            Morning,
            "role:manager",
            "person:ben",
            "mail:BEN@example.com",
            "person:dan",
            "person:fay",
            "person:gus"
        );
        await desk.ChangePersonAsync("Fay", isOff: true, Manager);
        await desk.ChangePersonAsync("Gus", isOff: false, Elsewhere);
        desk.Pass(TimeSpan.FromHours(20));
        await desk.UntilAsync(() => IsOverAsync(desk), "it is made, and nothing of it waits", sending: 0.1);

        var report = Assert.Single(await desk.ArchiveAsync());
        Assert.Equal(
            ["ana@example.com", "ben@example.com", "cat@example.com", "dan@example.com"],
            desk.Mails().SelectMany(mail => mail.To.Mailboxes).Select(to => to.Address).Order()
        );
        Assert.All(desk.Mails(), mail => Assert.Equal($"{report.Id}@example.com", mail.MessageId));
        Assert.Equal(new ReportSent("email", Sent: 4, Waiting: 0, Failed: 0), Assert.Single(report.Sent));
        Assert.Equal(
            ["ana", "ben", "cat", "dan"],
            await desk.StoredAsync<string>("SELECT recipient FROM apollo_deliveries ORDER BY recipient")
        );
    }

    [Fact]
    public async Task A_mail_that_waits_goes_to_nobody_who_left_meanwhile_and_to_nobody_in_their_place()
    {
        await using var desk = await ReportDesk.StartEmptyAsync(Noon);
        foreach (var name in (string[])["Ana", "Ben", "Cat", "Dan"])
            await desk.AddPersonAsync(name, Manager);
        await desk.AddAsync("Daily", ReportEvery.Day, Morning, "role:manager");
        await desk.StoreAsync(
            "CREATE TRIGGER cut BEFORE UPDATE OF tries ON apollo_deliveries BEGIN SELECT RAISE(ABORT, 'cut'); END"
        );
        desk.Pass(TimeSpan.FromHours(20));
        await desk.UntilAsync(async () => (await desk.ArchiveAsync()).Length == 1, "it is made");
        Assert.Equal(4, Assert.Single((await desk.ArchiveAsync())[0].Sent).Waiting);
        await desk.ChangePersonAsync("Ben", isOff: true, Manager);
        await desk.ChangePersonAsync("Cat", isOff: false, Elsewhere);
        await desk.RemovePersonAsync("Dan");
        await desk.StoreAsync("DROP TRIGGER cut");
        await desk.UntilAsync(() => IsOverAsync(desk), "nothing waits", sending: 0.1);

        Assert.Equal("ana@example.com", Assert.Single(Assert.Single(desk.Mails()).To.Mailboxes).Address);
        var report = Assert.Single(await desk.ArchiveAsync());
        Assert.Equal(new ReportSent("email", Sent: 1, Waiting: 0, Failed: 3), Assert.Single(report.Sent));
        Assert.Equal(
            ["ana: ", .. from name in (string[])["ben", "cat", "dan"] select $"{name}: It is no longer theirs to see."],
            await desk.StoredAsync<string>(
                "SELECT recipient || ': ' || COALESCE(error, '') FROM apollo_deliveries ORDER BY recipient"
            )
        );
    }

    [Fact]
    public async Task Who_cannot_have_a_report_is_refused_with_the_reason()
    {
        await using var desk = await ReportDesk.StartEmptyAsync(Noon);
        await desk.AddPersonAsync("Fay", Manager);
        await desk.ChangePersonAsync("Fay", isOff: true, Manager);
        await desk.AddPersonAsync("Hal", Elsewhere);
        const string alertsOnly = "The hook Ops takes alerts only: reports go to another kind of hook.";
        var theirs = await desk.AddHookAsync(HookPreset.Json, of: "south");
        var tooLong = $"{new string('a', 249)}@b.org";
        (string To, string Reason)[] refusals =
        [
            (await desk.AddHookAsync(HookPreset.Pagerduty), alertsOnly),
            (await desk.AddHookAsync(HookPreset.Alertmanager), alertsOnly),
            .. from hook in (string[])["hook:none", theirs]
            select (hook, $"There is no hook '{hook[5..]}' on this desk. GET /api/hooks lists those there are."),
            .. from person in (string[])["none", "fay", "hal"]
            select ($"person:{person}", $"There is no person '{person}' who may see this desk."),
            .. from address in (string[])
                [
                    "",
                    "boss",
                    "boss@",
                    "Boss <boss@example.com>",
                    "boss@example.com,ana@example.com",
                    "boss@example.com\r\nBcc:ana@example.com",
                    tooLong,
                ]
            select ($"mail:{address}", $"'{address}' is no e-mail address."),
            .. from nobody in (string[])["role:display", "role:chief", "team:Network", "boss@example.com", ""]
            select (nobody, $"'{nobody}' is nobody: write role:manager, person:…, hook:… or mail:…."),
        ];
        foreach (var (to, reason) in refusals)
            Assert.Equal(Wrong(reason), await desk.Reports.Add(ReportDesk.Ana, Draft(to), default));
        Assert.Empty(await desk.Reports.Schedules(default));

        // Nor does one that stands become so.
        await desk.AddAsync("Daily", ReportEvery.Day, Morning, "role:manager");
        var kept = Assert.Single(await desk.Reports.Schedules(default));
        foreach (var (to, reason) in refusals)
            Assert.Equal(Wrong(reason), await desk.Reports.Change(ReportDesk.Ana, kept.Id, Draft(to), null, default));
        Assert.Equal("role:manager", Assert.Single(Assert.Single(await desk.Reports.Schedules(default)).To));

        static ScheduleSaved Wrong(string reason) => new(ScheduleOutcome.Wrong, Field: "to", Reason: reason);

        static ScheduleDraft Draft(string to) => new(ReportEvery.Day, Morning, ["role:manager", to], "Daily", true);
    }

    private static async Task<bool> IsOverAsync(ReportDesk desk) =>
        (await desk.ArchiveAsync()) is [{ Sent: var sent }] && sent.All(to => to.Waiting == 0);
}
