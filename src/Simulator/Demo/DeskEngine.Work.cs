namespace Apollo.Simulator.Demo;

/// <summary>Work on open tickets: on hold and back, words, escalations.</summary>
internal sealed partial class DeskEngine
{
    private DeskChange? Hold()
    {
        var item = Pick(candidate =>
            !candidate.Workable || candidate.Critical || candidate.Wish || candidate.Slack(At) < 6 ? 0
            : candidate.Row.Kind is TicketKinds.Problem or TicketKinds.Change ? .15
            : 1
        );
        if (item is null)
            return null;
        item.HeldSince = At;
        var author = item.Row.Assignee;
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Pending,
            },
            Line(item, author, TicketEventKinds.Comment, dice.One(Phrases.Questions)),
            Line(item, author, TicketEventKinds.State, $"Open → Pending: {dice.One(Phrases.Holds)}")
        );
    }

    private DeskChange? Resume()
    {
        var item = Pick(candidate =>
            candidate.Row.State != TicketStates.Pending ? 0
            : !candidate.Slow && candidate.Slack(At) < 4 ? 40
            : 1
        );
        if (item is null)
            return null;
        var pause = clock.Between(item.HeldSince ?? At, At);
        item.HeldSince = null;
        // The promise stands still while the desk waits for somebody else, unless it was broken before.
        var due = item.Row.DueAt is { } promised && promised > At ? clock.After(promised, pause) : item.Row.DueAt;
        return Changed(
            item,
            item.Row with
            {
                State = TicketStates.Open,
                DueAt = due,
                PendingSeconds = (item.Row.PendingSeconds ?? 0) + (int)pause.TotalSeconds,
            },
            Line(item, item.Row.Requester, TicketEventKinds.Comment, dice.One(Phrases.Replies)),
            Line(item, null, TicketEventKinds.State, "Pending → Open")
        );
    }

    private DeskChange? Comment()
    {
        var calm = census.Untouched <= aim.Untouched;
        var item = Pick(candidate =>
            candidate.Row.UpdatedAt.AddDays(2.4) <= At
                ? calm
                    ? 0
                    : 12
                : candidate.Quiet || candidate.Awaiting
                    ? 0
                    : candidate.Wish
                        ? .3
                        : 1
        );
        if (item is null)
            return null;
        return dice.Chance(.4)
            ? Changed(
                item,
                item.Row,
                Line(item, item.Row.Requester, TicketEventKinds.Comment, dice.One(Phrases.Replies))
            )
            : Changed(
                item,
                item.Row,
                Line(
                    item,
                    item.Row.Assignee ?? dice.One(TeamOf(item.Row).Technicians),
                    TicketEventKinds.Note,
                    dice.One(Phrases.Notes)
                )
            );
    }

    private DeskChange? Escalate()
    {
        var item = Pick(candidate =>
            candidate.Row.Escalated == 1 ? 0
            : candidate.Overdue(At) ? 2
            : candidate.Row.Priority <= 2 && candidate.Row.RespondedAt is not null ? 1
            : 0
        );
        return item is null
            ? null
            : Changed(
                item,
                item.Row with
                {
                    Escalated = 1,
                },
                Line(
                    item,
                    dice.One(Roster.ServiceDesk.Technicians),
                    TicketEventKinds.System,
                    "Escalated to the duty lead"
                )
            );
    }
}
