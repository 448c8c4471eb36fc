namespace Apollo.Simulator.Demo;

/// <summary>A ticket the engine is working on: its row, and what the row does not say.</summary>
internal sealed class Case(TicketRow row)
{
    private const double SlowShare = .085;
    private const double BouncingShare = .3;
    private const double UnansweredShare = .035;
    private const double QuietShare = .3;

    public TicketRow Row { get; set; } = row;

    /// <summary>Since when it is on hold.</summary>
    public DateTime? HeldSince { get; set; }

    /// <summary>Nobody likes to take it: it is solved late.</summary>
    public bool Slow { get; } = Dice.Trait(row.Id, "slow") < SlowShare;

    /// <summary>It goes from hand to hand before it is solved.</summary>
    public bool Bounces { get; } = Dice.Trait(row.Id, "bounce") < BouncingShare;

    /// <summary>Its first response comes late.</summary>
    public bool Unanswered { get; } = Dice.Trait(row.Id, "response") < UnansweredShare;

    /// <summary>Nobody talks about it.</summary>
    public bool Quiet { get; } = Dice.Trait(row.Id, "quiet") < QuietShare;

    public bool Critical => Row is { Kind: TicketKinds.Incident, Priority: 1 };

    /// <summary>A wish without a due date, done when there is time.</summary>
    public bool Wish => Row is { Priority: 5, Kind: TicketKinds.Incident or TicketKinds.Request };

    public bool Awaiting => Row is { RespondedAt: null, Kind: TicketKinds.Incident or TicketKinds.Request };

    public bool Workable => Row is { State: TicketStates.Open, Assignee: not null };

    public bool Overdue(DateTime at) => Row.DueAt <= at;

    /// <summary>Calendar hours until due; a long time where it has no due date.</summary>
    public double Slack(DateTime at) => Row.DueAt is { } due ? (due - at).TotalHours : 1000;
}
