namespace Apollo.Simulator.Demo;

/// <summary>
/// What the desk settles at. Its people work more when a number is above and less when it is below, so that a demo
/// looks the same after weeks, whatever the hour: mostly good, a few warnings, two numbers past their critical limit.
/// </summary>
/// <param name="Size">Size of the desk relative to 4,000 tickets in 90 days.</param>
internal sealed record SetPoints(double Size)
{
    public const int Days = 90;
    public const int Tickets = 4000;

    public double Incidents => 41 * Size;
    public double Requests => 34 * Size;
    public double Problems => 8 * Size;
    public double Changes => 13 * Size;
    public double Wishes => 36 * Size;
    public double Awaiting => 6 * Size;
    public double Unassigned => 6.5 * Size;
    public double OnHold => 34 * Size;
    public double Overdue => 11 * Size;
    public double Untouched => 6 * Size;
    public double Old => 3 * Size;
    public double Visits => 34 * Size;
    public double OverdueVisits => 3 * Size;

    /// <summary>
    /// How many tickets come in an hour at weight 1 of <see cref="Rhythm.AskingAt"/>, critical incidents aside.
    /// </summary>
    public double ArrivalsPerHour => .955 * Tickets * Size / Days * 7 / Rhythm.AskingHoursPerWeek;
}

/// <summary>The times within which the desk promises to respond and to solve, in service time.</summary>
internal static class Promise
{
    private static readonly TimeSpan[] Responses =
    [
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(9),
    ];
    private static readonly TimeSpan[] Solutions =
    [
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(9),
        TimeSpan.FromHours(18),
        TimeSpan.FromHours(36),
    ];
    private static readonly TimeSpan Change = TimeSpan.FromHours(90);

    public static TimeSpan? Response(string kind, int priority) =>
        kind is TicketKinds.Incident or TicketKinds.Request ? Responses[priority - 1] : null;

    public static TimeSpan? Solution(string kind, int priority) =>
        kind switch
        {
            TicketKinds.Change => Change,
            TicketKinds.Problem => null,
            _ => priority < 5 ? Solutions[priority - 1] : null,
        };
}
