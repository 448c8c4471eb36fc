using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How a wall display is.</summary>
public enum DisplayState
{
    /// <summary>It says that it lives, and its page is drawn.</summary>
    Live,

    /// <summary>It says that it lives, but its page was not drawn for 30 s.</summary>
    Frozen,

    /// <summary>It has said nothing for 30 s.</summary>
    Offline,

    /// <summary>It has never said anything.</summary>
    Never,
}

/// <summary>A wall display, and how it is. Times are UTC, of the silo's clock whatever a television's says.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Place">Where it hangs; may be empty.</param>
/// <param name="Pages">What it shows, in turn.</param>
/// <param name="Seconds">How long a page stays, seconds.</param>
/// <param name="Night">When it is dimmed; null = never.</param>
/// <param name="Distance">From the eye to the screen, metres.</param>
/// <param name="Diagonal">Of the screen, inches.</param>
/// <param name="Sound">Whether it may make a sound.</param>
/// <param name="Desks">The desks whose numbers it shows.</param>
/// <param name="State">How it is.</param>
/// <param name="Page">Title of the page that it said it shows; null = it has said none.</param>
/// <param name="Version">Version of the page's program, as it said; null = it has said none.</param>
/// <param name="SeenAt">When it last said that it lives; null = never.</param>
/// <param name="PaintedAt">When its page was known to be drawn last; null = not since the silo started.</param>
/// <param name="DataAt">Instant of the data on it; null = it has said none.</param>
/// <param name="DataAge">Age of that data, seconds.</param>
/// <param name="Latency">Milliseconds from the server to it, as it measured them; null = not known.</param>
/// <param name="Heap">Bytes that its page's program holds; null = its browser does not say.</param>
/// <param name="FrozenSince">Since when its page is not drawn; null where it is.</param>
/// <param name="PairedAt">When it was paired.</param>
/// <param name="Revision">When it was set up last, Unix ms; every change has a later one.</param>
/// <param name="Audible">Whether its browser lets it make a sound; null = it may make none, or has not said.</param>
[GenerateSerializer, Immutable, Alias("apollo.WallDisplay")]
public sealed record WallDisplay(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Place,
    [property: Id(3)] ImmutableArray<DisplayPage> Pages,
    [property: Id(4)] int Seconds,
    [property: Id(5)] DisplayNight? Night,
    [property: Id(6)] double Distance,
    [property: Id(7)] double Diagonal,
    [property: Id(8)] bool Sound,
    [property: Id(9)] ImmutableArray<string> Desks,
    [property: Id(10)] DisplayState State,
    [property: Id(11)] string? Page,
    [property: Id(12)] string? Version,
    [property: Id(13)] DateTime? SeenAt,
    [property: Id(14)] DateTime? PaintedAt,
    [property: Id(15)] DateTime? DataAt,
    [property: Id(16)] double? DataAge,
    [property: Id(17)] double? Latency,
    [property: Id(18)] long? Heap,
    [property: Id(19)] DateTime? FrozenSince,
    [property: Id(20)] DateTime PairedAt,
    [property: Id(21)] long Revision,
    [property: Id(22)] bool? Audible
);

/// <summary>What a wall display says of itself every 5 s.</summary>
/// <param name="Page">Title of the page it shows.</param>
/// <param name="PaintedAt">When the page was drawn last, by the television's clock; null = not yet.</param>
/// <param name="DataAt">Instant of the data on it, UTC; null = it shows none.</param>
/// <param name="Latency">Milliseconds from the server to it; null = not known.</param>
/// <param name="Version">Version of the page's program.</param>
/// <param name="Heap">Bytes that the page's program holds; null = the browser does not say.</param>
/// <param name="Audible">Whether the browser lets the page make a sound; null = it is set to make none.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplayBeat")]
public sealed record DisplayBeat(
    [property: Id(0)] string? Page,
    [property: Id(1)] DateTime? PaintedAt,
    [property: Id(2)] DateTime? DataAt,
    [property: Id(3)] double? Latency,
    [property: Id(4)] string? Version,
    [property: Id(5)] long? Heap,
    [property: Id(6)] bool? Audible = null
);

/// <summary>What changed among the wall displays.</summary>
/// <param name="Position">Where the answer stands.</param>
/// <param name="Full">True: replaces all that is held.</param>
/// <param name="Changed">Displays that are new or different.</param>
/// <param name="Removed">Ids of those that are gone.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplaysDelta")]
public sealed record DisplaysDelta(
    [property: Id(0)] Position Position,
    [property: Id(1)] bool Full,
    [property: Id(2)] ImmutableArray<WallDisplay> Changed,
    [property: Id(3)] ImmutableArray<string> Removed
);
