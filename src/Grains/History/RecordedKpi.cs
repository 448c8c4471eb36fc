using Apollo.Grains.Store;

namespace Apollo.Grains.History;

/// <summary>What the recorder holds of one KPI.</summary>
/// <param name="id">KPI id.</param>
/// <param name="ended">What a group without rows is: 0 where the KPI counts, else without value.</param>
internal sealed class RecordedKpi(string id, SeriesValue ended)
{
    private readonly Dictionary<(string Dimension, string Name), RecordedSeries> series = [];

    public string Id => id;

    public SeriesValue Ended => ended;

    /// <summary>The whole desk and all groups there ever were.</summary>
    public IReadOnlyCollection<RecordedSeries> Series => series.Values;

    /// <summary>It has said a result since the recorder began anew.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>It failed, and has no value until it says one.</summary>
    public bool HasFailed { get; set; }

    /// <summary>How many results it has said.</summary>
    public long Told { get; set; }

    public RecordedSeries? Find(string dimension, string name) => series.GetValueOrDefault((dimension, name));

    public void Add(RecordedSeries one) => series[(one.Memory.Series.Dimension, one.Memory.Series.Name)] = one;
}

/// <summary>What the recorder holds of one series.</summary>
internal sealed class RecordedSeries(SeriesMemory memory, long known)
{
    public SeriesMemory Memory => memory;

    public int Number => memory.Series.Number;

    public int Rate => memory.Series.Rate;

    /// <summary>What its KPI last said of it, and the instant that holds at.</summary>
    public SeriesValue Told { get; set; }

    public long ToldAt { get; set; }

    /// <summary>With which of the KPI's results that was.</summary>
    public long ToldAs { get; set; }

    /// <summary>The latest change, confirmed or not.</summary>
    public SeriesValue Latest { get; set; } = memory.ValueAt(known);

    public long LatestAt { get; set; } = known;

    /// <summary>The latest that was confirmed, or passed over.</summary>
    public SeriesValue Known { get; set; } = memory.ValueAt(known);

    public long KnownAt { get; set; } = known;
}
