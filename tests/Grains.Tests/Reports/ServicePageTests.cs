using System.Text.RegularExpressions;
using Apollo.Grains.Reports.Service;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Reports;

/// <summary>What a service report says: figures and their change, teams and no people, and no cause.</summary>
public sealed partial class ServicePageTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly DeskInfo Desk = new(
        "demo",
        "Harbour <IT> Desk",
        "Europe/Paris",
        "demo",
        "",
        TimeSpan.FromSeconds(1)
    );

    [Fact]
    public void The_head_states_the_figures_and_how_they_changed()
    {
        Assert.Equal(
            [
                "The desk received 1206 tickets (1246 in September) and resolved 1227 (1190).",
                "104 were open at the end, 21 fewer than at the end of September; 7 of them overdue (9).",
                "91.4 % were resolved in time, above the target of 90 % and 0.6 points below September.",
                "92.1 % were responded to in time, above the target of 90 % and 0.4 points above September.",
                "Two of six teams missed a target: Network for the response and Applications for the resolution.",
                "Half of those resolved took up to 2 h 30 min of service time (2 h 25 min in September), "
                    + "90 % up to 19 h 45 min (19 h 26 min).",
            ],
            Plain(SomeFigures.October())
        );
    }

    [Theory]
    [InlineData(6, "Six of six teams missed a target: T1, T2, T3, T4, T5 and T6 for the response.")]
    [InlineData(7, "Seven of seven teams missed a target; the table of teams marks them.")]
    public void Of_many_teams_that_missed_a_target_none_is_named(int teams, string sentence)
    {
        var many = SomeFigures.October(figures =>
            figures with
            {
                Teams =
                [
                    .. Enumerable
                        .Range(1, teams)
                        .Select(number =>
                            figures.Teams.Single(team => team.Name == "Network") with
                            {
                                Name = $"T{number}",
                            }
                        ),
                ],
            }
        );
        Assert.Contains(sentence, Plain(many));
    }

    [Fact]
    public void Where_nothing_was_due_before_or_at_all_no_share_is_claimed()
    {
        var first = SomeFigures.October(figures =>
            figures with
            {
                Desk = figures.Desk with { Response = new(0, 0), Median = null, P90 = null, Open = 125 },
                DeskBefore = figures.DeskBefore with { Resolution = new(0, 0) },
                ResolutionTarget = null,
                Teams = [],
            }
        );
        Assert.Equal(
            [
                "The desk received 1206 tickets (1246 in September) and resolved 1227 (1190).",
                "125 were open at the end, as many as at the end of September; 7 of them overdue (9).",
                "91.4 % were resolved in time.",
            ],
            Plain(first)
        );
    }

    [Fact]
    public void The_page_runs_nothing_fetches_nothing_and_takes_no_name_for_a_tag()
    {
        var page = ServicePage.Html(SomeFigures.October(), Making());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<Gr", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<IT>", page, StringComparison.Ordinal);
        Assert.Single(StyleTag().Matches(page));
        Assert.Contains("<h1>Service report, October 2026</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Thu 1 to Sat 31 October 2026, 22 service days, Europe/Paris", page, StringComparison.Ordinal);
        Assert.Contains("Sun 1 Nov 2026 00:05", page, StringComparison.Ordinal);
        // Two teams below a target, each with a sign and not by colour alone.
        var teams = page[..page.IndexOf("By priority", StringComparison.Ordinal)];
        Assert.Equal(2, Regex.Count(teams, "aria-label=\"below the target\""));
        Assert.DoesNotContain("late", page.Split("</style>")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_category_is_cut_between_letters_in_its_chart()
    {
        var figures = SomeFigures.October(all =>
            all with
            {
                Categories = [SomeFigures.Group("Drucker EG 1😀 Ost", 4, 4, 4, 4, 4, 4, 4)],
            }
        );

        Assert.Contains(">Drucker EG 1&#x2026;</text>", ServiceCharts.ByCategory(figures), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_made_late_or_before_the_end_says_so_and_an_empty_period_shows_no_figures()
    {
        var due = new DateTimeOffset(2026, 10, 31, 23, 5, 0, default).ToUnixTimeMilliseconds();
        var late = ServicePage.Html(SomeFigures.October(), Making() with { DueAt = due, MadeAt = due + 700_000 });
        Assert.Contains("planned for Sun 1 Nov 2026 00:05: late.", late, StringComparison.Ordinal);
        var running = ServicePage.Html(SomeFigures.October(figures => figures with { IsOver = false }), Making());
        Assert.Contains("The period is not over", running, StringComparison.Ordinal);
        var none = new ServiceCounts(0, 0, 0, 0, 0, new(0, 0), new(0, 0));
        var empty = ServicePage.Html(
            SomeFigures.October(figures => figures with { Desk = none, ByDay = [], Teams = [] }),
            Making()
        );
        Assert.Contains("No ticket in this period.", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_groups_end_in_one_row_whose_sums_are_those_of_the_rest()
    {
        var many = SomeFigures.October(figures =>
            figures with
            {
                Locations =
                [
                    .. Enumerable
                        .Range(0, 40)
                        .Select(at => SomeFigures.Group($"L{at:00}", 100 - at, 50, 10, 9, 5, 5, 80)),
                ],
            }
        );
        var page = ServicePage.Html(many, Making());
        Assert.Contains("<th>27 others</th><td>1998</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("L13", page, StringComparison.Ordinal);
        Assert.Contains("location,L39,opened,61\r\n", FigureRows.Csv(many), StringComparison.Ordinal);
    }

    [Fact]
    public void The_csv_has_each_figure_once_and_no_cell_is_a_formula()
    {
        var odd = SomeFigures.October(figures =>
            figures with
            {
                Teams = [SomeFigures.Group("=1+1, \"x\"", 1, 1, 1, 1, 1, 1, 1)],
            }
        );
        var csv = FigureRows.Csv(odd);
        Assert.StartsWith("section,group,figure,value\r\nperiod,,from,2026-10-01\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("desk,,opened,1206\r\ndesk,,resolved,1227\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("team,\"'=1+1, \"\"x\"\"\",opened,1\r\n", csv, StringComparison.Ordinal);
        var rows = FigureRows.Of(odd);
        Assert.Equal(rows.Length, rows.DistinctBy(row => row.Name).Count());
        Assert.Equal(odd.Write(), ServiceFigures.Read(odd.Write()).Write());
    }

    [Fact]
    public void A_second_run_names_the_figures_that_are_others_and_no_more()
    {
        Assert.Empty(FigureRows.Differences(SomeFigures.October(), SomeFigures.October()));
        var later = SomeFigures.October(figures =>
            figures with
            {
                ReadAt = figures.ReadAt + 1,
                Desk = figures.Desk with { Resolved = 1226 },
                Categories = figures.Categories.RemoveAt(0),
            }
        );
        var differs = FigureRows.Differences(SomeFigures.October(), later);
        Assert.Contains(new ReportDifference("desk / resolved", "1227", "1226"), differs);
        Assert.Contains(new ReportDifference("category / Hardware / opened", "241", null), differs);
        Assert.All(differs, one => Assert.Matches("^(desk / resolved|category / Hardware / .*)$", one.Figure));
    }

    [Fact]
    public void A_day_shows_its_hours_and_a_week_its_number()
    {
        var day = SomeFigures.October(figures =>
            figures with
            {
                Every = ReportEvery.Day,
                Days = new WholeDays(new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 5)),
                DaysBefore = new WholeDays(new DateOnly(2026, 10, 4), new DateOnly(2026, 10, 4)),
                ByDay = [figures.ByDay[4]],
                ServiceDays = 1,
            }
        );
        var page = ServicePage.Html(day, Making());
        Assert.Contains("Service report, Mon 5 October 2026", page, StringComparison.Ordinal);
        Assert.Contains("Tickets by hour", page, StringComparison.Ordinal);
        // The chart's figures stand below too.
        var hours = page[page.IndexOf("<h2>By hour</h2>", StringComparison.Ordinal)..];
        Assert.Equal(
            Enumerable.Range(0, 24).Select(hour => $"{hour}"),
            Regex.Matches(hours, "<th>([0-9]+)").Select(head => head.Groups[1].Value)
        );
        Assert.Equal(
            Enumerable.Range(0, 24).Select(hour => $"{day.Arrivals.Sum(weekday => weekday[hour])}"),
            Regex.Matches(hours, "<td>([0-9]+)</td>").Select(cell => cell.Groups[1].Value)
        );
        Assert.Contains("1 service day,", page, StringComparison.Ordinal);
        var week = new WholeDays(new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3));
        Assert.Equal("week 53 of 2026", Words.Name(ReportEvery.Week, week));
        Assert.Equal("service-report-2026-W53", Words.File(ReportEvery.Week, week));
        Assert.Equal("Mon 28 December 2026 to Sun 3 January 2027", Words.Span(week));
    }

    [Fact]
    public void A_letter_says_the_same_and_shows_its_charts_as_pictures()
    {
        var letter = ServiceLetter.Of(SomeFigures.October(), Making());
        Assert.Equal("service report, October 2026", letter.Subject);
        Assert.Equal(ServiceText.Head(SomeFigures.October()).Select(Words.Plain), letter.Lines);
        Assert.Equal(["days", "in-time", "categories"], letter.Pictures.Select(picture => picture.Name));
        Assert.DoesNotContain("<svg", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<Gr", letter.Html, StringComparison.Ordinal);
        Assert.All(
            letter.Pictures,
            picture =>
            {
                Assert.Contains($"src=\"cid:{picture.Name}\"", letter.Html, StringComparison.Ordinal);
                Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.Png[..4]);
                Assert.InRange(picture.Png.Length, 500, 20_000);
            }
        );
    }

    private static IEnumerable<string> Plain(ServiceFigures figures) =>
        ServiceText.Head(figures).Select(line => Words.Plain(line).Replace('\u00A0', ' '));

    private static ReportMaking Making() =>
        new(Desk, Paris, new DateTimeOffset(2026, 10, 31, 23, 5, 4, default).ToUnixTimeMilliseconds(), null);

    [GeneratedRegex("<style>")]
    private static partial Regex StyleTag();
}
