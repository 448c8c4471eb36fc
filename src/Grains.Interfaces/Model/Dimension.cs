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

    /// <summary>The dimensions of tickets.</summary>
    public static IReadOnlyList<string> OfTickets { get; } = [Team, Assignee, Location, Category, Priority];

    /// <summary>The dimensions of interventions.</summary>
    public static IReadOnlyList<string> OfInterventions { get; } = [Team, Technician, Location];

    /// <summary>The dimensions of one kind of row.</summary>
    /// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
    public static IReadOnlyList<string> Of<TRow>()
        where TRow : ISliceRow => typeof(TRow) == typeof(Ticket) ? OfTickets : OfInterventions;
}
