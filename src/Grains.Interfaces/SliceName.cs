namespace Apollo;

/// <summary>The names that keys, routes and the cache are made of.</summary>
public static class SliceName
{
    /// <summary>The slice of tickets.</summary>
    public const string Tickets = "tickets";

    /// <summary>The slice of interventions.</summary>
    public const string Interventions = "interventions";
}
