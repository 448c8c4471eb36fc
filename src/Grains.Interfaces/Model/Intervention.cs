namespace Apollo.Model;

/// <summary>State of a planned visit.</summary>
public enum InterventionState
{
    /// <summary>Still to come.</summary>
    Planned,

    /// <summary>The technician is on it.</summary>
    Underway,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Withdrawn: neither open nor resolved.</summary>
    Cancelled,
}

/// <summary>One planned visit of a technician, cleaned. Immutable and shared. Times are UTC.</summary>
[GenerateSerializer, Immutable, Alias("apollo.Intervention")]
public sealed record Intervention : ISliceRow
{
    /// <inheritdoc/>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The ticket it belongs to.</summary>
    [Id(1)]
    public string? TicketId { get; init; }

    /// <summary>What is to be done.</summary>
    [Id(2)]
    public string? Title { get; init; }

    /// <summary>Current state.</summary>
    [Id(3)]
    public required InterventionState State { get; init; }

    /// <summary>Location (site).</summary>
    [Id(4)]
    public string? Location { get; init; }

    /// <summary>Postal address; not for viewers or displays.</summary>
    [Id(5)]
    public string? Address { get; init; }

    /// <summary>Contact on site; not for viewers or displays.</summary>
    [Id(6)]
    public string? Contact { get; init; }

    /// <summary>Team that goes.</summary>
    [Id(7)]
    public string? Team { get; init; }

    /// <summary>Person who goes.</summary>
    [Id(8)]
    public string? Technician { get; init; }

    /// <summary>Planned start.</summary>
    [Id(9)]
    public DateTime? StartsAt { get; init; }

    /// <summary>Planned end.</summary>
    [Id(10)]
    public DateTime? EndsAt { get; init; }

    /// <summary>When it was done.</summary>
    [Id(11)]
    public DateTime? DoneAt { get; init; }

    /// <summary>Link into the ITSM.</summary>
    [Id(12)]
    public string? Url { get; init; }

    /// <inheritdoc/>
    [Id(13)]
    public required DateTime UpdatedAt { get; init; }
}
