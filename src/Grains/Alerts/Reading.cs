namespace Apollo.Grains.Alerts;

/// <summary>A number at an instant; from there it grows by itself.</summary>
/// <param name="At">The instant, UTC.</param>
/// <param name="Value">In the KPI's unit; null = there is none, as of an empty mean.</param>
/// <param name="Rate">Growth per second: 0 or 1.</param>
internal readonly record struct Reading(DateTime At, double? Value, int Rate)
{
    /// <summary>The number at a later instant.</summary>
    /// <param name="at">UTC.</param>
    public double? ValueAt(DateTime at) => Value + (Rate * (at - At).TotalSeconds);
}
