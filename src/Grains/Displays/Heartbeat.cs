using System.Text;
using Apollo.Model;

namespace Apollo.Grains.Displays;

/// <summary>
/// What a display has said of itself, and how it is by that. Only the silo's clock counts: a television's may be wrong,
/// so its page is drawn for as long as the time at which it was drawn moves on.
/// </summary>
/// <param name="seenBefore">When it was last heard before the silo started, within a minute; null = never.</param>
/// <param name="version">Version of its program then.</param>
/// <param name="startedAt">When this began to listen, UTC.</param>
internal sealed class Heartbeat(DateTime? seenBefore, string? version, DateTime startedAt)
{
    /// <summary>How long it may be silent, or its page not drawn.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LongestText = 60;

    // It is written once a minute.
    private static readonly TimeSpan KeptWithin = TimeSpan.FromSeconds(90);

    private DateTime? saidPaintedAt;
    private bool isHeard;

    public DateTime? SeenAt { get; private set; } = seenBefore;

    /// <summary>When its page was known to be drawn last.</summary>
    public DateTime? PaintedAt { get; private set; }

    public string? Page { get; private set; }

    public string? Version { get; private set; } = version;

    public DateTime? DataAt { get; private set; }

    public double? Latency { get; private set; }

    public long? Heap { get; private set; }

    public bool? Audible { get; private set; }

    /// <summary>It says that it lives.</summary>
    public void Take(DisplayBeat beat, DateTime now)
    {
        if (PaintedAt is null || beat.PaintedAt != saidPaintedAt)
            PaintedAt = now;
        (saidPaintedAt, SeenAt, isHeard) = (beat.PaintedAt, now, true);
        Page = Cleaned(beat.Page);
        Version = Cleaned(beat.Version);
        DataAt =
            beat.DataAt?.ToUniversalTime() is { } at && at < now ? at
            : beat.DataAt is null ? null
            : now;
        Latency = beat.Latency is { } latency && double.IsFinite(latency) ? Math.Clamp(latency, 0, 600_000) : null;
        Heap = beat.Heap is { } heap ? Math.Max(heap, 0) : null;
        Audible = beat.Audible;
    }

    /// <summary>How it is at an instant.</summary>
    public DisplayState At(DateTime now) =>
        SeenAt is not { } seen ? DisplayState.Never
        : now - SilentFrom(seen) > Patience ? DisplayState.Offline
        : PaintedAt is { } painted && seen - painted > Patience ? DisplayState.Frozen
        : DisplayState.Live;

    /// <summary>After a start of the silo a display that lived shortly before is given the time to say so.</summary>
    private DateTime SilentFrom(DateTime seen) =>
        !isHeard && seen >= startedAt - KeptWithin && seen < startedAt ? startedAt : seen;

    private static string? Cleaned(string? text) =>
        text is null
            ? null
            : string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune))).Within(LongestText);
}
