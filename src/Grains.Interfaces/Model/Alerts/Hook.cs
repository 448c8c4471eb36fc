namespace Apollo.Model;

/// <summary>In whose words a hook is told.</summary>
public enum HookPreset
{
    /// <summary>Apollo's own JSON.</summary>
    Json,

    /// <summary>An incoming webhook of Slack.</summary>
    Slack,

    /// <summary>A workflow of Microsoft Teams: an Adaptive Card.</summary>
    Teams,

    /// <summary>An incoming webhook of Mattermost.</summary>
    Mattermost,

    /// <summary>A topic of ntfy.</summary>
    Ntfy,

    /// <summary>PagerDuty's Events API 2; the secret is the routing key.</summary>
    Pagerduty,

    /// <summary>Alertmanager's API 2.</summary>
    Alertmanager,
}

/// <summary>Where a desk's alerts are sent over HTTP, as managers see it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Desk">The desk whose alerts it takes.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Scheme and host: the rest of an address is often a secret.</param>
/// <param name="Preset">In whose words.</param>
/// <param name="HasSecret">Whether it has a secret.</param>
/// <param name="Revision">Grows with each change, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("apollo.Hook")]
public sealed record Hook(
    [property: Id(0)] string Id,
    [property: Id(1)] string Desk,
    [property: Id(2)] string Name,
    [property: Id(3)] string Address,
    [property: Id(4)] HookPreset Preset,
    [property: Id(5)] bool HasSecret,
    [property: Id(6)] long Revision
);

/// <summary>What somebody says of a hook.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where it is; null = as it was.</param>
/// <param name="Secret">What its calls are signed with; null = as it was, empty = none.</param>
/// <param name="Preset">In whose words.</param>
[GenerateSerializer, Immutable, Alias("apollo.HookDraft")]
public sealed record HookDraft(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Url,
    [property: Id(2)] string? Secret,
    [property: Id(3)] HookPreset Preset
);

/// <summary>Answer to keeping a hook.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Hook">What is kept; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("apollo.HookSaved")]
public sealed record HookSaved([property: Id(0)] AlertOutcome Outcome, [property: Id(1)] Hook? Hook = null);

/// <summary>Answer to a test of a channel.</summary>
/// <param name="Sent">Whether it was taken.</param>
/// <param name="Error">Why not; null where it was.</param>
[GenerateSerializer, Immutable, Alias("apollo.TestSent")]
public sealed record TestSent([property: Id(0)] bool Sent, [property: Id(1)] string? Error);
