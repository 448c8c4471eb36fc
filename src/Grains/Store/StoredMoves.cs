using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>A row that moved, as it is kept.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="Row">The row.</param>
/// <param name="Team">Whose team's it was, before and after; empty = nobody's; null = not known, or it went from one to
/// another.</param>
internal readonly record struct KeptMove(MoveKind Kind, RowMoved Row, string? Team = null)
{
    /// <summary>Whether it is for an audience: what is not known is for who sees every row.</summary>
    public bool IsFor(Audience audience) =>
        audience.Sees(
            Team switch
            {
                null => Audience.UnknownTeam,
                "" => null,
                _ => Team,
            }
        );

    [JsonIgnore]
    public RowKey Key => new(Row.Id, Row.Part);
}

/// <summary>Moves that were written together.</summary>
/// <param name="Number">Growing; above 0.</param>
/// <param name="At">Until when nothing else moved, UTC.</param>
/// <param name="Moves">In order; none where it only says that nothing moved.</param>
internal sealed record MoveBatch(long Number, DateTime At, ImmutableArray<KeptMove> Moves);

/// <summary>What the store knows of one KPI's moves.</summary>
/// <param name="At">The instant of <paramref name="Counted"/>, UTC.</param>
/// <param name="KeptSince">From when on moves are known, UTC.</param>
/// <param name="Counted">What it counted then.</param>
/// <param name="Batches">What moved after it, in order.</param>
internal sealed record StoredMoves(
    DateTime At,
    DateTime KeptSince,
    HashSet<RowKey> Counted,
    ImmutableArray<MoveBatch> Batches
)
{
    /// <summary>Until when it is known what moved, UTC.</summary>
    public DateTime KnownUntil => Batches is [.., var last] && last.At > At ? last.At : At;

    /// <summary>Takes the batches that end at or before an instant into <see cref="Counted"/>.</summary>
    public StoredMoves Fold(DateTime until)
    {
        var old = Batches.TakeWhile(batch => batch.At <= until).ToList();
        if (old.Count == 0)
            return this;
        var counted = new HashSet<RowKey>(Counted);
        foreach (var move in old.SelectMany(batch => batch.Moves))
            if (move.Kind == MoveKind.Left)
                counted.Remove(move.Key);
            else
                counted.Add(move.Key);
        return new StoredMoves(
            old[^1].At,
            KeptSince > old[^1].At ? KeptSince : old[^1].At,
            counted,
            Batches[old.Count..]
        );
    }
}

/// <summary>Kept moves as JSON.</summary>
internal static class MoveJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Moves without who a row was taken from and given to: nobody is named in what is kept.</summary>
    public static string Write(ImmutableArray<KeptMove> moves) =>
        JsonSerializer.Serialize(moves.Select(move => move with { Row = WithoutPeople(move.Row) }), Options);

    private static RowMoved WithoutPeople(RowMoved row) =>
        row.Why is { Column: var column } && Dimension.IsByPerson(column) ? row with { Why = null } : row;

    /// <exception cref="JsonException">It is no list of moves.</exception>
    public static ImmutableArray<KeptMove> ReadMoves(string json) =>
        [
            .. JsonSerializer
                .Deserialize<ImmutableArray<KeptMove>>(json, Options)
                .Select(move => move with { Row = Plain(move.Row) }),
        ];

    /// <summary>Ids by part: most KPIs have one, and a long list stays short.</summary>
    public static string Write(DateTime keptSince, IEnumerable<RowKey> counted) =>
        JsonSerializer.Serialize(
            new Document(
                keptSince,
                counted
                    .GroupBy(key => key.Part ?? "")
                    .ToDictionary(part => part.Key, part => part.Select(key => key.Id).ToArray())
            ),
            Options
        );

    /// <exception cref="JsonException">It is no such list.</exception>
    public static (DateTime KeptSince, HashSet<RowKey> Counted) ReadCounted(string json)
    {
        var document =
            JsonSerializer.Deserialize<Document>(json, Options)
            ?? throw new JsonException("The list of counted rows is empty.");
        return (
            document.KeptSince,
            [
                .. (document.Counted ?? []).SelectMany(part =>
                    part.Value.Select(id => new RowKey(id, part.Key == "" ? null : part.Key))
                ),
            ]
        );
    }

    /// <summary>
    /// Cells as a column gives them. A time stays text: it only goes on to JSON, where it looks the same.
    /// </summary>
    private static RowMoved Plain(RowMoved row) =>
        row.Why is { } why ? row with { Why = why with { From = Plain(why.From), To = Plain(why.To) } } : row;

    private static object? Plain(object? cell) =>
        cell is not JsonElement element
            ? cell
            : element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetDouble(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            };

    private sealed record Document(DateTime KeptSince, Dictionary<string, string[]>? Counted);
}
