namespace Apollo.Grains.Slices;

/// <summary>How long a slice holds rows that no number counts any more.</summary>
internal static class HeldFor
{
    /// <summary>Interventions, after their end: the calendar shows them; older ones are read when asked for.</summary>
    public static readonly TimeSpan Interventions = TimeSpan.FromDays(400);
}
