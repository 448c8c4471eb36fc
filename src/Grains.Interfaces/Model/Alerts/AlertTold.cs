using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What became of telling somebody.</summary>
public enum TellState
{
    /// <summary>It is on its way, or tried again.</summary>
    Waiting,

    /// <summary>Their mail server, push service or hook has taken it.</summary>
    Sent,

    /// <summary>They were here since.</summary>
    Seen,

    /// <summary>Nobody took it within 24 h, or it never can be.</summary>
    Failed,
}

/// <summary>Somebody was told of an alert outside of Apollo's own pages.</summary>
/// <param name="Channel"><c>email</c>, <c>push</c> or <c>webhook</c>.</param>
/// <param name="To">The person's or hook's name.</param>
/// <param name="State">What became of it.</param>
/// <param name="At">When it was taken or given up, UTC; while it waits, when it is tried next.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Error">Why the last try failed; null = none did.</param>
/// <param name="Recipient">Id of the person or hook.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertTold")]
public sealed record AlertTold(
    [property: Id(0)] string Channel,
    [property: Id(1)] string To,
    [property: Id(2)] TellState State,
    [property: Id(3)] DateTime At,
    [property: Id(4)] int Tries,
    [property: Id(5)] string? Error,
    [property: Id(6), JsonIgnore] string Recipient
);
