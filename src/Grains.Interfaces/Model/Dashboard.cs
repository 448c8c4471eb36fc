namespace Apollo.Model;

/// <summary>What is known of an own dashboard without its cards.</summary>
/// <param name="Name">1 to 60 signs, one owner's names differ.</param>
/// <param name="Share">Secret of its shared link: 32 hexadecimal digits.</param>
/// <param name="UpdatedAt">When it was kept last, UTC, in whole milliseconds; every save has a later one, so it is the
/// revision too.</param>
[GenerateSerializer, Immutable, Alias("apollo.DashboardInfo")]
public sealed record DashboardInfo(
    [property: Id(0)] string Name,
    [property: Id(1)] string Share,
    [property: Id(2)] DateTime UpdatedAt
);

/// <summary>An own dashboard.</summary>
/// <param name="Info">Its name and link.</param>
/// <param name="Document">Sections and cards, as JSON.</param>
[GenerateSerializer, Immutable, Alias("apollo.Dashboard")]
public sealed record Dashboard([property: Id(0)] DashboardInfo Info, [property: Id(1)] string Document);

/// <summary>How saving a dashboard ended.</summary>
public enum DashboardOutcome
{
    /// <summary>It is kept.</summary>
    Saved,

    /// <summary>The owner has as many as one may have.</summary>
    TooMany,

    /// <summary>Another one has the new name.</summary>
    NameTaken,

    /// <summary>The one to rename does not exist.</summary>
    Missing,

    /// <summary>What is stored is not what the caller knew.</summary>
    Changed,
}

/// <summary>What must be stored for a save to go through.</summary>
/// <param name="Exists">True: a dashboard; false: none of the name.</param>
/// <param name="UpdatedAt">Its revision; null = any.</param>
[GenerateSerializer, Immutable, Alias("apollo.DashboardKnown")]
public sealed record DashboardKnown([property: Id(0)] bool Exists, [property: Id(1)] DateTime? UpdatedAt = null);

/// <summary>Answer to saving a dashboard.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Info">What is kept; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("apollo.DashboardSaved")]
public sealed record DashboardSaved(
    [property: Id(0)] DashboardOutcome Outcome,
    [property: Id(1)] DashboardInfo? Info = null
);
