namespace Apollo.Model;

/// <summary>The dimensions numbers are broken down by, named as on the wire.</summary>
public static class Dimension
{
    /// <summary>The team (assignment group).</summary>
    public const string Team = "team";

    /// <summary>The person a ticket is assigned to.</summary>
    public const string Assignee = "assignee";

    /// <summary>The person an intervention is planned for.</summary>
    public const string Technician = "technician";

    /// <summary>Where it happens.</summary>
    public const string Location = "location";

    /// <summary>The ticket's category.</summary>
    public const string Category = "category";

    /// <summary>The ticket's priority, <c>"1"</c> (highest) to <c>"5"</c>.</summary>
    public const string Priority = "priority";

    /// <summary>The group of rows that have no value in a dimension.</summary>
    public const string NoValue = "(none)";

    /// <summary>Whether its groups are people.</summary>
    /// <param name="dimension">One of them.</param>
    public static bool IsByPerson(string dimension) => dimension is Assignee or Technician;

    /// <summary>All of them; which a KPI is broken down by, its definition says.</summary>
    public static IReadOnlyList<string> All { get; } = [Team, Assignee, Location, Category, Priority, Technician];
}
