namespace Apollo;

/// <summary>The names that keys, routes and the cache are made of.</summary>
public static class SliceName
{
    /// <summary>The slice of tickets.</summary>
    public const string Tickets = "tickets";

    /// <summary>The slice of interventions.</summary>
    public const string Interventions = "interventions";

    /// <summary>The slice that holds rows of one kind.</summary>
    /// <typeparam name="TRow"><see cref="Model.Ticket"/> or <see cref="Model.Intervention"/>.</typeparam>
    public static string Of<TRow>()
        where TRow : Model.ISliceRow => typeof(TRow) == typeof(Model.Ticket) ? Tickets : Interventions;
}
