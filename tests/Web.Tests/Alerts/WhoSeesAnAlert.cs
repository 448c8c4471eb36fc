using Apollo.Model;
using Apollo.Web.Feeds;
using Apollo.Web.Tests.Support;
using Microsoft.Extensions.Time.Testing;

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

    [Fact]
    public void A_person_is_told_what_names_them_and_later_what_comes_later()
    {
        var later = new AlertNotice(TellReason.Fired, Alert.Notice!.At.AddMinutes(10));
        var told = Alert with { Notify = [new("browser", "person:ana"), new("browser", "person:bo", 600)] };
        var network = Audience(Role.Member) with { Teams = ["Network"] };
        Assert.Equal(Alert.Notice, told.For(network, "ana")!.Notice);
        Assert.Null(told.For(network, "bo")!.Notice);
        Assert.Null(told.For(network)!.Notice);
        told = told with { Later = [new LaterNotice(600, later)] };
        Assert.Equal(later, told.For(network, "bo")!.Notice);
        Assert.Equal(Alert.Notice, told.For(network, "ana")!.Notice);
    }

    [Fact]
    public void A_ticket_is_for_who_may_see_its_row_and_a_display_for_members_up()
    {
        var ticket = Alert with
        {
            Kind = AlertKind.Ticket,
            Ticket = new AlertTicket("INC-1", "Network", "Ana", Alert.Since),
        };
        var network = Audience(Role.Member) with { Teams = ["Network"] };
        Assert.NotNull(ticket.For(network));
        Assert.Null(ticket.For(network with { Teams = ["Field"] }));
        Assert.Null(ticket.For(Audience(Role.Viewer)));
        Assert.Null(ticket.For(Audience(Role.Display)));
        var display = Alert with { Kind = AlertKind.Display, Dimension = "display", Group = "Hall" };
        Assert.NotNull(display.For(network));
        Assert.Null(display.For(Audience(Role.Display)));
    }

    [Fact]
    public async Task A_hundred_who_stand_at_the_same_place_share_one_question()
    {
        var (factory, script) = ScriptedGrains.Create();
        var questions = new AlertQuestions(factory, new FakeTimeProvider());
        var first = await questions.AskAsync(Some.Desk, null, default);
        var asked = Enumerable
            .Range(0, 100)
            .Select(_ => questions.AskAsync(Some.Desk, first.Position, default))
            .ToList();
        script.Alerts.Tell(Alert);
        var answers = await Task.WhenAll(asked);
        Assert.Equal(2, script.Alerts.Questions);
        Assert.All(answers, answer => Assert.Equal(Alert.Id, Assert.Single(answer.Changed).Id));
        await questions.AskAsync(Some.Desk, null, default);
        Assert.Equal(3, script.Alerts.Questions);
    }

    private static Alert Of(Role role) => Alert.For(Audience(role))!;

    private static Audience Audience(Role role) => new(role, null, PeopleShown.None, null);
}
