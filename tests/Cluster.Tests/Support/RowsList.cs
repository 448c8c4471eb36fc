using Apollo.Model;
using Apollo.Oracle;

namespace Apollo.Cluster.Tests.Support;

/// <summary>
/// A reader of the rows behind a number, as a screen is one: reads them whole, then follows what changes.
/// </summary>
internal sealed class RowsList(IGrainFactory grains, string desk, string kpi, Audience? audience = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IRowsGrain grain = grains.GetGrain<IRowsGrain>($"{desk}/{kpi}");
    private readonly Audience audience = audience ?? Audience.Everything;
    private Position? position;

    /// <summary>The rows held, by id and part.</summary>
    public Dictionary<string, Dictionary<string, object?>> Rows { get; private set; } = [];

    public List<RowMoved> Left { get; } = [];

    public int Resets { get; private set; }

    public double? Value { get; private set; }

    public static Dictionary<string, Dictionary<string, object?>> Cells(TableRows rows) =>
        rows
            .Rows.Select(row => rows.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))
            .ToDictionary(row => $"{row["id"]}|{row["part"]}");

    public static IReadOnlyList<ListedRow> Listed(TableRows rows) =>
        [
            .. Cells(rows)
                .Values.Select(row => new ListedRow(
                    (string?)row.GetValueOrDefault("assignee"),
                    (string?)row["part"],
                    (double?)row["own"]
                )),
        ];

    public async Task<RowsPage> WholeAsync() =>
        (
            await grain
                .Page(new RowsQuery { Limit = RowsQuery.PageLimit, Audience = audience }, CancellationToken.None)
                .WaitAsync(Patience)
        )!;

    /// <summary>Takes what changed since the last call; nothing where the list is quiet.</summary>
    public async Task FollowAsync()
    {
        RowsDelta delta;
        try
        {
            // A change is answered at once, a quiet list when the clock moves on: the clock stands still here.
            using var quiet = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            delta = await grain.ChangesSince(position, audience, quiet.Token).WaitAsync(Patience);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        (position, Value) = (delta.Position, delta.Value);
        if (delta.Reset)
        {
            Resets++;
            Rows = Cells((await WholeAsync()).Rows);
            return;
        }
        foreach (var (key, row) in Cells(delta.Entered))
            Assert.True(Rows.TryAdd(key, row), $"{key} entered twice");
        foreach (var row in delta.Left)
        {
            Left.Add(row);
            Assert.True(Rows.Remove($"{row.Id}|{row.Part}"), $"{row.Id} left and was not held");
        }
        foreach (var (key, row) in Cells(delta.Changed))
        {
            Assert.True(Rows.ContainsKey(key), $"{key} changed and was not held");
            Rows[key] = row;
        }
    }
}
