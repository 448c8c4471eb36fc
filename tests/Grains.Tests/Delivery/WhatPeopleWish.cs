using System.Globalization;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Delivery;

/// <summary>Who is told in whose place, and when somebody is not to be disturbed.</summary>
public sealed class WhatPeopleWish
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Theory]
    // Winter: one hour behind; quiet until 07:00 in Paris.
    [InlineData("2026-03-10T20:59:59Z", null)]
    [InlineData("2026-03-10T21:00:00Z", "2026-03-11T06:00:00Z")]
    [InlineData("2026-03-11T05:59:59Z", "2026-03-11T06:00:00Z")]
    [InlineData("2026-03-11T06:00:00Z", null)]
    // The night in which summer begins, and the one in which it ends.
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z")]
    public void Quiet_hours_over_midnight_end_by_the_clock_on_the_wall(string at, string? ends) =>
        Assert.Equal(
            Instant(ends),
            Wishes(Instant(at)!.Value, new QuietHours("22:00", "07:00")).NotBefore(Some("ana"))
        );

    [Theory]
    [InlineData("2026-03-10T10:59:00Z", null)]
    [InlineData("2026-03-10T11:00:00Z", "2026-03-10T12:00:00Z")]
    [InlineData("2026-03-10T12:00:00Z", null)]
    public void Quiet_hours_of_the_day_end_on_the_same_day(string at, string? ends) =>
        Assert.Equal(
            Instant(ends),
            Wishes(Instant(at)!.Value, new QuietHours("12:00", "13:00")).NotBefore(Some("ana"))
        );

    [Fact]
    public void Who_is_away_is_stood_in_for_until_they_are_back()
    {
        var now = Instant("2026-03-10T12:00:00Z")!.Value;
        Assert.Equal("ben", Away(now, now.AddTicks(1), "ben").InPlaceOf(Some("ana"))?.Id);
        Assert.Equal("ana", Away(now, now, "ben").InPlaceOf(Some("ana"))?.Id);
        Assert.Null(Away(now, now.AddDays(1), null).InPlaceOf(Some("ana")));
        Assert.Null(Away(now, now.AddDays(1), "nobody").InPlaceOf(Some("ana")));
        // Two who stand in for each other, both away: nobody, and no end of looking.
        Assert.Null(Away(now, now.AddDays(1), "ben", "ana").InPlaceOf(Some("ana")));
    }

    [Fact]
    public void Who_chose_nothing_takes_every_channel()
    {
        var wishes = new PersonalWishes(new Dictionary<string, StoredNotices>(), [], Paris, DateTime.UnixEpoch);
        Assert.True(wishes.Takes(Some("ana"), AlertNotify.Email));
        Assert.True(wishes.Takes(Some("ana"), AlertNotify.Push));
        Assert.Null(wishes.NotBefore(Some("ana")));
    }

    private static PersonalWishes Wishes(DateTime now, QuietHours quiet) =>
        Of(now, ("ana", NoticeSettings.Default with { Quiet = quiet }));

    private static PersonalWishes Away(DateTime now, DateTime until, string? deputy, string? ofDeputy = null) =>
        Of(
            now,
            ("ana", NoticeSettings.Default with { Absence = new Absence(until, deputy) }),
            (
                "ben",
                ofDeputy is null
                    ? NoticeSettings.Default
                    : NoticeSettings.Default with
                    {
                        Absence = new Absence(until, ofDeputy),
                    }
            )
        );

    private static PersonalWishes Of(DateTime now, params (string Person, NoticeSettings Settings)[] chosen) =>
        new(
            chosen.ToDictionary(one => one.Person, one => new StoredNotices(one.Person, one.Settings, null, 1)),
            [Some("ana"), Some("ben")],
            Paris,
            now
        );

    private static StoredPerson Some(string id) => new() { Id = id };

    private static DateTime? Instant(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
