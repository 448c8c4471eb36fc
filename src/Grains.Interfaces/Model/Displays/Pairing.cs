using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How a television stands with Apollo.</summary>
public enum ScreenState
{
    /// <summary>Nobody has vouched for it (yet).</summary>
    Waiting,

    /// <summary>It is a wall display.</summary>
    Paired,

    /// <summary>It was one.</summary>
    Revoked,
}

/// <summary>A television as it is told of itself.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Code">What an admin types, where it waits; null where there is no code (any more).</param>
/// <param name="ExpiresAt">When the code ends, UTC.</param>
/// <param name="Display">What it is, where it is paired.</param>
[GenerateSerializer, Immutable, Alias("apollo.PairingScreen")]
public sealed record PairingScreen(
    [property: Id(0)] ScreenState State,
    [property: Id(1)] string? Code = null,
    [property: Id(2)] DateTime? ExpiresAt = null,
    [property: Id(3)] WallDisplay? Display = null
);

/// <summary>How pairing, changing or removing a display ended.</summary>
public enum DisplayOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is none of this id.</summary>
    Missing,

    /// <summary>It was changed since the caller read it.</summary>
    Changed,

    /// <summary>There are as many as there may be.</summary>
    TooMany,

    /// <summary>No television shows this code.</summary>
    WrongCode,

    /// <summary>The caller has tried too many wrong codes: none is looked at for a minute.</summary>
    TooManyTries,
}

/// <summary>Answer to pairing or changing a display.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Display">What is kept; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplaySaved")]
public sealed record DisplaySaved(
    [property: Id(0)] DisplayOutcome Outcome,
    [property: Id(1)] WallDisplay? Display = null
);

/// <summary>What a wall display is told to do.</summary>
public enum DisplayAction
{
    /// <summary>Load its page anew.</summary>
    Reload,

    /// <summary>Show its name large for 10 s.</summary>
    Identify,

    /// <summary>Ask what it shows: that was changed.</summary>
    Pages,

    /// <summary>It is a wall display no longer.</summary>
    Revoked,

    /// <summary>Make the sound of an alert, to try it.</summary>
    Sound,
}

/// <summary>Something a wall display is told to do.</summary>
/// <param name="Display">Its id.</param>
/// <param name="Action">What.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplayOrder")]
public sealed record DisplayOrder([property: Id(0)] string Display, [property: Id(1)] DisplayAction Action);

/// <summary>What wall displays were told to do since a position.</summary>
/// <param name="Position">Where the answer stands.</param>
/// <param name="Orders">In order.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplayOrders")]
public sealed record DisplayOrders(
    [property: Id(0)] Position Position,
    [property: Id(1)] ImmutableArray<DisplayOrder> Orders
) : IChanges;
