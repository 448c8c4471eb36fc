using NodaTime;

namespace Apollo.Simulator.Demo;

/// <summary>Planned visits: planned, moved, started, done, cancelled; a few are late, a few collide.</summary>
internal sealed partial class DeskEngine
{
    /// <summary>Two visits of one technician at once are noticed and avoided where there are some already.</summary>
    private static readonly double[] CarelessShares = [.25, .02, 0];

    private static readonly double[] Starts = [8, 8.5, 9, 9.5, 10, 10.5, 13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5];
    private static readonly double[] Lengths = [1, 1.5, 1.5, 2, 2, 2.5];
    private static readonly Team[] Visiting =
    [
        Roster.Workplace,
        Roster.Workplace,
        Roster.Network,
        Roster.Network,
        Roster.Servers,
        Roster.Applications,
    ];

    private int PlannedVisits { get; set; }

    private int VisitsToStart { get; set; }

    private int VisitsToFinish { get; set; }

    private int OverdueVisits { get; set; }

    private void TakeVisits()
    {
        (PlannedVisits, VisitsToStart, VisitsToFinish, OverdueVisits) = (0, 0, 0, 0);
        foreach (var visit in visits)
        {
            if (visit.Ahead(At))
                PlannedVisits++;
            if (visit.CanStart(At))
                VisitsToStart++;
            if (visit.CanFinish(At))
                VisitsToFinish++;
            if (visit.Overdue(At))
                OverdueVisits++;
        }
    }

    private DeskChange? PlanVisit()
    {
        var team = dice.One(Visiting);
        var technician = dice.One(team.Technicians);
        var length = dice.One(Lengths);
        if (Slot(technician, length) is not { } starts)
            return null;
        var ticket = Pick(candidate =>
            candidate.Workable && candidate.Row.Team == team.Name
                ? (candidate.Wish ? .3 : 1) * (candidate.Row.DueAt <= starts ? .3 : 1)
                : 0
        );
        var site = ticket is null
            ? dice.One(Roster.Sites)
            : Array.Find(Roster.Sites, site => site.Name == ticket.Row.Location) ?? dice.One(Roster.Sites);
        var visit = new InterventionRow
        {
            Id = NewId("INT"),
            TicketId = ticket?.Row.Id,
            Title = dice.One(Phrases.Visits),
            State = InterventionStates.Planned,
            Location = site.Name,
            Address = site.Address,
            Contact = $"{dice.One(Roster.Requesters)}, {site.Phone} {dice.Below(90) + 10}",
            Team = team.Name,
            Technician = technician,
            StartsAt = starts,
            EndsAt = starts.AddHours(length),
            UpdatedAt = At,
        };
        visits.Add(new(visit));
        var planned = ticket is null
            ? []
            : new[]
            {
                Line(ticket, technician, TicketEventKinds.System, $"Intervention {visit.Id} planned: {visit.Title}"),
            };
        return new(At, null, visit, planned);
    }

    private DeskChange? StartVisit() =>
        Changed(visit => visit.CanStart(At), row => row with { State = InterventionStates.Underway });

    private DeskChange? FinishVisit() => Changed(visit => visit.CanFinish(At), Done);

    private DeskChange? FinishOverdueVisit() => Changed(visit => visit.Overdue(At), Done);

    private DeskChange? CancelVisit() =>
        Changed(visit => visit.Ahead(At), row => row with { State = InterventionStates.Cancelled });

    private DeskChange? MoveVisit() =>
        Changed(
            visit => visit.Ahead(At.AddHours(3)),
            row =>
                row is { Technician: { } technician, EndsAt: { } ends, StartsAt: { } began }
                && Slot(technician, (ends - began).TotalHours) is { } starts
                    ? row with
                    {
                        StartsAt = starts,
                        EndsAt = starts + (row.EndsAt - row.StartsAt),
                    }
                    : row
        );

    private InterventionRow Done(InterventionRow row) => row with { State = InterventionStates.Done, DoneAt = At };

    private DeskChange? Changed(Func<Visit, bool> which, Func<InterventionRow, InterventionRow> change)
    {
        var visit = dice.Weighed(visits, candidate => which(candidate) ? 1 : 0);
        if (visit is null)
            return null;
        var before = visit.Row;
        var after = change(before);
        if (after == before)
            return null;
        visit.Row = after = after with { UpdatedAt = At };
        if (after.State is InterventionStates.Done or InterventionStates.Cancelled)
            visits.Remove(visit);
        var words =
            after.State == before.State ? $"Intervention {after.Id} moved" : $"Intervention {after.Id} {after.State}";
        return new(
            At,
            null,
            after,
            after.TicketId is { } ticket ? [new(ticket, At, after.Technician, TicketEventKinds.System, words)] : []
        );
    }

    /// <summary>
    /// A start within nine days at which the technician is free; now and then nobody looks, and two collide.
    /// </summary>
    private DateTime? Slot(string technician, double hours)
    {
        if (
            dice.Chance(CarelessShares[Math.Min(Collisions(), 2)])
            && dice.Weighed(visits, other => other.Row.Technician == technician && other.Ahead(At.AddHours(2)) ? 1 : 0)
                is { } overlooked
        )
            return overlooked.Row.StartsAt!.Value.AddMinutes(dice.Chance(.5) ? 30 : -30);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            // Whoever plans looks at two days, then at some hours, and takes the emptiest: the week is evenly filled,
            // and somebody is mostly on site.
            var date = new[] { Day(), Day() }.MinBy(VisitsOn);
            if (date.DayOfWeek == IsoDayOfWeek.Sunday || (date.DayOfWeek == IsoDayOfWeek.Saturday && !dice.Chance(.08)))
                continue;
            var start = Enumerable
                .Range(0, 5)
                .Select(_ => Hour(date))
                .MinBy(at => VisitsBetween(at, at.AddHours(hours)));
            if (start < At.AddMinutes(45))
                continue;
            if (
                !visits.Exists(visit =>
                    visit.Row.Technician == technician
                    && visit.Row.StartsAt < start.AddHours(hours)
                    && visit.Row.EndsAt > start
                )
            )
                return start;
        }
        return null;
    }

    /// <summary>One of the next nine days; today mostly has its plan already.</summary>
    private LocalDate Day()
    {
        var ahead = dice.Below(9);
        return clock.Local(At).Date.PlusDays(ahead > 0 || dice.Chance(.4) ? ahead : 1 + dice.Below(8));
    }

    private int Collisions()
    {
        var ahead = visits
            .Select(visit => visit.Row)
            .Where(row => row.EndsAt > At)
            .OrderBy(row => row.Technician, StringComparer.Ordinal)
            .ThenBy(row => row.StartsAt)
            .ToList();
        return ahead
            .Zip(ahead.Skip(1))
            .Count(pair => pair.First.Technician == pair.Second.Technician && pair.Second.StartsAt < pair.First.EndsAt);
    }

    private int VisitsOn(LocalDate date)
    {
        // An empty weekend is no gap to fill.
        if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            return int.MaxValue;
        var (from, to) = (clock.Utc(date.AtMidnight()), clock.Utc(date.PlusDays(1).AtMidnight()));
        return VisitsBetween(from, to);
    }

    private int VisitsBetween(DateTime from, DateTime to) =>
        visits.Count(visit => visit.Row.StartsAt < to && visit.Row.EndsAt > from);

    private DateTime Hour(LocalDate date) => clock.Utc(date.AtMidnight().PlusMinutes((long)(dice.One(Starts) * 60)));
}
