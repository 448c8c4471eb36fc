using Apollo.Grains.Clock;

namespace Apollo.Grains.History;

/// <summary>How time is divided into steps; all times are Unix ms.</summary>
internal abstract class StepGrid
{
    /// <summary>Milliseconds of the desk's day, as far as it is one of 24 hours.</summary>
    public const long DayLength = 86_400_000;

    /// <summary>Whole minutes.</summary>
    public static StepGrid Minutes { get; } = Every(60);

    /// <summary>Quarters of an hour.</summary>
    public static StepGrid Quarters { get; } = Every(900);

    /// <summary>How long a step is, but for days of 23 or 25 hours; ms.</summary>
    public abstract long Length { get; }

    /// <summary>Steps of some seconds, counted from 1970 on.</summary>
    public static StepGrid Every(int seconds) => new Even(seconds * 1000L);

    /// <summary>The days of a desk.</summary>
    public static StepGrid Days(DeskCalendar calendar) => new DeskDays(calendar);

    /// <summary>Begin of the step that holds an instant.</summary>
    public abstract long Start(long at);

    /// <summary>End of the step that begins at an instant.</summary>
    public abstract long End(long start);

    private sealed class Even(long length) : StepGrid
    {
        public override long Length => length;

        public override long Start(long at) => at - (((at % length) + length) % length);

        public override long End(long start) => start + length;
    }

    private sealed class DeskDays(DeskCalendar calendar) : StepGrid
    {
        public override long Length => DayLength;

        public override long Start(long at) => UnixTime.Of(calendar.Midnight(UnixTime.ToUtc(at).Ticks));

        public override long End(long start) => UnixTime.Of(calendar.NextMidnight(UnixTime.ToUtc(start).Ticks));
    }
}
