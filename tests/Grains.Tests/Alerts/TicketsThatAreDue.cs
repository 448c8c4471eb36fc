using System.Globalization;
using Apollo.Grains.Alerts;
using Apollo.Grains.Clock;
using Apollo.Grains.Tests.Support;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>Which tickets a rule finds due, at which tick.</summary>
public class TicketsThatAreDue
{
    private static readonly DateTime Begin = new(2026, 3, 9, 8, 0, 0, DateTimeKind.Utc);

    // Monday to Friday, nine to five.
    private static readonly DeskCalendar Office = DeskCalendar.For(
        "Etc/UTC",
        ServiceHours.Parse(
            Enumerable.Range(1, 5).ToDictionary(day => ((DayOfWeek)day).ToString(), _ => "09:00-17:00"),
            []
        )
    );

    private static readonly AlertRule Rule = RuleKinds.Whole(
        new AlertRule
        {
            Id = "rule",
            Name = "Due",
            Kpi = "",
            Kind = AlertKind.Ticket,
            Of = AlertOf.Due,
            Enabled = true,
        }
    );

    [Theory]
    // Two service hours before Tuesday 10:00 it is Monday 16:00; by the clock Tuesday 08:00.
    [InlineData(7_200, false, "2026-03-09T16:00:00Z")]
    [InlineData(7_200, true, "2026-03-10T08:00:00Z")]
    [InlineData(0, false, "2026-03-10T10:00:00Z")]
    public void It_is_told_so_long_before_by_service_time_or_by_the_clock(int before, bool clock, string at)
    {
        var watch = Watching(Rule with { Before = before, Clock = clock }, Due("A", 26));
        Assert.Equal(at, watch.NextAt!.Value.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Assert.Empty(watch.Take(watch.NextAt.Value.AddTicks(-1)));
        var (_, ticket, told) = Assert.Single(watch.Take(Begin.AddDays(3)));
        Assert.Equal(
            ("A", "Network", "Ana Lima", Begin.AddHours(26)),
            (ticket.Id, ticket.Team, ticket.Assignee, ticket.DueAt)
        );
        Assert.Equal(at, told.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Assert.Null(watch.NextAt);
    }

    [Fact]
    public void On_hold_it_is_silent_and_after_it_due_when_the_ITSM_then_says()
    {
        var watch = Watching(Rule, Due("A", 1));
        Apply(watch, Due("A", 1), Due("A", 1) with { State = TicketState.Pending });
        Assert.Null(watch.NextAt);
        Apply(watch, Due("A", 1) with { State = TicketState.Pending }, Due("A", 3));
        Assert.Equal(Begin.AddHours(3), watch.NextAt);
    }

    [Fact]
    public void What_is_resolved_or_put_off_is_over_and_what_only_changed_its_holder_is_not()
    {
        var watch = Watching(Rule, Due("A", 1), Due("B", 1), Due("C", 1));
        Assert.Equal(3, watch.Take(Begin.AddHours(2)).Count());
        Assert.Equal(["rule"], Apply(watch, Due("A", 1), Due("A", 1) with { State = TicketState.Resolved }).Over);
        Apply(watch, Due("B", 1), Due("B", 9));
        Apply(watch, Due("C", 1), Due("C", 1) with { Assignee = "Bo Chen" });
        var again = Assert.Single(watch.Take(Begin.AddHours(2)));
        Assert.Equal(("C", "Bo Chen"), (again.Ticket.Id, again.Ticket.Assignee));
        Assert.Equal(["C"], watch.Fired("rule"));
        Assert.Equal(Begin.AddHours(9), watch.NextAt);
    }

    [Fact]
    public void A_response_is_due_until_somebody_answers_and_a_filter_leaves_out_what_it_does_not_pass()
    {
        var rule = Rule with { Of = AlertOf.Response, Filter = "team = Network" };
        var asked = Some.Ticket("A") with { ResponseDueAt = Begin.AddHours(1) };
        var watch = Watching(rule, asked, asked with { Id = "B", Team = "Mail" });
        Assert.Equal("A", Assert.Single(watch.Take(Begin.AddHours(2))).Ticket.Id);
        Apply(watch, asked, asked with { RespondedAt = Begin });
        Assert.Empty(watch.Fired("rule"));
    }

    [Fact]
    public void A_count_is_of_the_open_tickets_that_pass_its_filter()
    {
        var rule = Rule with { Of = AlertOf.Count, Filter = "assignee is empty" };
        var nobodys = Some.Ticket("A") with { Assignee = null };
        var watch = Watching(rule, nobodys, Some.Ticket("B"));
        Assert.Equal(1, watch.Count("rule"));
        Assert.Equal(["rule"], Apply(watch, Some.Ticket("B"), Some.Ticket("B") with { Assignee = null }).Counts);
        Assert.Equal(2, watch.Count("rule"));
        Apply(watch, nobodys, null);
        Assert.Equal(1, watch.Count("rule"));
    }

    [Fact]
    public void Over_generated_changes_they_are_those_that_a_plain_look_at_every_ticket_finds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var tickets = new Dictionary<string, Ticket>();
            var rule = Rule with
            {
                Before = random.Next(3) * 3_600,
                Clock = random.Next(2) == 0,
                Filter = random.Next(2) == 0 ? "priority <= 2" : null,
            };
            var watch = Watching(rule);
            for (var step = 0; step < 200; step++)
            {
                var now = Begin.AddMinutes(15 * step);
                var id = $"T{random.Next(20)}";
                var before = tickets.GetValueOrDefault(id);
                var after = random.Next(8) == 0 ? null : Any(random, id, now);
                if (before is not null || after is not null)
                    Apply(watch, before, after);
                if (after is null)
                    tickets.Remove(id);
                else
                    tickets[id] = after;
                foreach (var _ in watch.Take(now))
                    continue;
                Assert.Equal(
                    tickets.Values.Where(ticket => IsDue(rule, ticket, now)).Select(ticket => ticket.Id).Order(),
                    watch.Fired("rule").Order()
                );
            }
        }
    }

    [Fact]
    public void Ten_thousand_that_are_due_within_the_hour_are_all_told_while_they_change()
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, 10_000).Select(number => Due($"T{number}", random.NextDouble())).ToArray();
        var watch = Watching(Rule, all);
        var (found, last) = (0, Begin);
        for (var second = 0; second <= 3_600; second++)
        {
            for (var change = 0; change < 50; change++)
            {
                var ticket = all[random.Next(all.Length)];
                Apply(watch, ticket, ticket);
            }
            foreach (var (_, _, at) in watch.Take(Begin.AddSeconds(second)))
                found++;
        }
        Assert.True(found >= 10_000);
        Assert.Equal(10_000, watch.Fired("rule").Count);
    }

    [Fact]
    public void The_instant_before_is_the_last_tick_from_which_the_service_time_passes()
    {
        var random = new Random(7);
        var paris = DeskCalendar.For(
            "Europe/Paris",
            ServiceHours.Parse(
                Enumerable.Range(1, 5).ToDictionary(day => ((DayOfWeek)day).ToString(), _ => "08:00-12:00,13:00-18:00"),
                ["2026-04-06"]
            )
        );
        for (var round = 0; round < 500; round++)
        {
            var until = Begin.AddSeconds(random.Next(40 * 86_400)).Ticks;
            var service = random.Next(1, 5 * 86_400) * TimeSpan.TicksPerSecond;
            var at = paris.ServiceBefore(until, service);
            Assert.True(paris.ServiceTicks(at, until) >= service);
            Assert.True(paris.ServiceTicks(at + 1, until) < service);
        }
    }

    private static bool IsDue(AlertRule rule, Ticket ticket, DateTime now) =>
        ticket is { IsOpen: true, State: not TicketState.Pending, DueAt: { } due }
        && (rule.Filter is null || ticket.Priority <= 2)
        && (
            rule.Before == 0 ? due <= now
            : rule.Clock ? due.AddSeconds(-rule.Before!.Value) <= now
            // One tick later less is left than it is told before.
            : Office.ServiceTicks(now.Ticks + 1, due.Ticks) < rule.Before!.Value * TimeSpan.TicksPerSecond
        );

    private static Ticket Any(Random random, string id, DateTime now) =>
        Some.Ticket(id) with
        {
            State = random.Next(6) switch
            {
                0 => TicketState.Pending,
                1 => TicketState.Resolved,
                _ => TicketState.Open,
            },
            Priority = random.Next(1, 5),
            DueAt = random.Next(5) == 0 ? null : now.AddMinutes(random.Next(-300, 3_000)),
        };

    private static Ticket Due(string id, double hours) => Some.Ticket(id) with { DueAt = Begin.AddHours(hours) };

    private static TicketWatch Watching(AlertRule rule, params Ticket[] tickets)
    {
        var watch = new TicketWatch(Office);
        watch.Set(rule, rule.Id);
        watch.Load(tickets);
        return watch;
    }

    private static TicketWatch.Changed Apply(TicketWatch watch, Ticket? before, Ticket? after) =>
        watch.Apply(new RowChange<Ticket>(before, after));
}
