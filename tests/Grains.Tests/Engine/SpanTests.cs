using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Span = Apollo.Grains.Engine.Span;

namespace Apollo.Grains.Tests.Engine;

public class SpanTests
{
    [Fact]
    public void A_span_holds_its_first_tick_and_not_its_last()
    {
        var span = Span.For(Some.Noon, TimeSpan.FromHours(1));
        Assert.False(span.Contains(Some.Noon.Ticks - 1));
        Assert.True(span.Contains(Some.Noon.Ticks));
        Assert.True(span.Contains(Some.Noon.AddHours(1).Ticks - 1));
        Assert.False(span.Contains(Some.Noon.AddHours(1).Ticks));
    }

    [Fact]
    public void Since_has_no_end() => Assert.True(Span.Since(Some.Noon).Contains(DateTime.MaxValue.Ticks));

    [Fact]
    public void When_is_always_or_never() =>
        Assert.Equal((Span.Always, Span.Never), (Span.When(true), Span.When(false)));

    [Theory]
    [InlineData(0, 10, 5, 15, 5, 10)]
    [InlineData(0, 10, 0, 10, 0, 10)]
    [InlineData(0, 10, 2, 3, 2, 3)]
    [InlineData(long.MinValue, long.MaxValue, 2, 3, 2, 3)]
    public void And_is_what_both_hold(
        long from,
        long until,
        long otherFrom,
        long otherUntil,
        long andFrom,
        long andUntil
    )
    {
        Assert.Equal(new Span(andFrom, andUntil), new Span(from, until).And(new Span(otherFrom, otherUntil)));
        Assert.Equal(new Span(andFrom, andUntil), new Span(otherFrom, otherUntil).And(new Span(from, until)));
    }

    [Theory]
    [InlineData(0, 10, 10, 20)]
    [InlineData(0, 10, 30, 40)]
    [InlineData(5, 5, 0, 10)]
    [InlineData(9, 3, 0, 10)]
    public void Spans_that_do_not_meet_leave_an_empty_one(long from, long until, long otherFrom, long otherUntil) =>
        Assert.True(new Span(from, until).And(new Span(otherFrom, otherUntil)).IsEmpty);

    [Fact]
    public void Filters_combine_by_intersection_and_stop_at_an_empty_span()
    {
        var asked = 0;
        Filter<Ticket> Gives(Span span) =>
            (_, _) =>
            {
                asked++;
                return span;
            };
        Assert.Equal(new Span(3, 7), Filters.All(Gives(new(0, 7)), Gives(new(3, 9)))(Some.Ticket(), DeskCalendar.Utc));
        Assert.Equal(2, asked);
        Assert.Equal(
            Span.Never,
            Filters.All(Gives(new(0, 2)), Gives(new(3, 9)), Gives(Span.Always))(Some.Ticket(), DeskCalendar.Utc)
        );
        Assert.Equal(4, asked);
        Assert.Equal(Span.Always, Filters.All<Ticket>()(Some.Ticket(), DeskCalendar.Utc));
    }
}
