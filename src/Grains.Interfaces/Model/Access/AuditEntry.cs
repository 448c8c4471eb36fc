namespace Apollo.Model;

/// <summary>One change that somebody made.</summary>
/// <param name="Id">UUIDv7: later ones are greater.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, by name.</param>
/// <param name="Address">From which network address; null = the machine's own console.</param>
/// <param name="Action">What, such as <c>person.changed</c>.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Before">What was; null = nothing.</param>
/// <param name="After">What is; null = nothing.</param>
[GenerateSerializer, Immutable, Alias("apollo.AuditEntry")]
public sealed record AuditEntry(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTime At,
    [property: Id(2)] string By,
    [property: Id(3)] string? Address,
    [property: Id(4)] string Action,
    [property: Id(5)] string Subject,
    [property: Id(6)] string? Before,
    [property: Id(7)] string? After
);
