using Apollo.Grains.Alerts;
using Apollo.Grains.Clock;
using Apollo.Grains.Rotas;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>
/// No noise: who is told what, and when (seconds since the begin), where much happens or nothing goes well.
/// </summary>
public class WhoIsToldWhat
{
    private static readonly DateTime Begin = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private static readonly AlertRule Rule = new()
    {
        Id = "rule",
        Name = "Overdue",
        Kpi = "overdue",
        Above = true,
        Critical = new AlertLevel(10),
        Enabled = true,
    };

    private static readonly Audience Member = new(Role.Member, ["Network"], PeopleShown.None, null);

    [Fact]
    public void A_number_that_hops_over_its_limit_a_hundred_times_a_minute_is_told_as_flapping_once()
    {
        var desk = New(Rule);
        for (var hop = 0; hop < 200; hop++)
        {
            desk.Say(hop % 2 == 0 ? 12 : 3);
            desk.Pass(0.6);
        }
        desk.Pass(900);
        Assert.Equal(1, desk.Told.Count(told => told.EndsWith(nameof(TellReason.Flapping), StringComparison.Ordinal)));
        Assert.Equal(1, desk.Told.Count(told => told.EndsWith(nameof(TellReason.Steady), StringComparison.Ordinal)));
        Assert.InRange(desk.Told.Count, 2, 12);
    }

    [Fact]
    public void Forty_rules_that_cross_in_one_tick_are_told_once_each()
    {
        var desk = new AlertDesk(Begin, Enumerable.Range(0, 40).Select(number => Rule with { Id = $"r{number}" }));
        desk.Say(3);
        desk.Pass(5);
        desk.Say(12);
        desk.Pass(300);
        Assert.Equal(Enumerable.Repeat("5 Fired", 40), desk.Told);
    }

    [Fact]
    public void An_ITSM_that_is_away_for_ten_minutes_and_back_is_no_news_of_its_numbers()
    {
        var desk = New(Rule);
        desk.Say(12);
        desk.Pass(5);
        desk.Away(600);
        desk.Say(12);
        desk.Pass(60);
        Assert.Equal(["0 Fired"], desk.Told);
    }

    [Fact]
    public void A_restart_over_an_alert_that_fires_tells_nothing_again()
    {
        var desk = New(Rule);
        desk.Say(12);
        desk.Pass(5);
        desk.Restart(30);
        desk.Say(12);
        desk.Pass(60);
        Assert.Equal(["0 Fired"], desk.Told.Distinct());
        desk.Say(3);
        Assert.Equal("95 Resolved", desk.Told[^1]);
    }

    [Fact]
    public void A_first_start_on_a_desk_with_everything_red_tells_each_once()
    {
        var desk = New(Rule with { Repeat = null });
        desk.Say(50);
        desk.Pass(3_600);
        Assert.Equal(["0 Fired"], desk.Told);
    }

    [Fact]
    public void On_the_night_of_the_change_of_the_clocks_hours_begin_at_their_wall_time()
    {
        // 29 March 2026 in Paris: 07:00 is 05:00 UTC, one hour earlier than the day before.
        var paris = DeskCalendar.For("Europe/Paris", ServiceHours.Parse(All("07:00-20:00"), []));
        var night = new DateTime(2026, 3, 28, 22, 0, 0, DateTimeKind.Utc);
        var desk = new AlertDesk(night, [Rule with { Hours = AlertHours.Service }], calendar: paris);
        desk.Say(12);
        desk.Pass(8 * 3_600);
        Assert.Equal([$"{7 * 3_600} Fired"], desk.Told);
    }

    [Fact]
    public void On_a_holiday_nobody_is_told_and_what_still_fires_on_the_next_day_is_told_then()
    {
        var calendar = DeskCalendar.For("Etc/UTC", ServiceHours.Parse(All("08:00-18:00"), ["2026-03-10"]));
        var desk = new AlertDesk(Begin, [Rule with { Hours = AlertHours.Service, Repeat = 600 }], calendar: calendar);
        desk.Say(12);
        desk.Pass(86_400 + 60);
        Assert.Equal([$"{86_400} Fired"], desk.Told);
    }

    [Fact]
    public void Nobody_acknowledges_and_each_step_is_told_at_its_second_to_those_whose_turn_it_is()
    {
        var rule = Rule with
        {
            Notify =
            [
                new("browser", "team:Network"),
                new("browser", "person:ben", 600),
                new("browser", "role:manager", 1_800),
            ],
        };
        string[] Heard(Audience audience, string? person)
        {
            var desk = new AlertDesk(Begin, [rule], audience, person);
            desk.Say(12);
            desk.Pass(3_000);
            desk.Say(3);
            return [.. desk.Told];
        }
        Assert.Equal(["0 Fired", "3000 Resolved"], Heard(Member, "ana"));
        Assert.Equal(["600 Fired", "3000 Resolved"], Heard(Member with { Teams = ["Mail"] }, "ben"));
        Assert.Equal(["1800 Fired", "3000 Resolved"], Heard(Audience.Everything with { Teams = ["Mail"] }, "boss"));
        Assert.Empty(Heard(Member with { Teams = ["Mail"] }, "chloe"));
    }

    [Fact]
    public void Who_acknowledges_keeps_the_next_from_being_told()
    {
        var rule = Rule with { Notify = [new("browser", "team:Network"), new("browser", "person:ben", 600)] };
        var desk = new AlertDesk(Begin, [rule], Member with { Teams = ["Mail"] }, "ben");
        desk.Say(12);
        desk.Pass(599);
        desk.Acknowledge();
        desk.Pass(3_000);
        desk.Say(3);
        Assert.Empty(desk.Told);
    }

    [Fact]
    public void Who_is_on_call_is_told_whoever_is_absent_is_not_and_where_all_are_the_team_is()
    {
        var rule = Rule with { Notify = [new("browser", "oncall:Network")], Repeat = 3_600 };
        var rota = new Rota("Network", ["ana", "ben"], new DateOnly(2026, 3, 2), new TimeOnly(9, 0), 1, []);
        string[] Heard(string person, string? away = null)
        {
            var zone = NodaTime.DateTimeZone.Utc;
            var desk = new AlertDesk(
                new DateTime(2026, 3, 9, 8, 0, 0, DateTimeKind.Utc),
                [rule],
                Member with
                {
                    Teams = ["Mail"],
                },
                person,
                onCall: (_, at) => OnCall.At(rota, zone, at, one => one == away || away == "all").Person
            );
            desk.Say(12);
            desk.Pass((2 * 3_600) + 5);
            return [.. desk.Told];
        }
        // Ben takes over at nine, an hour later: what repeats then is his to hear.
        Assert.Equal(["0 Fired"], Heard("ana"));
        Assert.Equal(["3600 Repeated", "7200 Repeated"], Heard("ben"));
        Assert.Equal(["0 Fired", "3600 Repeated", "7200 Repeated"], Heard("ben", away: "ana"));
        Assert.Empty(Heard("ana", away: "all"));
    }

    [Fact]
    public void An_ITSM_that_is_away_is_told_at_its_second_by_a_rule_on_its_reading_and_so_is_its_return()
    {
        var rule = RuleKinds.Whole(
            Rule with
            {
                Kind = AlertKind.Data,
                Of = AlertOf.Age,
                Critical = new AlertLevel(120),
            }
        );
        var desk = New(rule);
        desk.Say(1);
        desk.HearReading(desk.Now);
        desk.Pass(30);
        var lastRead = desk.Now;
        desk.HearReading(lastRead);
        desk.Away(600);
        Assert.Equal(["150 Fired"], desk.Told);
        Assert.False(Assert.Single(desk.Alerts.Shown.Standing).Stale);
        desk.HearReading(desk.Now);
        desk.Pass(60);
        Assert.Equal(["150 Fired", "630 Resolved"], desk.Told);
    }

    private static AlertDesk New(AlertRule rule) => new(Begin, [rule]);

    private static Dictionary<string, string> All(string hours) =>
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString(), _ => hours);
}
