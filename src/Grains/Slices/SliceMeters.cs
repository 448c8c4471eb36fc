using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>What operators watch of slices, by their key.</summary>
internal static class SliceMeters
{
    private static readonly Meter Meter = new("Apollo");
    private static readonly ConcurrentDictionary<string, SlicePulse> Pulses = new();
    private static readonly Histogram<double> Polls = Meter.CreateHistogram<double>(
        "apollo.slice.poll.duration",
        "s",
        "Time of one poll of the ITSM."
    );
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "apollo.slice.poll.failures",
        description: "Polls that failed."
    );

    static SliceMeters()
    {
        Meter.CreateObservableGauge("apollo.slice.rows", () => Measure(pulse => pulse.Held), description: "Rows held.");
        Meter.CreateObservableGauge(
            "apollo.slice.rows.bad",
            () => Measure(pulse => pulse.BadRows),
            description: "Rows left out or mended."
        );
        Meter.CreateObservableGauge(
            "apollo.slice.clock.offset",
            () => Measure(pulse => pulse.ClockOffset.TotalSeconds),
            "s",
            "The ITSM's clock less the silo's."
        );
    }

    public static void Record(string slice, SlicePulse pulse)
    {
        Pulses[slice] = pulse;
        var tag = new KeyValuePair<string, object?>("slice", slice);
        if (pulse.State == SliceState.Live)
            Polls.Record(pulse.PollTook.TotalSeconds, tag);
        else if (pulse.State == SliceState.Failing)
            Failures.Add(1, tag);
    }

    private static IEnumerable<Measurement<double>> Measure(Func<SlicePulse, double> read) =>
        Pulses.Select(pulse => new Measurement<double>(
            read(pulse.Value),
            new KeyValuePair<string, object?>("slice", pulse.Key)
        ));
}
