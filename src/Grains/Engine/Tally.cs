namespace Apollo.Grains.Engine;

/// <summary>
/// What a measure holds for one group (or the whole): each can add a row's weight and take it back exactly, for all
/// sums are integers. A tally whose count is 0 has ended.
/// </summary>
public abstract class Tally
{
    /// <summary>Rows in it.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="weight">What the row gives, in the measure's own integer (ticks, counts, yes = 1).</param>
    /// <param name="text">What the row gives where a measure counts distinct texts.</param>
    public void Add(long weight, string? text)
    {
        Count++;
        OnAdd(weight, text);
    }

    /// <summary>Takes a row back that was added with the same weight.</summary>
    public void Remove(long weight, string? text)
    {
        Count--;
        OnRemove(weight, text);
    }

    /// <summary>Another that holds the same: what is done to one does not touch the other.</summary>
    public virtual Tally Copy() => (Tally)MemberwiseClone();

    /// <summary>The value at an instant in the measure's unit; null where there is none.</summary>
    /// <param name="now">UTC ticks; matters to ages only.</param>
    public abstract double? Value(long now);

    private protected virtual void OnAdd(long weight, string? text) { }

    private protected virtual void OnRemove(long weight, string? text) { }

    /// <summary>The one rounding of every quotient: an exact decimal division, then to the nearest double.</summary>
    private protected static double Quotient(decimal dividend, decimal divisor) => (double)(dividend / divisor);
}

internal sealed class CountTally : Tally
{
    public override double? Value(long now) => Count;
}

/// <summary>Rows ÷ a fixed number of days.</summary>
internal sealed class PerDayTally(int days) : Tally
{
    public override double? Value(long now) => Quotient(Count, days);
}

/// <summary>100 × rows that say yes (weight 1) ÷ rows.</summary>
internal sealed class ShareTally : Tally
{
    private long yes;

    public override double? Value(long now) => Count == 0 ? null : Quotient(100m * yes, Count);

    private protected override void OnAdd(long weight, string? text) => yes += weight;

    private protected override void OnRemove(long weight, string? text) => yes -= weight;
}

/// <summary>
/// Sum of weights ÷ rows ÷ units (ticks per second, or 1). The sum is wider than long: a million rows of ticks overflow
/// it.
/// </summary>
internal sealed class MeanTally(long unit) : Tally
{
    private Int128 sum;

    public override double? Value(long now) => Count == 0 ? null : Quotient((decimal)sum, (decimal)Count * unit);

    private protected override void OnAdd(long weight, string? text) => sum += weight;

    private protected override void OnRemove(long weight, string? text) => sum -= weight;
}

/// <summary>Mean of now − weight, in seconds.</summary>
internal sealed class MeanAgeTally : Tally
{
    private Int128 sum;

    public override double? Value(long now) =>
        Count == 0 ? null : Quotient((decimal)((Int128)now * Count - sum), (decimal)Count * TimeSpan.TicksPerSecond);

    private protected override void OnAdd(long weight, string? text) => sum += weight;

    private protected override void OnRemove(long weight, string? text) => sum -= weight;
}

/// <summary>Now − the smallest weight, in seconds.</summary>
internal sealed class OldestTally : Tally
{
    private SortedTicks held = new();

    public override Tally Copy()
    {
        var copy = (OldestTally)base.Copy();
        copy.held = held.Copy();
        return copy;
    }

    public override double? Value(long now) => Count == 0 ? null : Quotient(now - held[0], TimeSpan.TicksPerSecond);

    private protected override void OnAdd(long weight, string? text) => held.Add(weight);

    private protected override void OnRemove(long weight, string? text) => held.Remove(weight);
}

/// <summary>Nearest-rank percentile: the ⌈p n⌉-th smallest weight, in seconds.</summary>
internal sealed class PercentileTally(int percent) : Tally
{
    private SortedTicks held = new();

    public override Tally Copy()
    {
        var copy = (PercentileTally)base.Copy();
        copy.held = held.Copy();
        return copy;
    }

    public override double? Value(long now) =>
        Count == 0 ? null : Quotient(held[(int)((Count * percent + 99) / 100) - 1], TimeSpan.TicksPerSecond);

    private protected override void OnAdd(long weight, string? text) => held.Add(weight);

    private protected override void OnRemove(long weight, string? text) => held.Remove(weight);
}

/// <summary>Rows ÷ distinct texts.</summary>
internal sealed class PerDistinctTally : Tally
{
    private Dictionary<string, int> texts = new(StringComparer.Ordinal);

    public override Tally Copy()
    {
        var copy = (PerDistinctTally)base.Copy();
        copy.texts = new(texts, StringComparer.Ordinal);
        return copy;
    }

    public override double? Value(long now) => texts.Count == 0 ? null : Quotient(Count, texts.Count);

    private protected override void OnAdd(long weight, string? text) =>
        texts[text!] = texts.GetValueOrDefault(text!) + 1;

    private protected override void OnRemove(long weight, string? text)
    {
        if (texts[text!] == 1)
            texts.Remove(text!);
        else
            texts[text!]--;
    }
}
