using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How a number is written, spoken and drawn.</summary>
public enum NumberKind
{
    /// <summary>A whole number: 142. Its trend steps.</summary>
    Count,

    /// <summary>A whole number with its sign: +7. Its trend steps.</summary>
    Balance,

    /// <summary>A number with a fraction: 5.4. Its trend slopes, as those below.</summary>
    Fraction,

    /// <summary>A share, 0 to 100: 92.4 %.</summary>
    Percent,

    /// <summary>Seconds around the clock: 52 d 3 h.</summary>
    Duration,

    /// <summary>Seconds within the service hours, which make no days: 118 h.</summary>
    ServiceTime,
}

/// <summary>What each row behind a number is by itself.</summary>
public enum OwnKind
{
    /// <summary>Yes (1) or no (0).</summary>
    YesNo,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Seconds around the clock.</summary>
    Duration,

    /// <summary>Seconds within the service hours.</summary>
    ServiceTime,
}

/// <summary>How a KPI is shown to people, so that no screen has to know the KPI.</summary>
[GenerateSerializer, Immutable, Alias("apollo.Presentation")]
public sealed record Presentation
{
    /// <summary>Title on its card: without its window, and without words that its unit repeats.</summary>
    [Id(0)]
    public required string Title { get; init; }

    /// <summary>The time it looks at: <c>7 d</c>, <c>next 7 d</c>; null = now, or what the title says.</summary>
    [Id(1)]
    public string? Window { get; init; }

    /// <summary>How its number is written, spoken and drawn.</summary>
    [Id(2)]
    public required NumberKind Number { get; init; }

    /// <summary>Fewest decimals a limit is written with, 0 to 2.</summary>
    [Id(3)]
    public int LimitDigits { get; init; }

    /// <summary>The words beside its number.</summary>
    [Id(4)]
    public required UnitWords Unit { get; init; }

    /// <summary>
    /// Whether the groups of a breakdown add up to the number, so that a part is less than the whole.
    /// </summary>
    [Id(5)]
    public bool IsSum { get; init; }

    /// <summary>Why there is no value, where there is none.</summary>
    [Id(6)]
    public required string Empty { get; init; }

    /// <summary>How it makes one number of its rows.</summary>
    [Id(7)]
    public required string Measure { get; init; }

    /// <summary>
    /// Columns of its list at first: names of the table's columns, or <c>age</c>, <c>overdueBy</c>,
    /// <c>responseOverdueBy</c>, which a screen reckons.
    /// </summary>
    [Id(8)]
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>What each row of its list is by itself; null where rows are only counted.</summary>
    [Id(9)]
    public OwnValue? Own { get; init; }

    /// <summary>Names of its two measures, as the column <c>part</c> has them; empty where it has one.</summary>
    [Id(10)]
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>Its card takes two places of the board.</summary>
    [Id(11)]
    public bool IsWide { get; init; }

    /// <summary>Performance tables show it at first.</summary>
    [Id(12)]
    public bool IsInTables { get; init; }

    /// <summary>Place of its group in the board's reading order, the first is 1; equal ones as the catalogue has them.
    /// </summary>
    [Id(13)]
    public required int GroupOrder { get; init; }

    /// <summary>Pages of the wall that show it: its group's own, then those where it is a guest.</summary>
    [Id(14)]
    public required ImmutableArray<WallPage> Wall { get; init; }
}

/// <summary>The words beside a number.</summary>
/// <param name="One">After the number 1; null where the title, or the number itself, says it.</param>
/// <param name="Many">After any other number.</param>
/// <param name="SpokenOne">As the number 1 is spoken; empty where it says its unit itself.</param>
/// <param name="SpokenMany">As any other number is spoken.</param>
[GenerateSerializer, Immutable, Alias("apollo.UnitWords")]
public sealed record UnitWords(
    [property: Id(0)] string? One,
    [property: Id(1)] string? Many,
    [property: Id(2)] string SpokenOne,
    [property: Id(3)] string SpokenMany
);

/// <summary>What each row of a list is by itself.</summary>
/// <param name="Title">Heading of its column.</param>
/// <param name="Kind">How it is written.</param>
[GenerateSerializer, Immutable, Alias("apollo.OwnValue")]
public sealed record OwnValue([property: Id(0)] string Title, [property: Id(1)] OwnKind Kind);

/// <summary>A page of the wall display.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Order">Its place in the rotation; equal ones as the catalogue has them.</param>
[GenerateSerializer, Immutable, Alias("apollo.WallPage")]
public sealed record WallPage([property: Id(0)] string Name, [property: Id(1)] int Order);
