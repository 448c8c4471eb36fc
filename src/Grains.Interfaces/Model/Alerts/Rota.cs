using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Who of a team is on call: its people in order, each from a handover to the next, or as a calendar says.
/// </summary>
/// <param name="Team">The team, as the ITSM names it.</param>
/// <param name="People">Ids of people, in order; the first begins.</param>
/// <param name="Begins">Date of the first handover, in the desk's zone; each later one is a number of weeks
/// after.</param>
/// <param name="At">Wall time of the handovers in the desk's zone; one that is skipped is when the clock goes on, of
/// one that comes twice the first counts.</param>
/// <param name="Weeks">Weeks from one handover to the next, 1 to 8.</param>
/// <param name="Exchanges">Who stands in for a while, whoever's turn it is; the later one counts.</param>
/// <param name="Revision">When it was kept last, Unix ms.</param>
/// <param name="Calendar">Address of an iCalendar whose events say who is on call, before the people in order. As it is
/// sent; null = as it was, empty = none. As it is shown only scheme and host; null = none.</param>
[GenerateSerializer, Immutable, Alias("apollo.Rota")]
public sealed record Rota(
    [property: Id(0)] string Team,
    [property: Id(1)] ImmutableArray<string> People,
    [property: Id(2)] DateOnly Begins,
    [property: Id(3)] TimeOnly At,
    [property: Id(4)] int Weeks,
    [property: Id(5)] ImmutableArray<RotaExchange> Exchanges,
    [property: Id(6)] long Revision = 0,
    [property: Id(7)] string? Calendar = null
);

/// <summary>Somebody stands in for a while.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Person">Id of who is on call then.</param>
[GenerateSerializer, Immutable, Alias("apollo.RotaExchange")]
public sealed record RotaExchange(
    [property: Id(0)] DateTime From,
    [property: Id(1)] DateTime Until,
    [property: Id(2)] string Person
);

/// <summary>Somebody who can be on call.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="AwayUntil">They are away until then, UTC, and the next in order stands in; null = they are
/// here.</param>
[GenerateSerializer, Immutable, Alias("apollo.RotaPerson")]
public sealed record RotaPerson(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTime? AwayUntil = null
);

/// <summary>A team's rota, and who is on call now.</summary>
/// <param name="Rota">The rota.</param>
/// <param name="OnCall">Who is on call now; null = nobody.</param>
/// <param name="Until">Until when, where nothing is changed, UTC.</param>
/// <param name="CalendarReadAt">When its calendar was read last, UTC; null = never, or it has none.</param>
/// <param name="CalendarFault">Why its calendar could not be read since; null = it could.</param>
[GenerateSerializer, Immutable, Alias("apollo.RotaNow")]
public sealed record RotaNow(
    [property: Id(0)] Rota Rota,
    [property: Id(1)] RotaPerson? OnCall,
    [property: Id(2)] DateTime? Until,
    [property: Id(3)] DateTime? CalendarReadAt = null,
    [property: Id(4)] string? CalendarFault = null
);

/// <summary>The rotas of a desk.</summary>
/// <param name="Rotas">By team.</param>
/// <param name="People">Who can be on call: members of the desk and up, by name.</param>
/// <param name="Teams">Teams that have somebody here: others are told through the managers.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskRotas")]
public sealed record DeskRotas(
    [property: Id(0)] ImmutableArray<RotaNow> Rotas,
    [property: Id(1)] ImmutableArray<RotaPerson> People,
    [property: Id(2)] ImmutableArray<string> Teams
);

/// <summary>How a change of a rota ended.</summary>
public enum RotaOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The team has none.</summary>
    Missing,

    /// <summary>It was changed since the caller read it.</summary>
    Changed,

    /// <summary>It says something that cannot be.</summary>
    Wrong,
}

/// <summary>Answer to a change of a rota.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rota">What is kept; null where nothing is.</param>
/// <param name="Field">What is wrong.</param>
/// <param name="Reason">What is wrong with it, and the mend.</param>
[GenerateSerializer, Immutable, Alias("apollo.RotaSaved")]
public sealed record RotaSaved(
    [property: Id(0)] RotaOutcome Outcome,
    [property: Id(1)] RotaNow? Rota = null,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] string? Reason = null
);
