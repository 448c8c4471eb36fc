using Apollo.Model;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Apollo.Grains.Rotas;

/// <summary>Who of a rota is on call at an instant. Pure.</summary>
internal static class OnCall
{
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );

    /// <summary>Who is on call, and until when where nothing changes.</summary>
    /// <param name="rota">The rota.</param>
    /// <param name="zone">The desk's zone.</param>
    /// <param name="at">The instant, UTC.</param>
    /// <param name="isAway">Whether somebody is absent, or no longer here: the next in order stands in.</param>
    /// <returns>Id of a person; null = all are away.</returns>
    public static (string? Person, DateTime Until) At(
        Rota rota,
        DateTimeZone zone,
        DateTime at,
        Func<string, bool> isAway
    )
    {
        var count = rota.People.Length;
        var turn = count == 0 ? 0 : Turn(rota, zone, at);
        // Without people in order only exchanges and the calendar change who it is.
        var until = count == 0 ? DateTime.MaxValue : Handover(rota, zone, turn + 1);
        var exchange = rota.Exchanges.LastOrDefault(one => one.From <= at && at < one.Until && !isAway(one.Person));
        foreach (var one in rota.Exchanges)
        foreach (var edge in (DateTime[])[one.From, one.Until])
            if (edge > at && edge < until)
                until = edge;
        if (exchange is not null)
            return (exchange.Person, until);
        // Before the first handover it is the first one's turn.
        var first = count == 0 ? 0 : Math.Max(turn, 0) % count;
        for (var next = 0; next < count; next++)
            if (rota.People[(first + next) % count] is var person && !isAway(person))
                return (person, until);
        return (null, until);
    }

    /// <summary>How many handovers were after the first one; −1 = it is still to come.</summary>
    private static int Turn(Rota rota, DateTimeZone zone, DateTime at)
    {
        var today = Instant.FromDateTimeUtc(at).InZone(zone).Date;
        var weeks = (int)Math.Floor(Period.DaysBetween(rota.Begins.ToLocalDate(), today) / (7.0 * rota.Weeks));
        if (weeks < 0)
            return -1;
        return Handover(rota, zone, weeks) <= at ? weeks : weeks - 1;
    }

    private static DateTime Handover(Rota rota, DateTimeZone zone, int number) =>
        zone.ResolveLocal(rota.Begins.ToLocalDate().PlusDays(7 * rota.Weeks * number) + rota.At.ToLocalTime(), Resolve)
            .ToInstant()
            .ToDateTimeUtc();
}
