using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What a page of a wall display shows that is neither cards nor a table.</summary>
public enum PageShow
{
    /// <summary>The interventions of today, without people and addresses.</summary>
    Interventions,

    /// <summary>The alerts, without names.</summary>
    Alerts,
}

/// <summary>
/// A page of a wall display: cards, an own board, a table, or what <paramref name="Show"/> says; where it has none of
/// them, the desk's own rotation, as its catalogue has it.
/// </summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Title">Heading; null = what it shows says it.</param>
/// <param name="Cards">KPI ids, in reading order.</param>
/// <param name="Board">Secret of the shared link of an own board.</param>
/// <param name="Table">Breakdown of a performance table: team, location, category or priority.</param>
/// <param name="Show">Something else.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplayPage")]
public sealed record DisplayPage(
    [property: Id(0)] string Desk,
    [property: Id(1)] string? Title = null,
    [property: Id(2)] ImmutableArray<string>? Cards = null,
    [property: Id(3)] string? Board = null,
    [property: Id(4)] string? Table = null,
    [property: Id(5)] PageShow? Show = null
);

/// <summary>When a wall display is dimmed.</summary>
/// <param name="From">Begin, in the zone of the desk that is shown: <c>20:00</c>.</param>
/// <param name="To">End; before <paramref name="From"/> it is of the next day.</param>
/// <param name="Black">Black with a small clock, in place of dimmed.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplayNight")]
public sealed record DisplayNight(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] bool Black
);

/// <summary>How a wall display is set up.</summary>
/// <param name="Name">1 to <see cref="IDisplaysGrain.LongestName"/> characters.</param>
/// <param name="Place">Where it hangs; may be empty.</param>
/// <param name="Pages">1 to <see cref="IDisplaysGrain.MostPages"/>, shown in turn.</param>
/// <param name="Seconds">How long a page stays, 5 to 3,600 s.</param>
/// <param name="Night">When it is dimmed; null = never.</param>
/// <param name="Distance">From the eye to the screen, 0.5 to 50 m.</param>
/// <param name="Diagonal">Of the screen, 10 to 300 inches.</param>
/// <param name="Sound">Whether it may make a sound.</param>
[GenerateSerializer, Immutable, Alias("apollo.DisplaySettings")]
public sealed record DisplaySettings(
    [property: Id(0)] string Name,
    [property: Id(1)] string Place,
    [property: Id(2)] ImmutableArray<DisplayPage> Pages,
    [property: Id(3)] int Seconds,
    [property: Id(4)] DisplayNight? Night,
    [property: Id(5)] double Distance,
    [property: Id(6)] double Diagonal,
    [property: Id(7)] bool Sound
)
{
    /// <summary>The desks whose numbers it shows.</summary>
    public ImmutableArray<string> Desks() => [.. Pages.Select(page => page.Desk).Distinct(StringComparer.Ordinal)];
}
