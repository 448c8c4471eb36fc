using Apollo.Grains.Rotas;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Rotas;

/// <summary>Who is on call by an iCalendar: repeats, zones, whole days, and who is meant.</summary>
public class ShiftsOfACalendar
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly ShiftPerson[] People =
    [
        new("a", "Ana", "ana@example.com"),
        new("b", "Ben", "ben@example.com"),
        new("m", "Ana Maria", "am@example.com"),
    ];

    [Fact]
    public void Repeated_shifts_end_and_begin_by_the_wall_clock_of_their_zone() =>
        Assert.Equal(
            [
                // It began before, and goes on.
                Shift("2026-03-16T08:00:00Z", "2026-03-23T08:00:00Z", "a"),
                // In summer nine o'clock is seven UTC.
                Shift("2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z", "a"),
            ],
            Read(
                """
                DTSTART;TZID=Europe/Paris:20260302T090000
                DTEND;TZID=Europe/Paris:20260309T090000
                RRULE:FREQ=WEEKLY;INTERVAL=2
                SUMMARY:On call
                ATTENDEE:mailto:ANA@example.com
                """
            )
        );

    [Fact]
    public void A_whole_day_is_one_of_the_desk_and_a_person_is_known_by_the_longest_name() =>
        Assert.Equal(
            [Shift("2026-03-24T23:00:00Z", "2026-03-26T23:00:00Z", "m")],
            Read(
                """
                DTSTART;VALUE=DATE:20260325
                DTEND;VALUE=DATE:20260327
                SUMMARY:Ana Maria has the phone
                """
            )
        );

    [Theory]
    [InlineData("SUMMARY:Somebody else")]
    [InlineData("SUMMARY:Ana\nSTATUS:CANCELLED")]
    public void Who_is_not_here_and_what_is_cancelled_is_left_out(string says) =>
        Assert.Empty(Read("DTSTART:20260325T080000Z\nDTEND:20260325T100000Z\n" + says));

    [Fact]
    public void A_rule_that_repeats_each_second_ends() =>
        Assert.Equal(2_000, Read("DTSTART:20260320T000000Z\nDURATION:P30D\nRRULE:FREQ=SECONDLY\nSUMMARY:Ana").Count);

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    public void What_is_no_calendar_is_said(string text) =>
        Assert.Throws<FormatException>(() =>
            ShiftCalendar.Read(text, People, Paris, At("2026-03-20T00:00:00Z"), default)
        );

    [Fact]
    public void Without_people_in_order_nobody_is_on_call_between_two_shifts()
    {
        var rota = new Rota(
            "Network",
            [],
            default,
            default,
            1,
            [Shift("2026-03-20T00:00:00Z", "2026-03-21T00:00:00Z", "a")]
        );
        Assert.Equal(("a", At("2026-03-21T00:00:00Z")), OnCall.At(rota, Paris, At("2026-03-20T01:00:00Z"), _ => false));
        Assert.Null(OnCall.At(rota, Paris, At("2026-03-22T01:00:00Z"), _ => false).Person);
    }

    private static IReadOnlyList<RotaExchange> Read(string says) =>
        ShiftCalendar.Read(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260301T000000Z\n"
                + $"{says}\nEND:VEVENT\nEND:VCALENDAR\n",
            People,
            Paris,
            At("2026-03-20T00:00:00Z"),
            At("2026-04-10T00:00:00Z")
        );

    private static RotaExchange Shift(string from, string until, string person) => new(At(from), At(until), person);

    private static DateTime At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
