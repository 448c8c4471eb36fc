using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Model;

namespace Apollo.Grains.Tests.History;

/// <summary>Which numbers of a desk are unusual, by what the desk says and by the clock.</summary>
public class WatchedKpisTests
{
    private static readonly DateTime Start = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private readonly WatchedKpis watched = new();
    private readonly Dictionary<string, UsualWeek> usual = new()
    {
        ["open"] = Between(5, 9),
        ["age"] = Between(0, 599),
    };

    [Fact]
    public void A_number_that_stays_outside_is_unusual_and_inside_again_no_longer()
    {
        Assert.False(Look(0, Result("open", 10)));
        Assert.False(Look(300));
        Assert.True(Look(600));
        Assert.Equal(Start, watched.Since["open"]);
        Assert.False(Look(700));

        Assert.False(Look(800, Result("open", 9)));
        Assert.True(Look(1_400));

        Assert.Empty(watched.Since);
    }

    [Fact]
    public void A_value_that_grows_by_itself_leaves_what_is_usual_by_itself()
    {
        Look(0, Result("age", 590) with { Rate = 1 });
        Look(9);
        Look(10);
        Look(609);
        Assert.Empty(watched.Since);

        Look(610);

        Assert.Equal(Start.AddSeconds(10), watched.Since["age"]);
    }

    [Fact]
    public void Of_a_number_without_a_value_or_without_anything_usual_nothing_is_said()
    {
        Look(0, Result("open", null), Result("other", 1_000));
        Look(1_200);
        Assert.Empty(watched.Since);

        Look(1_300, Result("open", 99));
        Look(1_900);
        Assert.NotEmpty(watched.Since);
        Assert.True(Look(1_901, Result("open", 99) with { RetryAt = Start.AddHours(1) }));
        Assert.Empty(watched.Since);
    }

    [Fact]
    public void While_a_slice_cannot_be_read_nothing_becomes_unusual_and_soon_nothing_is()
    {
        Look(0, Result("open", 10));
        Look(600);
        Look(610, failingSince: 605);
        Look(1_200, failingSince: 605);
        Assert.NotEmpty(watched.Since);

        Assert.True(Look(1_206, failingSince: 605));

        Assert.Empty(watched.Since);
    }

    [Fact]
    public void What_was_unusual_before_a_restart_still_is_with_the_same_begin()
    {
        // Outside since 45 min ago, but for a gap of five minutes.
        Recall(
            0,
            minute =>
                minute is > 30 and <= 35 ? null
                : minute > 15 ? 10
                : 7,
            gap: (30, 35)
        );
        Assert.True(Look(0, Result("open", 10)));
        Assert.Equal(Start.AddMinutes(-44), watched.Since["open"]);
    }

    [Fact]
    public void Minutes_outside_before_a_restart_count_for_the_ten()
    {
        Recall(0, minute => minute > 54 ? 10 : 7);
        Assert.False(Look(0, Result("open", 10)));
        Assert.False(Look(299));
        Assert.True(Look(300));
        Assert.Equal(Start.AddMinutes(-5), watched.Since["open"]);
    }

    [Fact]
    public void What_is_known_too_little_of_is_not_unusual_after_a_restart()
    {
        Recall(0, minute => minute is > 30 and <= 45 ? null : 10, gap: (30, 45));
        Assert.True(Look(0, Result("open", 10)));
        Assert.Equal(Start.AddMinutes(-14), watched.Since["open"]);

        // Apollo was down for eleven minutes.
        Recall(660, _ => 10);
        Assert.True(Look(660, Result("open", 10)));
        Assert.Empty(watched.Since);
    }

    /// <summary>The 60 minutes before the start, as history tells them.</summary>
    private void Recall(int seconds, Func<int, double?> valueAtMinute, (int From, int To)? gap = null) =>
        watched.Recall(
            [
                new Trends
                {
                    From = Start.AddHours(-1),
                    Step = 60,
                    Kpis = ImmutableDictionary<string, ImmutableArray<double?>>.Empty.Add(
                        "open",
                        [.. Enumerable.Range(1, 60).Select(valueAtMinute)]
                    ),
                    Gaps = gap is { } span
                        ?
                        [
                            [
                                UnixTime.Of(Start.AddMinutes(span.From - 60)),
                                UnixTime.Of(Start.AddMinutes(span.To - 60)),
                            ],
                        ]
                        : [],
                },
            ],
            usual,
            Start.AddSeconds(seconds)
        );

    private bool Look(int seconds, params KpiResult[] kpis) => Look(seconds, null, kpis);

    private bool Look(int seconds, int? failingSince, params KpiResult[] kpis) =>
        watched.Look(
            new DeskDelta
            {
                Position = new Position(1, seconds),
                Full = false,
                At = Start.AddSeconds(seconds),
                Kpis = [.. kpis.Select(kpi => kpi with { AsOf = Start.AddSeconds(seconds) })],
                Slices =
                [
                    new SlicePulse
                    {
                        Slice = "tickets",
                        State = failingSince is null ? SliceState.Live : SliceState.Failing,
                        Version = new Position(1, 1),
                        FailingSince = failingSince is { } since ? Start.AddSeconds(since) : null,
                    },
                ],
            },
            usual,
            Start.AddSeconds(seconds)
        );

    private static KpiResult Result(string kpi, double? value) =>
        new()
        {
            Kpi = kpi,
            Value = value,
            SliceVersion = "1-1",
            Slice = "tickets",
        };

    /// <summary>Six weeks of low values and six of high ones.</summary>
    private static UsualWeek Between(double low, double high) =>
        UsualWeek.Of(
            Enumerable
                .Range(0, 12 * 672)
                .Select(quarter =>
                    HistoryStep.Quiet(
                        UnixTime.Of(Start.AddDays(-84).AddMinutes(15 * quarter)),
                        UnixTime.Of(Start.AddDays(-84).AddMinutes((15 * quarter) + 15)),
                        SeriesValue.Of(quarter < 6 * 672 ? low : high),
                        0
                    )
                ),
            0,
            DeskCalendar.Utc
        )!;
}
