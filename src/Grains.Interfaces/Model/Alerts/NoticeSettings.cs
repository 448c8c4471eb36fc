using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>When somebody is not to be disturbed, by the desk's clock; critical alerts come all the same.</summary>
/// <param name="From">Begin, <c>22:00</c>.</param>
/// <param name="To">End, <c>07:00</c>; before <paramref name="From"/> = of the next day.</param>
[GenerateSerializer, Immutable, Alias("apollo.QuietHours")]
public sealed record QuietHours([property: Id(0)] string From, [property: Id(1)] string To);

/// <summary>Somebody is away.</summary>
/// <param name="Until">When they are back, UTC.</param>
/// <param name="Deputy">Id of the person who is told meanwhile; null = nobody.</param>
[GenerateSerializer, Immutable, Alias("apollo.Absence")]
public sealed record Absence([property: Id(0)] DateTime Until, [property: Id(1)] string? Deputy);

/// <summary>How somebody wants to be told.</summary>
/// <param name="Channels">By which of <c>push</c> and <c>email</c>.</param>
/// <param name="Quiet">When not; null = at any time.</param>
/// <param name="Absence">While they are away; null = they are here.</param>
[GenerateSerializer, Immutable, Alias("apollo.NoticeSettings")]
public sealed record NoticeSettings(
    [property: Id(0)] ImmutableArray<string> Channels,
    [property: Id(1)] QuietHours? Quiet,
    [property: Id(2)] Absence? Absence
)
{
    /// <summary>By each channel, at any time.</summary>
    public static NoticeSettings Default { get; } = new([AlertNotify.Push, AlertNotify.Email], null, null);
}

/// <summary>A browser that takes pushes.</summary>
/// <param name="Id">Made of its address.</param>
/// <param name="Name">As people call it: Firefox on Windows.</param>
/// <param name="At">Since when, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.PushBrowser")]
public sealed record PushBrowser(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTime At
);

/// <summary>Where a browser takes pushes, as it says it itself.</summary>
/// <param name="Endpoint">Its address at the push service.</param>
/// <param name="P256dh">Its public key, base64url.</param>
/// <param name="Auth">Its secret, base64url.</param>
[GenerateSerializer, Immutable, Alias("apollo.PushAddress")]
public sealed record PushAddress(
    [property: Id(0)] string Endpoint,
    [property: Id(1)] string P256dh,
    [property: Id(2)] string Auth
);

/// <summary>How somebody is told, and when they were last here.</summary>
/// <param name="Settings">As they chose.</param>
/// <param name="Reached">Channels that reach them as things are.</param>
/// <param name="Browsers">Their browsers that take pushes, oldest first.</param>
/// <param name="VapidKey">Apollo's public key for push services, base64url.</param>
/// <param name="SeenAt">When they were last here, UTC; null = never.</param>
/// <param name="Revision">Of the settings, Unix ms; 0 = as they come.</param>
[GenerateSerializer, Immutable, Alias("apollo.Notices")]
public sealed record Notices(
    [property: Id(0)] NoticeSettings Settings,
    [property: Id(1)] ImmutableArray<string> Reached,
    [property: Id(2)] ImmutableArray<PushBrowser> Browsers,
    [property: Id(3)] string VapidKey,
    [property: Id(4)] DateTime? SeenAt,
    [property: Id(5)] long Revision
);
