namespace Apollo.Grains.Alerts;

/// <summary>Limits near another one, for whoever looks for a better one.</summary>
internal static class AlertLimits
{
    private const int Beside = 2;

    /// <summary>Five limits about a tenth apart, least first; none is below 0 where the limit is not.</summary>
    /// <param name="limit">The limit, which is one of them.</param>
    public static IEnumerable<double> Around(double limit)
    {
        var step = Step(limit);
        var below = limit < 0 ? Beside : (int)Math.Min(Beside, Math.Floor((limit / step) + 1e-9));
        for (var index = -below; index <= (2 * Beside) - below; index++)
            yield return index == 0 ? limit : Math.Round(limit + (index * step), 9);
    }

    /// <summary>1, 2 or 5 times a power of ten, near a tenth of a limit; whole limits stay whole.</summary>
    private static double Step(double limit)
    {
        var tenth = Math.Abs(limit) / 10;
        if (tenth < 1 && Math.Floor(limit) == limit)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(tenth)));
        return tenth / power < 1.5 ? power
            : tenth / power < 3.5 ? 2 * power
            : tenth / power < 7.5 ? 5 * power
            : 10 * power;
    }
}
