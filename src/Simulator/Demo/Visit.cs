namespace Apollo.Simulator.Demo;

/// <summary>An intervention the engine is working on, with the traits that follow from its id.</summary>
internal sealed class Visit(InterventionRow row)
{
    private const double LateShare = .07;
    private readonly double pace = Dice.Trait(row.Id, "pace");
    private readonly bool missed = Dice.Trait(row.Id, "missed") < .5;

    public InterventionRow Row { get; set; } = row;

    /// <summary>Late ones are not finished in time; half of them are not even begun.</summary>
    public bool Late { get; } = Dice.Trait(row.Id, "late") < LateShare;

    public bool Ahead(DateTime at) => Row.State == InterventionStates.Planned && Row.StartsAt > at;

    public bool CanStart(DateTime at) =>
        Row.State == InterventionStates.Planned && Row.StartsAt <= at && !(Late && missed);

    public bool CanFinish(DateTime at) =>
        Row.State == InterventionStates.Underway
        && !Late
        && at >= Row.StartsAt + ((Row.EndsAt - Row.StartsAt) * (.7 + (.2 * pace)));

    public bool Overdue(DateTime at) => Row.EndsAt <= at;
}
