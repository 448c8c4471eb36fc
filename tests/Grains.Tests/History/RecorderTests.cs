using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.History;
using Apollo.Model;

namespace Apollo.Grains.Tests.History;

/// <summary>Until when a desk is known, and where it is not.</summary>
public class RecorderTests
{
    private static readonly DateTime Start = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly KpiDefinition Kpi = KpiCatalogue
        .Standard.All.Select(kpi => kpi.Definition)
        .Single(kpi => kpi.Id == "open-tickets");

    /// <summary>
    /// After a break the slices are read one after the other: the KPIs of the first have spoken when the last is read.
    /// </summary>
    [Theory]
    [InlineData(300, 700)]
    [InlineData(300, 300)]
    [InlineData(700, 300)]
    public void A_gap_ends_when_the_last_slice_is_read(int firstReadAt, int lastReadAt)
    {
        var known = UnixTime.Of(Start.AddHours(-1));
        var recorder = new Recorder([Kpi], TimeSpan.FromSeconds(10), known, []);

        var told = recorder.Take(
            new DeskCuts(
                default,
                null,
                [Cut(firstReadAt)],
                Start.AddMilliseconds(firstReadAt),
                Start.AddMilliseconds(lastReadAt)
            )
        )!;

        var end = UnixTime.Of(Start.AddMilliseconds(Math.Max(firstReadAt, lastReadAt)));
        Assert.Equal((known, end), (told.Gap!.Begins, told.Gap.Ends));
        recorder.Take(new DeskCuts(default, null, [], Start.AddSeconds(5), Start.AddMilliseconds(lastReadAt)));
        Assert.Equal(SeriesValue.Unknown, Assert.Single(told.Seconds.SelectMany(Read)).Value);
        Assert.Equal(SeriesValue.Of(7), recorder.Find(Kpi.Id, null, null)!.ValueAt(end));
    }

    private static IEnumerable<LoggedChange> Read(Grains.Store.StoredSecond second) =>
        LogRow.Read(second.At, second.Data);

    private static DeskCut Cut(int at) =>
        new(
            new SliceCut(SliceName.Tickets, new Position(1, 1), Start.AddMilliseconds(at)),
            [
                new KpiResult
                {
                    Kpi = Kpi.Id,
                    Value = 7,
                    AsOf = Start.AddMilliseconds(at),
                    SliceVersion = "1-1",
                    Slice = SliceName.Tickets,
                },
            ]
        );
}
