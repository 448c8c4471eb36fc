using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tests.Support;

/// <summary>KPIs of the catalogue, loaded and moved by tests.</summary>
internal static class Live
{
    public static readonly DeskCalendar Paris = DeskCalendar.For(
        "Europe/Paris",
        ServiceHours.Parse(
            new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" }.ToDictionary(
                day => day,
                _ => "08:00-12:00,13:00-18:00"
            ),
            ["2026-11-11"]
        )
    );

    public static KpiWorkflow<TRow> Start<TRow>(string kpi, DateTime now, params TRow[] rows)
        where TRow : class, ISliceRow
    {
        var found = (Kpi<TRow>)KpiCatalogue.Standard.Find(kpi)!;
        var live = found.Start(Paris, new Thresholds(found.Definition.Warning, found.Definition.Critical));
        live.Load(rows, now);
        return live;
    }

    public static double? At<TRow>(string kpi, DateTime now, params TRow[] rows)
        where TRow : class, ISliceRow => Start(kpi, now, rows).Value;

    /// <summary>
    /// Asserts that a row counts from a first to before a last instant, to the tick, both for a state that begins there
    /// and for one that lives through: by its own wake-ups alone.
    /// </summary>
    public static void CountsFromUntil<TRow>(string kpi, TRow row, DateTime from, DateTime? until)
        where TRow : class, ISliceRow
    {
        Assert.Equal((0, 1), (Counted(kpi, row, from.AddTicks(-1)), Counted(kpi, row, from)));
        if (until is { } end)
            Assert.Equal((1, 0), (Counted(kpi, row, end.AddTicks(-1)), Counted(kpi, row, end)));
        var live = Start(kpi, from.AddTicks(-1), row);
        var rowIsIn = new List<DateTime>();
        var instants = new List<DateTime>();
        while (live.Rate == 0 && live.NextInstant is { } next)
        {
            live.Apply([], next);
            instants.Add(next);
            rowIsIn.AddRange(live.Counted([row]).Select(_ => next));
        }
        if (live.Rate != 0)
            return;
        Assert.Contains(from, rowIsIn);
        if (until is { } last)
        {
            Assert.Contains(last, instants);
            Assert.DoesNotContain(last, rowIsIn);
        }
    }

    /// <summary>Asserts that a row counts at no instant of the catalogue's reach.</summary>
    public static void CountsNever<TRow>(string kpi, TRow row)
        where TRow : class, ISliceRow
    {
        for (var day = -40; day <= 40; day++)
        for (var hour = 0; hour < 24; hour++)
            Assert.Equal(0, Counted(kpi, row, Some.Noon.AddDays(day).AddHours(hour)));
    }

    public static int Counted<TRow>(string kpi, TRow row, DateTime now)
        where TRow : class, ISliceRow => Start(kpi, now, row).Counted([row]).Count();
}
