using Apollo.Grains.Engine;

namespace Apollo.Grains.Catalogue;

/// <summary>How two measures make one value; a missing tally counts 0.</summary>
internal static class Combine
{
    public static double? Difference(Tally? first, Tally? second, long now) =>
        (first?.Count ?? 0) - (second?.Count ?? 0);

    /// <summary>Open ÷ (resolved in 7 days ÷ 7) = open × 7 ÷ resolved; none where nothing was resolved.</summary>
    public static double? DaysToClear(Tally? open, Tally? resolved, long now) =>
        resolved is { Count: > 0 } ? (double)(7m * (open?.Count ?? 0) / resolved.Count) : null;
}
