using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>How two measures make one value, with how that is shown; a missing tally counts 0.</summary>
internal sealed record Combine(Func<Tally?, Tally?, long, double?> Value, MeasureDisplay Display)
{
    /// <summary>The first less the second.</summary>
    public static Combine Difference { get; } =
        new(
            static (first, second, _) => (first?.Count ?? 0) - (second?.Count ?? 0),
            new(NumberKind.Balance, "number opened − number resolved") { IsSum = true }
        );

    /// <summary>Open ÷ (resolved in 7 days ÷ 7) = open × 7 ÷ resolved; none where nothing was resolved.</summary>
    public static Combine DaysToClear { get; } =
        new(
            static (open, resolved, _) =>
                resolved is { Count: > 0 } ? (double)(7m * (open?.Count ?? 0) / resolved.Count) : null,
            new(NumberKind.Fraction, "number open ÷ number resolved per day")
        );
}
