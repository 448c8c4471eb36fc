namespace Apollo.Simulator.Demo;

/// <summary>How the desk stands at an instant: what the people in it react to.</summary>
internal struct Census
{
    public int Incidents,
        Requests,
        Problems,
        Changes,
        Wishes,
        Critical;
    public int Awaiting,
        ResponseSoon,
        ResponseOverdue,
        Unassigned,
        OnHold,
        HeldButDue,
        Overdue,
        DueSoon,
        Untouched,
        Old;

    public static Census Of(List<Case> open, DateTime at)
    {
        var census = new Census();
        foreach (var item in open)
        {
            var row = item.Row;
            if (item.Critical)
                census.Critical++;
            else if (item.Wish)
                census.Wishes++;
            else if (row.Kind == TicketKinds.Incident)
                census.Incidents++;
            else if (row.Kind == TicketKinds.Request)
                census.Requests++;
            else if (row.Kind == TicketKinds.Problem)
                census.Problems++;
            else
                census.Changes++;

            if (item.Awaiting)
            {
                census.Awaiting++;
                if (row.ResponseDueAt <= at)
                    census.ResponseOverdue++;
                else if (!item.Unanswered && row.ResponseDueAt <= at.AddMinutes(20))
                    census.ResponseSoon++;
            }
            else if (row.Assignee is null)
            {
                census.Unassigned++;
            }
            var overdue = item.Overdue(at);
            if (overdue)
                census.Overdue++;
            if (row.State == TicketStates.Pending)
            {
                census.OnHold++;
                if (!overdue && !item.Slow && row.DueAt <= at.AddHours(3))
                    census.HeldButDue++;
            }
            else if (!overdue && !item.Slow && row.DueAt <= at.AddHours(2))
            {
                census.DueSoon++;
            }
            if (row.UpdatedAt.AddDays(2.6) <= at)
                census.Untouched++;
            if (row.OpenedAt.AddDays(29) <= at)
                census.Old++;
        }
        return census;
    }
}
