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
