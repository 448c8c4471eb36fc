using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>Somebody takes care of an alert.</summary>
/// <param name="By">Who; left out for who may see no names.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Comment">What they said, at most 500 characters; may be empty.</param>
[GenerateSerializer, Immutable, Alias("apollo.Acknowledgement")]
public sealed record Acknowledgement(
    [property: Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By,
    [property: Id(1)] DateTime At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment
);
