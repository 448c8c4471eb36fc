using System.Globalization;
using Apollo.Grains.Rotas;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Rotas;

/// <summary>Who of a rota is on call, by the desk's wall clock.</summary>
public class WhoIsOnCall
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly HashSet<string> Nobody = [];

    // Handed over on Mondays at 09:00; the first is 2 March.
    private static readonly Rota Rota = new(
        "Network",
        ["ana", "ben", "chloe"],
        new DateOnly(2026, 3, 2),
        new TimeOnly(9, 0),
        1,
        []
    );

    [Theory]
    [InlineData("2026-02-01T00:00:00Z", "ana")]
    [InlineData("2026-03-02T07:59:59Z", "ana")]
    [InlineData("2026-03-02T08:00:00Z", "ana")]
    [InlineData("2026-03-09T07:59:59Z", "ana")]
    [InlineData("2026-03-09T08:00:00Z", "ben")]
    [InlineData("2026-03-16T08:00:00Z", "chloe")]
    [InlineData("2026-03-23T08:00:00Z", "ana")]
    // In summer nine o'clock is seven UTC.
    [InlineData("2026-03-30T06:59:59Z", "ana")]
    [InlineData("2026-03-30T07:00:00Z", "ben")]
    public void Is_handed_over_at_the_wall_time_also_over_a_change_of_the_clocks(string at, string person) =>
        Assert.Equal(person, Of(Rota, at, Nobody).Person);

    [Fact]
    public void A_wall_time_that_is_skipped_is_when_the_clock_goes_on_and_of_one_that_comes_twice_the_first()
    {
        var night = Rota with { Begins = new DateOnly(2026, 3, 22), At = new TimeOnly(2, 30) };
        // 29 March, 02:30 is not there: 03:30, which is 01:30 UTC.
        Assert.Equal("ana", Of(night, "2026-03-29T01:29:59Z", Nobody).Person);
        Assert.Equal("ben", Of(night, "2026-03-29T01:30:00Z", Nobody).Person);
        var autumn = Rota with { Begins = new DateOnly(2026, 10, 18), At = new TimeOnly(2, 30) };
        Assert.Equal("ana", Of(autumn, "2026-10-25T00:29:59Z", Nobody).Person);
        Assert.Equal("ben", Of(autumn, "2026-10-25T00:30:00Z", Nobody).Person);
    }

    [Fact]
    public void Whoever_is_absent_is_skipped_and_the_next_in_order_stands_in()
    {
        Assert.Equal("chloe", Of(Rota, "2026-03-10T12:00:00Z", ["ben"]).Person);
        Assert.Equal("ana", Of(Rota, "2026-03-10T12:00:00Z", ["ben", "chloe"]).Person);
        Assert.Null(Of(Rota, "2026-03-10T12:00:00Z", ["ana", "ben", "chloe"]).Person);
    }

    [Fact]
    public void An_exchange_goes_before_the_order_unless_who_stands_in_is_absent()
    {
        var exchanged = Rota with
        {
            Exchanges = [new RotaExchange(Instant("2026-03-10T10:00:00Z"), Instant("2026-03-11T10:00:00Z"), "ana")],
        };
        Assert.Equal(("ben", Instant("2026-03-10T10:00:00Z")), Of(exchanged, "2026-03-10T09:59:59Z", Nobody));
        Assert.Equal(("ana", Instant("2026-03-11T10:00:00Z")), Of(exchanged, "2026-03-10T10:00:00Z", Nobody));
        Assert.Equal("ben", Of(exchanged, "2026-03-10T10:00:00Z", ["ana"]).Person);
        Assert.Equal(("ben", Instant("2026-03-16T08:00:00Z")), Of(exchanged, "2026-03-11T10:00:00Z", Nobody));
    }

    [Fact]
    public void Each_hour_of_two_years_is_the_persons_whose_turn_the_weeks_say()
    {
        var fortnights = Rota with { Weeks = 2 };
        for (var at = Instant("2026-03-02T08:00:00Z"); at.Year < 2028; at = at.AddHours(1))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
            var turn = (int)((local - new DateTime(2026, 3, 2, 9, 0, 0)).TotalDays / 14) % 3;
            Assert.Equal(Rota.People[turn], OnCall.At(fortnights, Paris, at, _ => false).Person);
        }
    }

    private static (string? Person, DateTime Until) Of(Rota rota, string at, HashSet<string> away) =>
        OnCall.At(rota, Paris, Instant(at), away.Contains);

    private static DateTime Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
