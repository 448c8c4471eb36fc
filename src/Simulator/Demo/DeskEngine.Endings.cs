namespace Apollo.Simulator.Demo;

/// <summary>How tickets end, and how some come back.</summary>
internal sealed partial class DeskEngine
{
    private const int ReopeningsPerDay = 2;

    /// <summary>Resolved tickets that nobody objected to for two days.</summary>
    private int Closings
    {
        get
        {
            var count = 0;
            while (count < resolved.Count && resolved[count].Row.ResolvedAt < At.AddDays(-2))
                count++;
            return count;
        }
    }

    private double CriticalResolutions()
    {
        var rate = 0.0;
        foreach (var item in open)
        {
            if (!item.Critical || !item.Workable)
                continue;
            var slack = item.Slack(At);
            rate +=
                slack < 0 ? .7 * Math.Max(working, .2)
                : slack < .6 && !MayMiss ? 30
                : slack < .6 ? 0
                : (census.Critical > 1 ? .5 : .12) * working;
        }
        return rate;
    }

    /// <summary>
    /// Whether one more critical incident may be solved late without the month looking worse than it should.
    /// </summary>
    private bool MayMiss
    {
        get
        {
            while (criticalResolved.TryPeek(out var oldest) && oldest.At < At.AddDays(-30))
                criticalResolved.Dequeue();
            var inTime = criticalResolved.Count(solved => solved.InTime);
            return inTime >= .93 * (criticalResolved.Count + 1) && criticalResolved.Count > 12;
        }
    }

    private DeskChange? ResolveCritical()
    {
        var item = Pick(candidate =>
            candidate.Critical && candidate.Workable ? 1 / (Math.Max(0, candidate.Slack(At)) + .05) : 0
        );
        if (item is null)
            return null;
        criticalResolved.Enqueue((At, At <= item.Row.DueAt));
        return Resolved(item);
    }

    private DeskChange? ResolveKind(string kind) =>
        Pick(candidate =>
        {
            if (!candidate.Workable || candidate.Row.Kind != kind || candidate.Critical || candidate.Wish)
                return 0;
            if (candidate.Overdue(At))
                return census.Overdue > aim.Overdue ? 12 : .1;
            if (candidate.Slow)
                return 0;
            var age = (At - candidate.Row.OpenedAt).TotalHours;
            var urgency = 1 + (age / 24) + (20 / (2 + candidate.Slack(At)));
            return candidate.Bounces && candidate.Row.Reassignments == 0 ? .2 * urgency : urgency;
        })
            is { } item
            ? Resolved(item)
            : null;

    private DeskChange? ResolveDue() =>
        Pick(candidate =>
            candidate
                is {
                    Workable: true,
                    Critical: false,
                    Slow: false,
                    Row.Kind: TicketKinds.Incident or TicketKinds.Request
                }
            && candidate.Slack(At) is > 0 and < 2
                ? 1
                : 0
        )
            is { } item
            ? Resolved(item)
            : null;

    private DeskChange? ResolveProblem() =>
        Pick(candidate =>
        {
            if (candidate.Row.Kind != TicketKinds.Problem || !candidate.Workable)
                return 0;
            var age = (At - candidate.Row.OpenedAt).TotalDays;
            return age > 45 ? 200
                : age > 28 && census.Old > aim.Old ? 30
                : 1 + age;
        })
            is { } item
            ? Resolved(item)
            : null;

    private DeskChange? ResolveChange()
    {
        var item = Pick(candidate =>
            candidate.Row.Kind == TicketKinds.Change && candidate.Workable
                ? 1 / (Math.Max(-1, candidate.Slack(At) / 24) + 2)
                : 0
        );
        return item is null
            ? null
            : Resolved(
                item,
                dice.Next() switch
                {
                    < .945 => "successful",
                    < .98 => "failed",
                    _ => "backed_out",
                }
            );
    }

    private DeskChange? EndWish()
    {
        var item = Pick(candidate =>
        {
            if (!candidate.Wish || candidate.Awaiting || candidate.Row.State == TicketStates.Pending)
                return 0;
            var age = (At - candidate.Row.OpenedAt).TotalDays;
            return age > 26 ? 300 : .2 + (age * age / 20);
        });
        if (item is null)
            return null;
        var person = item.Row.Assignee ?? dice.One(TeamOf(item.Row).Technicians);
        if (item.Row.Assignee is not null && dice.Chance(.2))
            return Resolved(item);
        open.Remove(item);
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Cancelled,
                ClosedAt = At,
                Assignee = person,
            },
            Line(item, person, TicketEventKinds.State, "Open → Cancelled: no longer needed")
        );
    }

    private DeskChange Resolved(Case item, string? outcome = null)
    {
        open.Remove(item);
        resolved.Add(item);
        var person = item.Row.Assignee;
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Resolved,
                ResolvedAt = At,
                Outcome = outcome,
            },
            Line(
                item,
                person,
                TicketEventKinds.Comment,
                item.Row.Kind == TicketKinds.Change ? "Carried out and reviewed." : dice.One(Phrases.Solutions)
            ),
            Line(item, person, TicketEventKinds.State, "Open → Resolved")
        );
    }

    private DeskChange? Reopen()
    {
        var day = clock.StartOfDay(At);
        if (reopenedToday.Day != day)
            reopenedToday = (day, 0);
        if (reopenedToday.Count >= ReopeningsPerDay || resolved.Count == 0)
            return null;
        var item = dice.One(resolved);
        if (
            item.Row
                is not {
                    Kind: TicketKinds.Incident or TicketKinds.Request,
                    Priority: > 1 and < 5,
                    Reopens: 0,
                    Rating: null
                }
            || item.Row.ResolvedAt > At.AddHours(-1)
        )
            return null;
        reopenedToday = (day, reopenedToday.Count + 1);
        resolved.Remove(item);
        open.Add(item);
        // A reopened ticket gets half of its promise again.
        DateTime? again =
            item.Row.Priority is { } priority && Promise.Solution(item.Row.Kind, priority) is { } solution
                ? clock.After(At, solution / 2)
                : null;
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Open,
                ResolvedAt = null,
                ReopenedAt = At,
                Reopens = item.Row.Reopens + 1,
                DueAt = again > item.Row.DueAt ? again : item.Row.DueAt,
            },
            Line(item, item.Row.Requester, TicketEventKinds.Comment, dice.One(Phrases.Reopenings)),
            Line(item, item.Row.Requester, TicketEventKinds.State, "Resolved → Open")
        );
    }

    private DeskChange? Close()
    {
        var count = Closings;
        if (count == 0)
            return null;
        var index = dice.Below(count);
        var item = resolved[index];
        resolved.RemoveAt(index);
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Closed,
                ClosedAt = At,
            },
            Line(item, null, TicketEventKinds.State, "Resolved → Closed: no objection")
        );
    }

    private DeskChange? Rate()
    {
        if (resolved.Count == 0)
            return null;
        var item = dice.One(resolved);
        if (item.Row is not { Rating: null, Kind: TicketKinds.Incident or TicketKinds.Request })
            return null;
        var rating = dice.Next() switch
        {
            < .6 => 5,
            < .895 => 4,
            < .95 => 3,
            < .98 => 2,
            _ => 1,
        };
        return Changed(
            item,
            item.Row with
            {
                Rating = rating,
            },
            Line(item, item.Row.Requester, TicketEventKinds.System, $"Rated {rating} of 5")
        );
    }
}
