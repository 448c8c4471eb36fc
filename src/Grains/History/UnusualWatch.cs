namespace Apollo.Grains.History;

/// <summary>
/// Whether one number is unusual: it is when it has lain outside of what is usual for 10 min, and no longer when it has
/// lain inside for 10 min, or nothing can be said.
/// </summary>
internal sealed class UnusualWatch
{
    /// <summary>How long it must lie outside, or inside.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private DateTime? turned;

    /// <summary>Since when it lies outside, UTC; null = it is not unusual.</summary>
    public DateTime? Since { get; private set; }

    /// <summary>Looks at the number; often, for what happens between two looks is not seen.</summary>
    /// <param name="at">Now, UTC.</param>
    /// <param name="isOutside">It lies outside; null = that cannot be said.</param>
    public void Look(DateTime at, bool? isOutside)
    {
        if (isOutside is not { } outside)
        {
            (turned, Since) = (null, null);
            return;
        }
        if (outside == Since is not null)
        {
            turned = null;
            return;
        }
        turned ??= at;
        if (at - turned < Patience)
            return;
        Since = outside ? turned : null;
        turned = null;
    }
}
