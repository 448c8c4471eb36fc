namespace Apollo.Simulator.Demo;

/// <summary>How tickets come in, are answered and find their people.</summary>
internal sealed partial class DeskEngine
{
    private static readonly string[] Channels = ["portal", "mail", "phone", "chat", "walk-in"];

    private double CriticalArrivals() =>
        census.Critical switch
        {
            0 => .45 * Math.Max(working, .3),
            1 => .06 * Math.Max(working, .3),
            _ => 0,
        } * aim.Size;

    private double Responses() =>
        (aim.ArrivalsPerHour * asking * Squared(census.Awaiting / aim.Awaiting))
        + (10 * census.ResponseSoon)
        + (ResponsesLate * Math.Max(working, .1));

    private double ResponsesLate =>
        census.ResponseOverdue <= 1 ? .8 * census.ResponseOverdue : 12 * census.ResponseOverdue;

    private DeskChange Arrive()
    {
        var kind = dice.Next() switch
        {
            < .50 => TicketKinds.Incident,
            < .93 => TicketKinds.Request,
            < .991 => TicketKinds.Change,
            _ => TicketKinds.Problem,
        };
        var priority = (kind, dice.Next()) switch
        {
            (TicketKinds.Incident, < .14) or (TicketKinds.Request, < .03) => 2,
            (TicketKinds.Incident, < .66) or (TicketKinds.Request, < .4) => 3,
            (TicketKinds.Incident, < .94) or (TicketKinds.Request, < .83) => 4,
            (TicketKinds.Incident or TicketKinds.Request, _) => 5,
            _ => dice.Chance(.3) ? 2
            : dice.Chance(.6) ? 3
            : 4,
        };
        return Opened(kind, priority);
    }

    private DeskChange ArriveCritical() => Opened(TicketKinds.Incident, 1);

    private DeskChange Opened(string kind, int priority)
    {
        var subject = dice.Weighed(Subject.All, s => s.Share)!;
        var prefix = kind switch
        {
            TicketKinds.Incident => "INC",
            TicketKinds.Request => "REQ",
            TicketKinds.Problem => "PRB",
            _ => "CHG",
        };
        var titles = kind switch
        {
            TicketKinds.Incident => subject.Incidents,
            TicketKinds.Request => subject.Requests,
            TicketKinds.Problem => Subject.Problems,
            _ => Subject.Changes,
        };
        // Problems and change requests are raised by the people of the desk, who know whose they are.
        var inside = kind is TicketKinds.Problem or TicketKinds.Change;
        var team = inside || dice.Chance(.6) ? subject.Team : Roster.ServiceDesk;
        var id = NewId(prefix);
        var item = new Case(
            new()
            {
                Id = id,
                Kind = kind,
                State = inside ? TicketStates.Open : TicketStates.New,
                Title = Subject.Worded(dice.One(titles), dice),
                Priority = priority,
                Category = subject.Category,
                Service = subject.Service,
                Channel =
                    inside ? "desk"
                    : priority == 1 && dice.Chance(.5) ? "monitoring"
                    : dice.Weighed(
                        Channels,
                        channel =>
                            channel switch
                            {
                                "portal" => 4,
                                "mail" => 3,
                                "phone" => 2.5,
                                "chat" => 1.5,
                                _ => .5,
                            }
                    ),
                Location = dice.One(Roster.Sites).Name,
                Team = team.Name,
                Assignee = inside ? dice.One(team.Technicians) : null,
                Requester = inside ? dice.One(team.Technicians) : dice.One(Roster.Requesters),
                OpenedAt = At,
                ResponseDueAt = Promise.Response(kind, priority) is { } response ? clock.After(At, response) : null,
                DueAt = Promise.Solution(kind, priority) is { } solution ? clock.After(At, solution) : null,
                RespondedAt = inside ? At : null,
                PendingSeconds = 0,
                Reopens = 0,
                Reassignments = 0,
                Escalated = 0,
                UpdatedAt = At,
            }
        );
        open.Add(item);
        return Changed(
            item,
            item.Row,
            Line(item, item.Row.Requester, TicketEventKinds.State, inside ? "Opened" : "New")
        );
    }

    private DeskChange? Respond()
    {
        var item = Pick(candidate =>
        {
            // Rows written by others may miss what this desk's always have.
            if (!candidate.Awaiting || candidate.Row.ResponseDueAt is not { } due)
                return 0;
            var slack = (due - At).TotalHours;
            if (slack <= 0)
                return 3;
            return candidate.Unanswered && !candidate.Critical ? 0 : 1 / (slack + .2);
        });
        if (item is null)
            return null;
        var team = TeamOf(item.Row);
        var author = dice.One(team.Technicians);
        if (!item.Critical && dice.Chance(.015))
        {
            open.Remove(item);
            return Changed(
                item,
                item.Row with
                {
                    State = TicketStates.Cancelled,
                    RespondedAt = At,
                    ClosedAt = At,
                    Assignee = author,
                },
                Line(item, author, TicketEventKinds.State, "Cancelled: duplicate of another ticket")
            );
        }
        var assigned = item.Critical || dice.Chance(.5);
        var row = item.Row with { State = TicketStates.Open, RespondedAt = At, Assignee = assigned ? author : null };
        var answer = Line(item, author, TicketEventKinds.Comment, dice.One(Phrases.Responses));
        var state = Line(item, author, TicketEventKinds.State, "New → Open");
        return assigned
            ? Changed(
                item,
                row,
                answer,
                state,
                Line(item, author, TicketEventKinds.Assignment, $"Assigned to {author}, {team.Name}")
            )
            : Changed(item, row, answer, state);
    }

    private DeskChange? AssignTriaged()
    {
        var item = Pick(candidate =>
            candidate.Row is { RespondedAt: not null, Assignee: null, State: TicketStates.Open }
                ? 1 / (Math.Max(0, candidate.Slack(At)) + 4)
                : 0
        );
        if (item is null)
            return null;
        var team = TeamOf(item.Row);
        var person = dice.One(team.Technicians);
        return Changed(
            item,
            item.Row with
            {
                Assignee = person,
            },
            Line(item, person, TicketEventKinds.Assignment, $"Assigned to {person}, {team.Name}")
        );
    }

    private DeskChange? Reassign()
    {
        var item = Pick(candidate =>
            candidate.Workable && candidate.Bounces
                ? candidate.Row.Reassignments == 0
                    ? 3
                    : 1
                : 0
        );
        if (item is null)
            return null;
        var from = item.Row.Assignee!;
        var team = dice.Chance(.5) ? dice.One(Roster.Teams) : TeamOf(item.Row);
        var others = Array.FindAll(team.Technicians, person => person != from);
        var person = dice.One(others);
        return Changed(
            item,
            item.Row with
            {
                Team = team.Name,
                Assignee = person,
                Reassignments = item.Row.Reassignments + 1,
            },
            Line(
                item,
                from,
                TicketEventKinds.Assignment,
                team.Name == item.Row.Team
                    ? $"Handed over to {person}"
                    : $"Team {item.Row.Team} → {team.Name}, {person}"
            )
        );
    }

    private static Team TeamOf(TicketRow row) =>
        Array.Find(Roster.Teams, team => team.Name == row.Team) ?? Roster.ServiceDesk;
}
