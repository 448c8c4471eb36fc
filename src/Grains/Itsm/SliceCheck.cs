using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Checks the files of one kind of rows: every form they are read in, ids against rows, stamps against the clock, what
/// rows hold, and what a poll costs. Of rows it reads a sample, so that a million take seconds.
/// </summary>
/// <param name="itsm">What to read.</param>
/// <param name="clock">The zone of its columns.</param>
/// <param name="time">The silo's clock.</param>
internal sealed class SliceCheck<TRow>(ItsmConnection itsm, WallClock clock, TimeProvider time)
    where TRow : class, ISliceRow
{
    private const int SampleNewest = 500;
    private const int SampleOthers = 500;
    private const int LargeTable = 10_000;
    private const int Polls = 3;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan QuickPoll = TimeSpan.FromMilliseconds(100);
    private readonly List<CheckLine> lines = [];
    private readonly Dictionary<string, DateTime?> listed = new(StringComparer.Ordinal);
    private ItsmReader<TRow> reader = null!;

    /// <summary>An id of a row that can be read; null = there is none.</summary>
    public string? SomeId { get; private set; }

    /// <summary>Rows that were read and can be used.</summary>
    public IReadOnlyList<TRow> Sample { get; private set; } = [];

    /// <summary>Runs it.</summary>
    public async Task<IReadOnlyList<CheckLine>> RunAsync(CancellationToken cancellation)
    {
        try
        {
            reader = new ItsmReader<TRow>(itsm, clock, time);
            var list = await reader.ReadAllIdsAsync(cancellation);
            Ids(list);
            var sample = await SampleAsync(cancellation);
            await PollAsync(list, sample, cancellation);
        }
        catch (ItsmException error)
        {
            Wrong(error.Message);
        }
        return lines;
    }

    private void Ids(IdList list)
    {
        var file = reader.IdsFile;
        lines.Add(CheckLine.Ok($"{file}: {Number(list.Ids.Count)} ids"));
        var twice = new HashSet<string>(StringComparer.Ordinal);
        listed.EnsureCapacity(list.Ids.Count);
        foreach (var one in list.Ids)
            if (one.Id is { } id && !listed.TryAdd(id, one.Stamp))
                twice.Add(id);
        if (list.Ids.Count(one => one.Id is null) is > 0 and var nameless)
            Wrong($"{file}: {Number(nameless)} rows have no id that is a text: cast it to text");
        if (twice.Count > 0)
            Wrong($"{file}: {Number(twice.Count)} ids occur more than once ({Some(twice)}): ids must be unique");
        if (list.Ids.Count(one => one.Stamp is null) is > 0 and var unstamped)
            Wrong(
                $"{file}: {Number(unstamped)} rows have no possible updated_at: give a time, not a number, "
                    + "from 1990 on"
            );
        if (Math.Abs(list.ClockOffset.TotalSeconds) > 1)
            lines.Add(CheckLine.Note($"the ITSM's clock differs by {Seconds(list.ClockOffset)} from this machine's"));
        if (list.Ids.Max(one => one.Stamp) is not { } newest)
            return;
        if (newest - list.ItsmNow > Ahead)
            Wrong(
                $"{file}: the newest updated_at is {Span(newest - list.ItsmNow)} ahead of the ITSM's clock: "
                    + "set Itsm:TimeZone to the zone of its columns"
            );
        else
            lines.Add(CheckLine.Ok($"{file}: the newest updated_at is {Span(list.ItsmNow - newest)} old"));
    }

    /// <summary>The newest, and some that lie evenly among all: of millions, all are not put in order.</summary>
    private Dictionary<string, DateTime?> Sampled()
    {
        var some = listed.OrderByDescending(one => one.Value).Take(SampleNewest).ToDictionary();
        var step = Math.Max(1, (listed.Count - some.Count) / SampleOthers);
        foreach (var (id, stamp) in listed.Where((_, at) => at % step == 0))
            if (some.Count < SampleNewest + SampleOthers)
                some.TryAdd(id, stamp);
        return some;
    }

    private async Task<List<ReadRow<TRow>>> SampleAsync(CancellationToken cancellation)
    {
        var stamps = Sampled();
        var page = await reader.ReadByIdsAsync(stamps.Keys, cancellation);
        var file = reader.RowsFile;
        var given = page.Rows.Where(row => row.Id is not null).ToLookup(row => row.Id!);
        lines.Add(CheckLine.Ok($"{file}: {Number(given.Count)} rows by @ids (of {Number(stamps.Count)} asked for)"));
        var missing = stamps.Keys.Where(id => !given.Contains(id)).ToList();
        if (missing.Count > 0)
            Wrong(
                $"{file}: gives no row for {Number(missing.Count)} ids of {reader.IdsFile} ({Some(missing)}): "
                    + "both must hold the same rows, and ids compare as text"
            );
        var unasked = given.Select(group => group.Key).Where(id => !stamps.ContainsKey(id)).ToList();
        if (unasked.Count > 0)
            Wrong($"{file}: gives rows that @ids does not name ({Some(unasked)}): add the condition on @ids");
        var twice = given.Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (twice.Count > 0)
            Wrong(
                $"{file}: gives {Number(twice.Count)} ids more than once ({Some(twice)}): a JOIN doubles rows; "
                    + "take one of several"
            );
        var unlike = stamps.Count(one => given[one.Key].FirstOrDefault() is { Stamp: var at } && at != one.Value);
        if (unlike > 0)
            Wrong($"{file}: gives {Number(unlike)} rows another updated_at than {reader.IdsFile}: give both the same");
        if (!reader.Further.IsEmpty)
            lines.Add(CheckLine.Ok($"{file}: broken down besides by {string.Join(", ", reader.Further.All)}"));
        if (FurtherColumns.SaysUnread(reader.Unread, file) is { } unread)
            lines.Add(CheckLine.Note(unread));
        Values(page.Rows);
        return [.. page.Rows];
    }

    private void Values(IReadOnlyList<ReadRow<TRow>> rows)
    {
        SomeId = rows.FirstOrDefault(row => row.Row is not null)?.Id;
        Sample = [.. rows.Select(row => row.Row).OfType<TRow>()];
        foreach (
            var (reason, count) in Reasons(
                rows.Where(row => row.LeftOut is not null && row.Later is null).Select(row => row.LeftOut!)
            )
        )
            Wrong($"{reader.RowsFile}: {Number(count)} of {Number(rows.Count)} rows would be left out: {reason}");
        foreach (var (reason, count) in Reasons(rows.SelectMany(row => row.Mended)))
            lines.Add(
                CheckLine.Note(
                    $"{reader.RowsFile}: in {Number(count)} of {Number(rows.Count)} rows read as NULL: {reason}"
                )
            );
    }

    private async Task PollAsync(IdList list, List<ReadRow<TRow>> sample, CancellationToken cancellation)
    {
        var newest = sample.Where(row => row.Stamp <= list.ItsmNow).MaxBy(row => row.Stamp);
        var mark = (newest?.Stamp ?? list.ItsmNow) - Overlap;
        var since = reader.ToColumn(mark);
        if (!reader.HasChangedSet)
            await UnlistedAsync(list, cancellation);
        await ReadSinceAsync(since, cancellation);
        var (ids, took) = await TimedAsync(since, cancellation);
        var file = reader.PollFile;
        if (newest?.Id is { } id && ids.Count < ItsmReader<TRow>.PageLimit && !ids.Contains(id))
            Wrong(
                $"{file}: with @since two minutes before the newest stamp it does not give that row ('{id}'): "
                    + "@since must let every row pass whose updated_at is not older"
            );
        if (ids.Count >= ItsmReader<TRow>.PageLimit && !sample.TrueForAll(row => row.Stamp >= mark))
            Wrong($"{file}: @since lets too many rows pass: compare it with updated_at");
        if (reader.HasChangedSet && list.Ids.Count >= LargeTable && SomeId is not null)
            await ByIdsAsync(SomeId, cancellation);
        IReadOnlyList<string> scans =
            list.Ids.Count < LargeTable ? [] : await reader.WholeScansAsync(since, cancellation) ?? [];
        if (took > QuickPoll)
            Note(
                $"{file}: a poll takes {took.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture)} ms, more "
                    + "than a tenth of a second: it would be read less often. "
                    + Index(scans)
            );
        else if (scans.Count > 0)
            lines.Add(CheckLine.Note($"{file}: a poll reads {Some(scans)} whole. {Index(scans)}"));
        else
            lines.Add(
                CheckLine.Ok(
                    $"{file}: a poll takes {took.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture)} ms"
                )
            );
    }

    /// <summary>Where a poll goes by ids, each change would cost the whole table.</summary>
    private async Task ByIdsAsync(string id, CancellationToken cancellation)
    {
        if (await reader.WholeScansByIdsAsync([id], cancellation) is { Count: > 0 } scans)
            Note(
                $"{reader.RowsFile}: one row by @ids reads {Some(scans)} whole: compare the table's own key with the "
                    + "ids, and let an index serve what is joined"
            );
    }

    /// <summary>The quickest of some polls: a moment's load says nothing of the ITSM.</summary>
    private async Task<(HashSet<string> Ids, TimeSpan Took)> TimedAsync(DateTime since, CancellationToken cancellation)
    {
        HashSet<string> ids = [];
        var quickest = TimeSpan.MaxValue;
        for (var poll = 0; poll < Polls && quickest > QuickPoll; poll++)
        {
            var started = time.GetTimestamp();
            ids = await ReadSinceAsync(since, cancellation);
            var took = time.GetElapsedTime(started);
            quickest = took < quickest ? took : quickest;
        }
        return (ids, quickest);
    }

    private async Task<HashSet<string>> ReadSinceAsync(DateTime since, CancellationToken cancellation)
    {
        var ids = reader.HasChangedSet
            ? (await reader.ReadChangedAsync(since, cancellation)).Ids.Select(listed => listed.Id)
            : (await reader.ReadPageAsync(new PageStart(since, null), null, cancellation)).Rows.Select(row => row.Id);
        return ids.OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Rows of the first page that no id stands for; one that has just come is none.</summary>
    private async Task UnlistedAsync(IdList list, CancellationToken cancellation)
    {
        var page = await reader.ReadPageAsync(null, null, cancellation);
        var unlisted = page
            .Rows.Where(row => row.Row is not null && row.Stamp < list.ItsmNow - JustNow)
            .Select(row => row.Id!)
            .Where(id => !listed.ContainsKey(id))
            .ToList();
        if (unlisted.Count > 0)
            Wrong(
                $"{reader.RowsFile}: gives {Number(unlisted.Count)} rows that {reader.IdsFile} does not list "
                    + $"({Some(unlisted)}): give the ids of all rows"
            );
    }

    private static string Index(IReadOnlyList<string> scans) =>
        $"CREATE INDEX apollo_changed ON {(scans.Count > 0 ? scans[0] : "the table")} (the column behind updated_at)";

    private static IEnumerable<(string Reason, int Count)> Reasons(IEnumerable<string> reasons) =>
        reasons
            .GroupBy(reason => reason)
            .Select(group => (group.Key, group.Count()))
            .OrderByDescending(one => one.Item2)
            .Take(5);

    private void Note(string text) => lines.Add(CheckLine.Note(text));

    private void Wrong(string text) => lines.Add(CheckLine.Wrong(text));

    private static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(3).Select(name => $"'{RowFields.Short(name)}'")) + (names.Count > 3 ? ", …" : "");

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) =>
        $"{span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";

    private static string Span(TimeSpan span) =>
        span.TotalDays >= 2
            ? $"{(int)span.TotalDays} days"
            : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {Math.Max(0, span.Minutes):00}");
}
