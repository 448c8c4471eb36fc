using Apollo.Grains.Itsm;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>Stamps that do not fit the ITSM's clock are told with their distance and the mend.</summary>
public sealed class StampDriftTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);
    private readonly StampDrift drift = new();

    [Fact]
    public void Stamps_ahead_of_the_clock_are_told_and_forgotten_when_they_are_gone()
    {
        Round(Now.AddHours(1), Now.AddMinutes(30), Now.AddMinutes(-3));
        Assert.Equal(
            "the newest stamp is 1 h 00 ahead of the ITSM's clock (2 rows ahead): "
                + "set Itsm:TimeZone, or correct updated_at",
            drift.Warning!.Text
        );
        Round(Now.AddMinutes(-3), Now.AddMinutes(5));
        Assert.Null(drift.Warning);
    }

    [Fact]
    public void Changes_that_are_always_stamped_hours_ago_are_told()
    {
        for (var change = 0; change < 5; change++)
        {
            Assert.Null(drift.Warning);
            drift.SeeChange(Now.AddHours(-5).AddSeconds(-change), Now);
        }
        Assert.Contains("stamped 5 h 00 behind", drift.Warning!.Text, StringComparison.Ordinal);
        drift.SeeChange(Now.AddSeconds(-1), Now);
        Assert.Null(drift.Warning);
    }

    private void Round(params DateTime[] stamps)
    {
        drift.Begin();
        foreach (var stamp in stamps)
            drift.See(stamp, Now);
        drift.End();
    }
}
