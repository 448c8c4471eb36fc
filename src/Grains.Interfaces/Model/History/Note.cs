using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>A note on a desk's time line: what happened, so that a chart explains itself.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Until">Until when, UTC; left out where it was an instant.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="By">Who wrote it; empty where nobody signs in.</param>
[GenerateSerializer, Immutable, Alias("apollo.Note")]
public sealed record Note(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTime At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Until,
    [property: Id(3)] string Text,
    [property: Id(4)] string By
);
