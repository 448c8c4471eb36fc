using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>What became known of a desk since the recorder was last told.</summary>
/// <param name="KnownUntil">Until when it is known, Unix ms, a whole second.</param>
/// <param name="Series">Series that are new.</param>
/// <param name="Seconds">Seconds in which something changed, in order.</param>
/// <param name="Gap">A span of which nothing is known; null = none.</param>
internal sealed record Recorded(
    long KnownUntil,
    IReadOnlyList<StoredSeries> Series,
    IReadOnlyList<StoredSecond> Seconds,
    StoredGap? Gap
)
{
    /// <summary>How much it weighs in memory, bytes.</summary>
    public int Weight => 200 + Seconds.Sum(second => second.Data.Length + 100);
}

/// <summary>
/// Turns a desk's cuts into what is remembered. A value counts as known once a good poll confirms it: what the clock
/// alone did while the ITSM could not be read is forgotten where that took too long, and the span is a gap. Nothing is
/// written before what is known already, whatever the clock does.
/// </summary>
internal sealed class Recorder
{
    /// <summary>More series are not kept: a desk has about a thousand.</summary>
    public const int MostSeries = 20_000;

    /// <summary>What the engine rounds may differ by so much, seconds.</summary>
    private const double SameAge = 0.002;

    private readonly Dictionary<string, RecordedKpi> byKpi;
    private readonly SortedDictionary<long, List<LoggedChange>> pending = [];
    private readonly List<RecordedSeries> all = [];
    private readonly List<StoredSeries> added = [];
    private readonly long pause;

    // How things came to be as they are was not told: since then nothing is known.
    private bool isBroken = true;

    /// <param name="kpis">The KPIs of the catalogue.</param>
    /// <param name="longestPause">A pause between two good polls that is longer is a gap.</param>
    /// <param name="known">Until when it is known, Unix ms, a whole second; null = nothing is.</param>
    /// <param name="memories">The series there are.</param>
    public Recorder(
        IEnumerable<KpiDefinition> kpis,
        TimeSpan longestPause,
        long? known,
        IEnumerable<SeriesMemory> memories
    )
    {
        byKpi = kpis.ToDictionary(
            kpi => kpi.Id,
            kpi => new RecordedKpi(kpi.Id, kpi.Presentation.IsSum ? SeriesValue.Of(0) : SeriesValue.None)
        );
        pause = (long)longestPause.TotalMilliseconds;
        KnownUntil = known;
        foreach (var memory in memories)
            Track(memory);
    }

    /// <summary>Until when it is known, Unix ms; null = nothing is.</summary>
    public long? KnownUntil { get; private set; }

    /// <summary>The series, by number − 1.</summary>
    public IEnumerable<SeriesMemory> Series => all.Select(series => series.Memory);

    /// <summary>There are so many series that new ones are not kept.</summary>
    public bool IsFull => all.Count >= MostSeries;

    /// <summary>Whether history keeps a breakdown: never one by person.</summary>
    public static bool Keeps(string dimension) => !Dimension.IsByPerson(dimension);

    /// <summary>One series; null = there is none.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="dimension">A breakdown; null for the whole desk.</param>
    /// <param name="group">One of its groups; null for the whole desk.</param>
    public SeriesMemory? Find(string kpi, string? dimension, string? group) =>
        byKpi.GetValueOrDefault(kpi)?.Find(dimension ?? StoredSeries.Whole, group ?? "")?.Memory;

    /// <summary>The breakdowns that a KPI has or had.</summary>
    public IEnumerable<string> DimensionsOf(string kpi) =>
        byKpi
            .GetValueOrDefault(kpi)
            ?.Series.Select(series => series.Memory.Series.Dimension)
            .Where(dimension => dimension != StoredSeries.Whole)
            .Distinct()
        ?? [];

    /// <summary>Names of the groups that a KPI has or had in a breakdown.</summary>
    public IEnumerable<string> GroupsOf(string kpi, string dimension) =>
        byKpi
            .GetValueOrDefault(kpi)
            ?.Series.Select(series => series.Memory.Series)
            .Where(series => series.Dimension == dimension)
            .Select(series => series.Name)
        ?? [];

    /// <summary>Takes what a desk told.</summary>
    /// <returns>What became known by it; null = nothing.</returns>
    public Recorded? Take(DeskCuts answer)
    {
        if (answer.Missed is not null)
        {
            isBroken = true;
            foreach (var kpi in byKpi.Values)
                kpi.HasSpoken = false;
        }
        // What a KPI says first after a break was so when it was read, not only since it was computed.
        var read = isBroken && answer.ReadAt is { } at ? UnixTime.Of(at) : long.MaxValue;
        foreach (var cut in answer.Cuts)
        foreach (var result in cut.Kpis)
            Collect(result, Math.Min(UnixTime.Of(cut.Cut.At), IsFirstWord(result) ? read : long.MaxValue));
        var recorded = answer is { ReadAt: { } readAt, ReadSince: { } readSince }
            ? Confirm(UnixTime.Of(readAt), UnixTime.Of(isBroken && readSince < readAt ? readAt : readSince))
            : null;
        ForgetUnconfirmed();
        return recorded;
    }

    private bool IsFirstWord(KpiResult result) => byKpi.GetValueOrDefault(result.Kpi) is { HasSpoken: false };

    private void Collect(KpiResult result, long cutAt)
    {
        if (!byKpi.TryGetValue(result.Kpi, out var kpi))
            return;
        var at = Math.Max(cutAt, KnownUntil ?? 0);
        if (result.RetryAt is not null)
        {
            if (!kpi.HasFailed)
                Fail(kpi, at);
            return;
        }
        var asOf = UnixTime.Of(result.AsOf);
        Tell(StoredSeries.Whole, "", result.Value);
        foreach (var (dimension, groups) in result.Groups ?? [])
            if (Keeps(dimension))
                foreach (var (name, value) in groups)
                    Tell(dimension, name, value);
        foreach (var (dimension, names) in result.EndedGroups)
        foreach (var name in names)
            if (kpi.Find(dimension, name) is { } ended)
                End(ended);
        // The first word of a KPI names all its groups: those that it does not name have ended.
        if (!kpi.HasSpoken)
            foreach (var series in kpi.Series)
                if (series.ToldAs != kpi.Told + 1)
                    if (IsStillThere(series.Memory.Series.Dimension))
                        End(series);
                    else
                        Say(series, SeriesValue.Unknown);
        if (kpi.HasFailed)
            foreach (var series in kpi.Series)
                Put(series, at, series.Told.After(series.Rate, at - series.ToldAt));
        (kpi.HasSpoken, kpi.HasFailed, kpi.Told) = (true, false, kpi.Told + 1);

        void Tell(string dimension, string name, double? value)
        {
            var series = kpi.Find(dimension, name) ?? Add(kpi, dimension, name, result.Rate);
            if (series is not null)
                Say(series, SeriesValue.Of(value, result.Rate));
        }

        void End(RecordedSeries series) => Say(series, kpi.Ended);

        // The desk's mapping lost a further breakdown: of its groups nothing is known any more.
        bool IsStillThere(string dimension) =>
            !Dimension.MayBeFurther(dimension) || result.Groups?.ContainsKey(dimension) != false;

        void Say(RecordedSeries series, SeriesValue value)
        {
            (series.Told, series.ToldAt, series.ToldAs) = (value, asOf, kpi.Told + 1);
            Put(series, at, value.After(series.Rate, Math.Max(0, at - asOf)));
        }
    }

    /// <summary>From an instant on nothing is known of a KPI.</summary>
    private void Fail(RecordedKpi kpi, long at)
    {
        foreach (var series in kpi.Series)
            Put(series, at, SeriesValue.Unknown);
        kpi.HasFailed = true;
    }

    private RecordedSeries? Add(RecordedKpi kpi, string dimension, string name, int rate)
    {
        if (IsFull)
            return null;
        var series = new StoredSeries
        {
            Number = all.Count == 0 ? 1 : all[^1].Number + 1,
            Kpi = kpi.Id,
            Dimension = dimension,
            Name = name,
            Rate = rate,
        };
        added.Add(series);
        return Track(new SeriesMemory(series));
    }

    private RecordedSeries? Track(SeriesMemory memory)
    {
        var series = new RecordedSeries(memory, KnownUntil ?? 0);
        all.Add(series);
        byKpi.GetValueOrDefault(memory.Series.Kpi)?.Add(series);
        return series;
    }

    private void Put(RecordedSeries series, long at, SeriesValue value)
    {
        var expected = series.Latest.After(series.Rate, Math.Max(0, at - series.LatestAt));
        if (
            value.Kind == expected.Kind
            && (series.Rate == 0 ? value == expected : Math.Abs(value.Number - expected.Number) <= SameAge)
        )
            return;
        (series.Latest, series.LatestAt) = (value, at);
        var second = Second(at);
        if (!pending.TryGetValue(second, out var changes))
            pending.Add(second, changes = []);
        changes.Add(new LoggedChange(series.Number, at, value));
    }

    /// <summary>What no poll confirmed in time is not known: only how things are in the end is held.</summary>
    private void ForgetUnconfirmed()
    {
        if (pending.Count == 0 || pending.Keys.Last() - (KnownUntil ?? 0) <= pause + 1000)
            return;
        isBroken = true;
        Skip(long.MaxValue);
    }

    private Recorded? Confirm(long readAt, long readSince)
    {
        StoredGap? gap = null;
        if (Second(readAt) <= KnownUntil)
            return null;
        if (isBroken)
            foreach (var silent in byKpi.Values.Where(kpi => !kpi.HasSpoken && !kpi.HasFailed))
                Fail(silent, Math.Max(readAt, KnownUntil ?? 0));
        isBroken = false;
        if (KnownUntil is not { } before)
        {
            KnownUntil = before = Second(readAt);
            Resume(before);
        }
        else if (readSince - before > pause)
        {
            gap = new StoredGap { Begins = before, Ends = readSince };
            Resume(readSince);
            foreach (var series in all)
                Log(new LoggedChange(series.Number, before, SeriesValue.Unknown), inFront: false);
        }
        var seconds = new List<StoredSecond>();
        var until = Math.Max(Second(readAt), before);
        while (pending.Count > 0 && pending.Keys.First() is var second && second < until)
        {
            seconds.Add(Release(second, pending[second]));
            pending.Remove(second);
        }
        KnownUntil = until;
        var fresh = added.ToList();
        added.Clear();
        return new Recorded(until, fresh, seconds, gap);
    }

    /// <summary>Changes up to an instant are passed over.</summary>
    private void Skip(long until)
    {
        foreach (var (second, changes) in pending.ToList())
        {
            foreach (var change in changes.Where(change => change.At <= until))
                Recorded(change);
            changes.RemoveAll(change => change.At <= until);
            if (changes.Count == 0)
                pending.Remove(second);
        }
    }

    /// <summary>From an instant on everything is known again: all series say what they are.</summary>
    private void Resume(long at)
    {
        Skip(at);
        foreach (var series in all)
            Log(
                new LoggedChange(series.Number, at, series.Known.After(series.Rate, Math.Max(0, at - series.KnownAt))),
                inFront: true
            );
    }

    private void Log(LoggedChange change, bool inFront)
    {
        var second = Second(change.At);
        if (!pending.TryGetValue(second, out var changes))
            pending.Add(second, changes = []);
        changes.Insert(inFront ? changes.TakeWhile(other => other.At <= change.At).Count() : changes.Count, change);
    }

    /// <summary>A second is over: of each series its last change counts.</summary>
    private StoredSecond Release(long second, List<LoggedChange> changes)
    {
        var last = new Dictionary<int, LoggedChange>();
        foreach (var change in changes)
            last[change.Series] = change;
        var kept = last.Values.OrderBy(change => change.Series).ToList();
        foreach (var change in kept)
        {
            Recorded(change);
            all[IndexOf(change.Series)].Memory.Change(change.At, change.Value);
        }
        return new StoredSecond { At = second, Data = LogRow.Write(second, kept) };
    }

    private void Recorded(LoggedChange change)
    {
        var series = all[IndexOf(change.Series)];
        (series.Known, series.KnownAt) = (change.Value, change.At);
    }

    private int IndexOf(int number) =>
        number <= all.Count && all[number - 1].Number == number
            ? number - 1
            : all.FindIndex(series => series.Number == number);

    private static long Second(long at) => at - (at % 1000);
}
