using Apollo.Model;

namespace Apollo.Web.Tests.Alerts;

/// <summary>What each role gets of an alert.</summary>
public class WhoSeesAnAlert
{
    private static readonly Alert Alert = SomeAlert.Firing("a1") with
    {
        Acknowledged = new Acknowledgement("Ana", new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), "call Bo"),
        Notice = new AlertNotice(TellReason.Fired, new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc)),
    };

    [Theory]
    [InlineData(Role.Display, null, null)]
    [InlineData(Role.Viewer, null, null)]
    [InlineData(Role.Member, "Ana", "call Bo")]
    [InlineData(Role.Manager, "Ana", "call Bo")]
    public void Names_are_for_members(Role role, string? by, string? comment) =>
        Assert.Equal((by, comment), (Of(role).Acknowledged!.By, Of(role).Acknowledged!.Comment));

    [Fact]
    public void A_persons_number_is_for_who_may_see_it()
    {
        var persons = Alert with { Dimension = "assignee", Group = "Ana" };
        var own = Audience(Role.Member) with { People = PeopleShown.Own, Assignee = "Ana" };
        Assert.Null(persons.For(Audience(Role.Viewer)));
        Assert.Null(persons.For(Audience(Role.Display) with { People = PeopleShown.All }));
        Assert.Null(persons.For(Audience(Role.Member)));
        Assert.Null(persons.For(own with { Assignee = "Bo" }));
        Assert.NotNull(persons.For(own));
        Assert.NotNull(persons.For(Audience(Role.Manager) with { People = PeopleShown.All }));
    }

    [Fact]
    public void A_notice_is_for_those_whom_the_rule_tells()
    {
        Assert.NotNull(Of(Role.Display).Notice);
        var told = Alert with { Notify = [new("browser", "team:Network"), new("browser", "role:manager")] };
        var network = Audience(Role.Member) with { Teams = ["Network"] };
        Assert.NotNull(told.For(network)!.Notice);
        Assert.Null(told.For(network with { Teams = ["Field"] })!.Notice);
        Assert.Null(told.For(Audience(Role.Viewer))!.Notice);
        Assert.NotNull(told.For(Audience(Role.Manager))!.Notice);
    }

    [Fact]
    public void Wall_displays_are_told_by_a_channel_of_their_own_and_it_tells_no_person()
    {
        var walls = Alert with { Notify = [new("display", "role:display")] };
        Assert.NotNull(walls.For(Audience(Role.Display))!.Notice);
        Assert.Null(walls.For(Audience(Role.Viewer))!.Notice);
        Assert.Null(walls.For(Audience(Role.Manager))!.Notice);
        var people = Alert with { Notify = [new("browser", "role:member")] };
        Assert.Null(people.For(Audience(Role.Display))!.Notice);
    }

    private static Alert Of(Role role) => Alert.For(Audience(role))!;

    private static Audience Audience(Role role) => new(role, null, PeopleShown.None, null);
}
