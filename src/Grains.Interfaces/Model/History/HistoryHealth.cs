using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>How the writing of a desk's history goes.</summary>
/// <param name="KnownUntil">Until when the desk's past is known, UTC; null = nothing is yet.</param>
/// <param name="WrittenUntil">Until when it is in the store, UTC; null = nothing is.</param>
/// <param name="WaitingBytes">How much waits in memory to be written, at most 64 MB.</param>
/// <param name="FailingSince">Since when it cannot be written, UTC; null = it can.</param>
/// <param name="Error">Why not, and how that is mended, one line.</param>
/// <param name="GapSince">More waited than may: since then nothing is remembered, UTC; null = all is.</param>
[GenerateSerializer, Immutable, Alias("apollo.HistoryHealth")]
public sealed record HistoryHealth(
    [property: Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? KnownUntil = null,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? WrittenUntil = null,
    [property: Id(2)] long WaitingBytes = 0,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? FailingSince = null,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? GapSince = null
);
