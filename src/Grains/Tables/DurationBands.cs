namespace Apollo.Grains.Tables;

/// <summary>How durations are taken together: hardly two are the same to the second.</summary>
internal static class DurationBands
{
    private const long Hour = 3_600;

    /// <summary>Where each band begins, seconds; the last has no end.</summary>
    private static readonly long[] Bounds =
    [
        0,
        Hour / 4,
        Hour,
        4 * Hour,
        8 * Hour,
        24 * Hour,
        3 * 24 * Hour,
        7 * 24 * Hour,
        30 * 24 * Hour,
    ];

    /// <summary>The lower bound of a duration's band, seconds.</summary>
    public static long Floor(double seconds) => Array.FindLast(Bounds, bound => bound <= seconds);

    /// <summary>Where a band ends, seconds; null = never.</summary>
    public static double? Until(long floor) =>
        Bounds.Where(bound => bound > floor).Select(bound => (double?)bound).FirstOrDefault();
}
