namespace Apollo.Grains.Alerts;

/// <summary>
/// How far one slice of a desk is known. Its alerts go by it, whatever happens to the other slice.
/// </summary>
/// <param name="slice">Its name.</param>
/// <param name="longestPause">A pause between two good polls that is longer is a gap.</param>
internal sealed class SliceReach(string slice, TimeSpan longestPause)
{
    /// <summary>Its name.</summary>
    public string Slice => slice;

    /// <summary>A pause between two good polls that is longer is a gap.</summary>
    public TimeSpan LongestPause => longestPause;

    /// <summary>Last good poll up to which all is done, UTC; null = nothing was read yet.</summary>
    public DateTime? KnownUntil { get; set; }

    /// <summary>What happened since was not told in order: only how things are now is known.</summary>
    public bool IsBroken { get; set; } = true;

    /// <summary>Whether it cannot be read: nothing of it moves.</summary>
    public bool IsStale { get; set; }

    /// <summary>After this nothing of it moves, UTC; null = it is not known yet.</summary>
    public DateTime? End => KnownUntil + longestPause;

    /// <summary>Up to when what the clock does counts, UTC; null = it is not known yet.</summary>
    public DateTime? Reach => IsBroken ? null : End;
}
