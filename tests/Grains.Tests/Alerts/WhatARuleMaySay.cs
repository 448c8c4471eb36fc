using System.Collections.Immutable;
using Apollo.Grains.Alerts;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>What is refused of a rule, by which field, and when somebody is told.</summary>
public class WhatARuleMaySay
{
    private static readonly ImmutableArray<KpiDefinition> Kpis =
    [
        .. KpiCatalogue.Standard.All.Select(kpi => kpi.Definition),
    ];

    private static readonly AlertRule Rule = new()
    {
        Id = "r",
        Name = "Overdue",
        Kpi = "overdue",
        Above = true,
        Warning = new AlertLevel(5),
        Critical = new AlertLevel(10, For: 60, Recover: 8),
    };

    public static TheoryData<string, AlertRule> Wrong =>
        new()
        {
            { "of", Rule with { Kind = AlertKind.Ticket } },
            { "of", Rule with { Kind = AlertKind.Ticket, Of = AlertOf.Age } },
            { "of", Rule with { Kind = AlertKind.Data, Of = AlertOf.Count } },
            { "of", Rule with { Kind = AlertKind.Display, Of = AlertOf.Age } },
            { "of", Rule with { Filter = "state = open" } },
            { "before", Rule with { Kind = AlertKind.Ticket, Of = AlertOf.Due, Before = -1 } },
            { "before", Rule with { Kind = AlertKind.Data, Of = AlertOf.Age, Before = 60 } },
            { "filter", Rule with { Kind = AlertKind.Ticket, Of = AlertOf.Count, Filter = "weather = sunny" } },
            { "filter", Rule with { Kind = AlertKind.Display, Of = AlertOf.Frozen, Filter = "id = 1" } },
            { "notify", Rule with { Notify = [new("browser", "holder")] } },
            { "name", Rule with { Name = " " } },
            { "name", Rule with { Name = new string('x', IAlertsGrain.LongestName + 1) } },
            { "kpi", Rule with { Kpi = "weather" } },
            { "dimension", Rule with { Dimension = "weather", Group = "x" } },
            { "group", Rule with { Dimension = "team" } },
            { "group", Rule with { Group = "Network" } },
            { "warning", Rule with { Warning = null, Critical = null } },
            { "warning", Rule with { Warning = new AlertLevel(double.NaN) } },
            { "warning", Rule with { Warning = new AlertLevel(5, For: -1) } },
            { "critical", Rule with { Critical = new AlertLevel(10, Recover: 10) } },
            { "critical", Rule with { Critical = new AlertLevel(10, Ahead: 600) } },
            { "warning", Rule with { Warning = new AlertLevel(5, Ahead: 90_000) } },
            { "warning", Rule with { Dimension = "team", Group = "*", Warning = new AlertLevel(5, Ahead: 60) } },
            { "critical", Rule with { Critical = new AlertLevel(4) } },
            { "critical", Rule with { Above = false } },
            { "hours", Rule with { Hours = Week("Someday", "08:00-12:00") } },
            { "hours", Rule with { Hours = Week("Monday", "12:00-08:00") } },
            { "notify", Rule with { Notify = [new("pager", "role:manager")] } },
            { "notify", Rule with { Notify = [new("email", "hook:h1")] } },
            { "notify", Rule with { Notify = [new("webhook", "role:manager")] } },
            { "notify", Rule with { Notify = [new("webhook", "hook:")] } },
            { "notify", Rule with { Notify = [new("browser", "role:boss")] } },
            { "notify", Rule with { Notify = [new("browser", "team:Network", -1)] } },
            { "notify", Rule with { Notify = [new("browser", "team:Network", 86_401)] } },
            { "notify", Rule with { Notify = [new("browser", "oncall:")] } },
            { "notify", Rule with { Notify = [new("display", "team:Network")] } },
            { "notify", Rule with { Notify = [new("display", "role:display", 60)] } },
            { "repeat", Rule with { Repeat = 59 } },
            { "message", Rule with { Message = new string('x', IAlertsGrain.LongestText + 1) } },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_by_its_field(string field, AlertRule rule) =>
        Assert.Equal(field, RuleCheck.FaultOf(rule, Kpis)?.Field);

    [Fact]
    public void What_can_be_and_what_is_suggested_is_not_refused()
    {
        Assert.Null(RuleCheck.FaultOf(Rule, Kpis));
        Assert.Null(RuleCheck.FaultOf(Rule with { Dimension = "team", Group = "*", Repeat = 60 }, Kpis));
        Assert.Null(RuleCheck.FaultOf(Rule with { Hours = Week("Monday", "08:00-12:00,13:00-18:00") }, Kpis));
        Assert.Null(RuleCheck.FaultOf(Rule with { Notify = [new("display", "role:display")] }, Kpis));
        foreach (
            var kind in (AlertRule[])
                [
                    Rule with
                    {
                        Kind = AlertKind.Ticket,
                        Of = AlertOf.Due,
                        Before = 3_600,
                        Filter = "team = Network",
                    },
                    Rule with
                    {
                        Kind = AlertKind.Ticket,
                        Of = AlertOf.Response,
                        Clock = true,
                        Before = 60,
                    },
                    Rule with
                    {
                        Kind = AlertKind.Ticket,
                        Of = AlertOf.Count,
                        Filter = "assignee is empty",
                    },
                    Rule with
                    {
                        Kind = AlertKind.Data,
                        Of = AlertOf.LeftOut,
                    },
                    Rule with
                    {
                        Kind = AlertKind.Display,
                        Of = AlertOf.Offline,
                    },
                ]
        )
            Assert.Null(RuleCheck.FaultOf(RuleKinds.Whole(kind with { Notify = [] }), Kpis));
        var suggested = RuleCheck.Suggestions(Kpis).ToList();
        Assert.NotEmpty(suggested);
        Assert.All(suggested, rule => Assert.Null(RuleCheck.FaultOf(rule, Kpis)));
        Assert.All(suggested, rule => Assert.False(rule.Enabled));
    }

    [Fact]
    public void Hours_and_silences_together_say_when_somebody_is_told()
    {
        var monday = new DateTime(2026, 3, 9, 0, 0, 0, DateTimeKind.Utc);
        AlertSilence Silence(int from, int until) =>
            new("s", null, null, null, monday.AddHours(from), monday.AddHours(until), "x", "Ana");
        var hours = new TellingHours(Week("Monday", "08:00-12:00"), DeskCalendar.Utc, [Silence(7, 9), Silence(9, 10)]);
        Assert.Equal(monday.AddHours(10), hours.OpensAt(monday));
        Assert.Equal(monday.AddHours(11), hours.OpensAt(monday.AddHours(11)));
        Assert.Equal(monday.AddDays(7).AddHours(8), hours.OpensAt(monday.AddHours(12)));
        Assert.Equal(monday.AddHours(10), hours.SilencedUntil(monday.AddHours(8)));
        Assert.Null(hours.SilencedUntil(monday.AddHours(10)));
    }

    private static AlertHours Week(string day, string hours) =>
        new(false, ImmutableSortedDictionary<string, string>.Empty.Add(day, hours));
}
