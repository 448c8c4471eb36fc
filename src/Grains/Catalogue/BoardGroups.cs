using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>A group of KPIs: where it stands on the board, and on which page of the wall.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Order">Place in the board's reading order; a group that says none comes after those that do.</param>
internal sealed record KpiGroup(string Name, int Order = KpiGroup.Last)
{
    /// <summary>After all groups that have a place.</summary>
    public const int Last = 100;

    /// <summary>The page that shows it on the wall; by itself where none is said.</summary>
    public WallPage Page { get; init; } = new(Name, Last);
}

/// <summary>The groups of the catalogue, in the board's reading order.</summary>
internal static class BoardGroups
{
    private static readonly WallPage AgeingAndSpeed = new("Ageing and Speed", 4);
    private static readonly WallPage QualityAndInterventions = new("Quality and Interventions", 5);

    public static KpiGroup Backlog { get; } = new("Backlog", 1) { Page = new("Backlog", 1) };

    public static KpiGroup Quality { get; } = new("Quality", 2) { Page = QualityAndInterventions };

    public static KpiGroup ServiceLevel { get; } = new("Service level", 3) { Page = new("Service level", 2) };

    public static KpiGroup Flow { get; } = new("Flow", 4) { Page = new("Flow", 3) };

    public static KpiGroup Ageing { get; } = new("Ageing", 5) { Page = AgeingAndSpeed };

    public static KpiGroup Speed { get; } = new("Speed", 6) { Page = AgeingAndSpeed };

    public static KpiGroup Interventions { get; } =
        new("Interventions and changes", 7) { Page = QualityAndInterventions };
}
