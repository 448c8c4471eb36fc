using System.Collections.Immutable;
using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>
/// A report in sentences: what the figures are, and how they changed. They name teams, never people, and no sentence
/// claims a cause. What is loud is marked as <see cref="Words.Loud"/> does.
/// </summary>
internal static class ServiceText
{
    private const double Shown = 0.0005;

    /// <summary>So many teams are named in a sentence at most.</summary>
    private const int MostNamed = 6;

    /// <summary>The sentences at the head.</summary>
    public static ImmutableArray<string> Head(ServiceFigures figures)
    {
        var (now, was, name) = (figures.Desk, figures.DeskBefore, Words.NameBefore(figures));
        var text = ImmutableArray.CreateBuilder<string>();
        text.Add(
            $"The desk received {Loud(now.Opened, "ticket")} "
                + $"({Words.Count(was.Opened)} {Words.InBefore(figures)}) and resolved "
                + $"{Words.Loud(Words.Count(now.Resolved))} ({Words.Count(was.Resolved)})."
        );
        text.Add(
            $"{Words.Loud(Words.Count(now.Open))} {(now.Open == 1 ? "was" : "were")} open at the end, "
                + $"{Than(now.Open - was.Open, $"at the end of {name}")}; "
                + $"{Words.Loud(Words.Count(now.Overdue))} of them overdue ({Words.Count(was.Overdue)})."
        );
        Add(Kept(now.Resolution, was.Resolution, figures.ResolutionTarget, "resolved", name));
        Add(Kept(now.Response, was.Response, figures.ResponseTarget, "responded to", name));
        Add(Missed(figures));
        if (now is { Median: { } median, P90: { } most })
            text.Add(
                $"Half of those resolved took up to {Words.Loud(Words.Time(median))} of service time"
                    + (was.Median is { } before ? $" ({Words.Time(before)} {Words.InBefore(figures)})" : "")
                    + $", 90\u00A0% up to {Words.Loud(Words.Time(most))}"
                    + (was.P90 is { } mostBefore ? $" ({Words.Time(mostBefore)})." : ".")
            );
        return text.ToImmutable();

        void Add(string? sentence)
        {
            if (sentence is not null)
                text.Add(sentence);
        }
    }

    /// <summary>What stands out of the tables; may be nothing.</summary>
    public static ImmutableArray<string> Standing(ServiceFigures figures)
    {
        var text = ImmutableArray.CreateBuilder<string>();
        foreach (
            var (groups, of) in ((ImmutableArray<ServiceGroup>, string)[])
                [(figures.Categories, "category"), (figures.Locations, "location")]
        )
        {
            var named = groups.Where(group => group.Name is not null).ToList();
            if (named.Where(Rose).MaxBy(Change) is { } most)
                text.Add(Moved(most, of, "rose"));
            if (named.Where(group => Change(group) < 0).MinBy(Change) is { } least)
                text.Add(Moved(least, of, "fell"));
        }
        if (Busiest(figures.Arrivals) is var (day, hour, count))
            text.Add(
                $"Most tickets came {Words.Loud($"{OnDay(figures, day)}from {hour:00}:00 to {hour + 1:00}:00")}: "
                    + $"{Words.Count(count)}."
            );
        var (reopened, before) = (figures.Desk.Reopened, figures.DeskBefore.Reopened);
        text.Add(
            $"{Loud(reopened, "ticket")} {(reopened == 1 ? "was" : "were")} reopened ({Words.Count(before)} "
                + $"{Words.InBefore(figures)})."
        );
        if (
            figures
                .Teams.Where(team => team is { Name: not null, Counts.Overdue: > 0 })
                .MaxBy(team => team.Counts.Overdue) is
            { } team
        )
            text.Add(
                $"{Words.Loud(team.Name!)} had the most overdue tickets at the end: {Words.Count(team.Counts.Overdue)}."
            );
        return text.ToImmutable();

        static int Change(ServiceGroup group) => group.Counts.Opened - group.OpenedBefore;

        static bool Rose(ServiceGroup group) => Change(group) > 0;

        static string Moved(ServiceGroup group, string of, string how) =>
            $"{Words.Sentence(of)} {Words.Loud(group.Name!)} {how} by {Words.Count(Math.Abs(Change(group)))} to "
            + $"{Words.Count(group.Counts.Opened)}.";
    }

    /// <summary>When most tickets came; null = none did.</summary>
    public static (int Day, int Hour, int Count)? Busiest(ImmutableArray<ImmutableArray<int>> arrivals)
    {
        var most = arrivals
            .SelectMany((hours, day) => hours.Select((count, hour) => (day, hour, count)))
            .OrderByDescending(cell => cell.count)
            .Select(cell => ((int Day, int Hour, int Count)?)cell)
            .FirstOrDefault();
        return most is { Count: > 0 } ? most : null;
    }

    private static string OnDay(ServiceFigures figures, int day) =>
        figures.Every == ReportEvery.Day
            ? ""
            : $"{CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)((day + 1) % 7))}s ";

    private static string Loud(int number, string thing) =>
        $"{Words.Loud(Words.Count(number))} {thing}{(number == 1 ? "" : "s")}";

    private static string Than(int change, string then) =>
        change switch
        {
            0 => $"as many as {then}",
            > 0 => $"{Words.Count(change)} more than {then}",
            _ => $"{Words.Count(-change)} fewer than {then}",
        };

    private static string? Kept(SlaShare now, SlaShare was, double? target, string what, string before)
    {
        if (now.Share is not { } share)
            return null;
        var parts = new List<string>();
        if (target is { } wanted)
            parts.Add(
                share < wanted ? $"below the target of {Words.Target(wanted)}"
                : Math.Abs(share - wanted) < Shown ? $"at the target of {Words.Target(wanted)}"
                : $"above the target of {Words.Target(wanted)}"
            );
        if (was.Share is { } past)
        {
            // Of the shares as they are shown, so that whoever reckons after it finds the same.
            var points = Math.Round(Math.Round(share * 100, 1) - Math.Round(past * 100, 1), 1);
            parts.Add(
                points == 0
                    ? $"as in {before}"
                    : $"{Math.Abs(points).ToString("0.0", CultureInfo.InvariantCulture)} points "
                        + $"{(points > 0 ? "above" : "below")} {before}"
            );
        }
        var tail = parts.Count == 0 ? "" : $", {string.Join(" and ", parts)}";
        return $"{Words.Loud(Words.Percent(share))} were {what} in time{tail}.";
    }

    private static string? Missed(ServiceFigures figures)
    {
        var teams = figures
            .Teams.Where(team => team.Name is not null && team.Counts.Resolution.Due + team.Counts.Response.Due > 0)
            .ToList();
        if (teams.Count < 2 || (figures.ResolutionTarget is null && figures.ResponseTarget is null))
            return null;
        var missed = teams
            .Select(team =>
                (
                    team.Name,
                    Resolution: team.Counts.Resolution.Misses(figures.ResolutionTarget),
                    Response: team.Counts.Response.Misses(figures.ResponseTarget)
                )
            )
            .Where(team => team.Resolution || team.Response)
            .ToList();
        if (missed.Count == 0)
            return $"All {Words.InWords(teams.Count)} teams kept the targets.";
        var of = $"{Words.Sentence(Words.InWords(missed.Count))} of {Words.InWords(teams.Count)} teams missed a target";
        // A sentence of so many names is not read; the table marks them.
        if (missed.Count > MostNamed)
            return $"{of}; the table of teams marks them.";
        var parts = new List<string>();
        foreach (
            var (what, names) in ((string, IEnumerable<string>)[])
                [
                    (
                        " for the response",
                        missed.Where(team => !team.Resolution).Select(team => Words.Loud(team.Name!))
                    ),
                    (
                        " for the resolution",
                        missed.Where(team => !team.Response).Select(team => Words.Loud(team.Name!))
                    ),
                    (
                        " for both",
                        missed
                            .Where(team => team is { Resolution: true, Response: true })
                            .Select(team => Words.Loud(team.Name!))
                    ),
                ]
        )
            if (names.ToList() is { Count: > 0 } some)
                parts.Add(Words.And(some) + what);
        return $"{of}: {Words.And(parts)}.";
    }
}
