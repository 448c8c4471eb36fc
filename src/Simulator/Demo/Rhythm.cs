using NodaTime;

namespace Apollo.Simulator.Demo;

/// <summary>How busy people are through day and week, as weights per hour.</summary>
internal static class Rhythm
{
    private static readonly double[] Asking =
    [
        .12,
        .12,
        .12,
        .12,
        .15,
        .2,
        .4,
        .8,
        1.3,
        1.6,
        1.5,
        1.2,
        .8,
        1.1,
        1.4,
        1.3,
        1.1,
        .7,
        .4,
        .25,
        .25,
        .2,
        .2,
        .15,
    ];

    private static readonly double[] Working =
    [
        .1,
        .1,
        .1,
        .1,
        .1,
        .1,
        .2,
        .6,
        1.3,
        1.6,
        1.6,
        1.3,
        .6,
        1.3,
        1.6,
        1.5,
        1.3,
        .9,
        .4,
        .2,
        .2,
        .15,
        .1,
        .1,
    ];

    private const double WeekendAsking = .15;
    private const double WeekendWorking = .15;

    /// <summary>Hours of a week at weight 1 in which a week's tickets arrive.</summary>
    public static double AskingHoursPerWeek { get; } = (5 * Asking.Sum()) + (48 * WeekendAsking);

    /// <summary>Hours of a week at weight 1 in which a week's work is done.</summary>
    public static double WorkingHoursPerWeek { get; } = (5 * Working.Sum()) + (48 * WeekendWorking);

    /// <summary>How much people ask at a local time.</summary>
    public static double AskingAt(LocalDateTime local) => Weight(local, Asking, WeekendAsking);

    /// <summary>How much the desk works at a local time.</summary>
    public static double WorkingAt(LocalDateTime local) => Weight(local, Working, WeekendWorking);

    private static double Weight(LocalDateTime local, double[] hours, double weekend)
    {
        if (local.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            return weekend;
        // From hour to hour the weight glides, so that the board shows no steps.
        var into = local.Minute / 60.0;
        return (hours[local.Hour] * (1 - into)) + (hours[(local.Hour + 1) % 24] * into);
    }
}
