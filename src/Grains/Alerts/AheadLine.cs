using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What a number will be by the clock alone, and the worst of it over a while to come. Pure.</summary>
/// <param name="told">What the clock alone will do, from an instant on.</param>
/// <param name="above">Whether more is worse.</param>
/// <param name="ahead">How far is looked ahead.</param>
internal sealed class AheadLine(Ahead told, bool above, TimeSpan ahead)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly Step[] steps =
    [
        .. told.Points.Select(point => new Step(
            DateTime.UnixEpoch.AddMilliseconds(point[0]!.Value),
            point[1],
            (int)(point[2] ?? 0)
        )),
    ];

    /// <summary>From when on it is told, UTC.</summary>
    public DateTime From => told.At;

    /// <summary>The worst over a while from an instant on; it grows with the clock where its end does.</summary>
    /// <param name="at">The instant, UTC, not before <see cref="From"/>.</param>
    public Reading At(DateTime at)
    {
        Reading? worst = null;
        for (var index = First(at); index < steps.Length && steps[index].At <= at + ahead; index++)
        {
            var (begins, _, rate) = steps[index];
            var from = begins > at ? begins : at;
            var to = index + 1 < steps.Length && steps[index + 1].At < at + ahead ? steps[index + 1].At : at + ahead;
            // It only grows: at its worst at the end of a step, or where less is worse, at its begin.
            var (found, moves) = above ? (to, to == at + ahead) : (from, from == at);
            if (steps[index].ValueAt(found) is { } value && (worst is null || IsWorse(value, worst.Value.Value)))
                worst = new Reading(at, value, moves ? rate : 0);
        }
        return worst ?? new Reading(at, null, 0);
    }

    /// <summary>When the worst is another one than <see cref="At"/> says, UTC; null = never.</summary>
    /// <param name="at">As there.</param>
    public DateTime? NextAfter(DateTime at)
    {
        DateTime? next = null;
        var (first, grows) = (First(at), 0);
        for (var index = first; index < steps.Length; index++)
        {
            Take(steps[index].At);
            Take(steps[index].At - ahead);
            if (steps[index].At <= at + ahead)
                grows += steps[index].Rate;
        }
        // Of two that grow now one is worse and then the other.
        if (grows > 0 && first + 1 < steps.Length)
            Take(at + Again);
        return next;

        void Take(DateTime instant)
        {
            if (instant > at && !(next <= instant))
                next = instant;
        }
    }

    /// <summary>The step that holds at an instant.</summary>
    private int First(DateTime at)
    {
        var index = Array.FindLastIndex(steps, step => step.At <= at);
        return index < 0 ? 0 : index;
    }

    private bool IsWorse(double value, double? than) => than is null || (above ? value > than : value < than);

    private readonly record struct Step(DateTime At, double? Value, int Rate)
    {
        public double? ValueAt(DateTime at) => Value + (Rate * (at - At).TotalSeconds);
    }
}
