using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The fields of the row a reader stands on, cleaned: text trimmed and empty = NULL, times in UTC, impossible values
/// NULL and said. Repeated texts (teams, people, places) are one object each.
/// </summary>
internal sealed class RowFields(
    DbDataReader reader,
    DatabaseDriver driver,
    Dialect dialect,
    WallClock clock,
    ConcurrentDictionary<string, string> pool
)
{
    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Stands for a value that is there and that neither the driver nor .NET can hold.</summary>
    private static readonly object Unholdable = new();

    private readonly Dictionary<string, int> ordinals = Ordinals(reader);
    private readonly bool[] instants =
    [
        .. Enumerable.Range(0, reader.FieldCount).Select(ordinal => dialect.IsInstant(reader, ordinal)),
    ];

    /// <summary>What was impossible in this row so far.</summary>
    public List<string> Mended { get; } = [];

    /// <summary>The silo's clock, against which times are judged.</summary>
    public DateTime Now { get; set; }

    /// <summary>What the ITSM's own words mean; none where its files give Apollo's.</summary>
    public OwnWords Own { get; init; } = OwnWords.None;

    /// <summary>The columns <c>by_…</c>; none of the files that give no tickets.</summary>
    public FurtherColumns Further { get; set; } = FurtherColumns.None;

    /// <summary>All columns there are.</summary>
    public IReadOnlyList<string> Columns => [.. ordinals.Keys];

    public bool Has(string column) => ordinals.ContainsKey(column);

    /// <summary>The column's times are read rounded.</summary>
    public bool IsRounded(string column) => dialect.IsRounded(reader, ordinals[column]);

    /// <summary>The value as the driver gives it; null where there is none, or one that it cannot hold.</summary>
    public object? Raw(string column) => Value(column) is var value && value == Unholdable ? null : value;

    /// <summary>A text, cleaned; one that is none (binary, a list) becomes NULL and is said.</summary>
    /// <param name="column">Name.</param>
    /// <param name="pooled">It is a name that repeats (a team, a place): one object for all; the text of the group
    /// without a value is read as no value.</param>
    public string? Text(string column, bool pooled = true)
    {
        var value = Value(column);
        if (value is null)
            return null;
        if (AsText(value) is not { } whole)
        {
            Mended.Add($"{column} is {Kind(value)}: give it as text");
            return null;
        }
        var text = CleanText.Of(whole).Trim();
        if (text.Length == 0)
            return null;
        if (!pooled)
            return text;
        if (text == Dimension.NoValue)
            return null;
        if (pool.TryGetValue(text, out var known))
            return known;
        // A column that was taken for a word but never repeats must not fill the memory.
        if (pool.Count < 100_000)
            pool[text] = text;
        return text;
    }

    /// <summary>
    /// The row's id; one that is no text, or holds what no text can show, is refused: a cleaned one would name no row.
    /// </summary>
    public string? Id()
    {
        var value = Value("id");
        if (value is null)
            return null;
        if (AsText(value) is not { } whole)
            Mended.Add($"id is {Kind(value)}: give it as text");
        else if (CleanText.Of(whole) != whole)
            Mended.Add("id holds characters that cannot be shown: give it without them");
        else
            return whole.Trim() is { Length: > 0 } id ? id : null;
        return null;
    }

    public TWord? Word<TWord>(string column, IReadOnlyDictionary<string, TWord> words)
        where TWord : struct, Enum
    {
        if (Text(column) is not { } text)
            return null;
        var meant = Own.Meaning(column, text, words.ContainsKey(text.ToLowerInvariant()));
        if (words.TryGetValue(meant.ToLowerInvariant(), out var word))
            return word;
        Mended.Add($"unknown {column} '{Short(text)}': use one of {string.Join(", ", words.Keys)}");
        return null;
    }

    /// <summary>A whole number in a range; any other value becomes NULL and is said.</summary>
    public int? Number(string column, int from, int to) =>
        Read(column, from, to) is not { } number ? null
        : number == Math.Floor(number) ? (int)number
        : Refuse<int>($"{column} is {number.ToString(CultureInfo.InvariantCulture)}, no whole number");

    /// <summary>A duration in whole seconds, 0 or more; parts of a second are left out.</summary>
    public int? Seconds(string column) => (int?)Read(column, 0, int.MaxValue);

    /// <summary>
    /// A time as the column has it: of kind UTC where it is an instant, else without a zone; null where it is none.
    /// </summary>
    public DateTime? ColumnTime(string column) =>
        Value(column) switch
        {
            null => null,
            DateTime time when time.Kind == DateTimeKind.Unspecified && instants[ordinals[column]] =>
                DateTime.SpecifyKind(time, DateTimeKind.Utc),
            DateTime time => time,
            DateTimeOffset time => time.UtcDateTime,
            DateOnly date => date.ToDateTime(TimeOnly.MinValue),
            string text
                when DateTime.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.RoundtripKind,
                    out var time
                ) => time.Kind == DateTimeKind.Local
                ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime
                : time,
            _ => DateTime.MinValue,
        };

    /// <summary>A time in UTC; one before 1990 or more than 20 years ahead becomes NULL and is said.</summary>
    public DateTime? Time(string column)
    {
        if (ColumnTime(column) is not { } time)
            return null;
        if (
            time > Earliest.AddDays(1)
            && time < Now.AddYears(21)
            && (time.Kind == DateTimeKind.Utc ? time : clock.ToUtc(time)) is var utc
            && utc <= Now.AddYears(20)
        )
            return utc;
        return Refuse<DateTime>($"{column} is no possible time: it must lie between 1990 and 20 years ahead");
    }

    /// <summary>A value as one text of a ticket's further fields; null where it is none, or no text, which is
    /// said.</summary>
    /// <param name="ordinal">Column.</param>
    /// <param name="name">What the field is called.</param>
    public string? Shown(int ordinal, string name)
    {
        switch (Value(ordinal))
        {
            case DateTime at:
                return DateTime.SpecifyKind(at, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
            case null:
                return null;
            case var value when AsText(value) is { } text:
                return CleanText.Of(text);
            case var value:
                Mended.Add($"{Short(name)} is {Kind(value)}: give it as text");
                return null;
        }
    }

    public static string Short(string text) => CleanText.Cut(CleanText.Of(text), 100);

    private object? Value(string column) => Value(ordinals[column]);

    private object? Value(int ordinal)
    {
        try
        {
            return reader.IsDBNull(ordinal) ? null : reader.GetValue(ordinal);
        }
        catch (Exception error) when (driver.CannotHold(error))
        {
            return Unholdable;
        }
    }

    private double? Read(string column, int from, int to)
    {
        if (Value(column) is not { } value)
            return null;
        var number = Parse(value);
        if (AsText(value)?.Trim() is { } text)
            if (Own.Meaning(column, text, number >= from && number <= to) is var meant && meant != text)
                number = Parse(meant);
        if (number >= from && number <= to)
            return number;
        return Refuse<double>($"{column} is {Short(AsText(value) ?? Kind(value))}, outside {from} to {to}");
    }

    private T? Refuse<T>(string reason)
        where T : struct
    {
        Mended.Add(reason);
        return null;
    }

    private static string? AsText(object value) =>
        value switch
        {
            string text => text,
            IFormattable or bool or char => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static string Kind(object value) =>
        value == Unholdable ? "a value that cannot be held"
        : value is byte[] ? "binary"
        : $"no single value ({value.GetType().Name})";

    private static double Parse(object value)
    {
        switch (value)
        {
            case bool yes:
                return yes ? 1 : 0;
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : double.NaN;
            case DateTime or char:
                return double.NaN;
            case IConvertible convertible:
                return convertible.ToDouble(CultureInfo.InvariantCulture);
            default:
                return double.NaN;
        }
    }

    private static Dictionary<string, int> Ordinals(DbDataReader reader)
    {
        var ordinals = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
            ordinals.TryAdd(reader.GetName(ordinal), ordinal);
        return ordinals;
    }
}
