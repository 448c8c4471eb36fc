using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The fields of the row a reader stands on, cleaned: text trimmed and empty = NULL, times in UTC, impossible values
/// NULL and said. Repeated texts (teams, people, places) are one object each.
/// </summary>
internal sealed class RowFields(DbDataReader reader, WallClock clock, ConcurrentDictionary<string, string> pool)
{
    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly Dictionary<string, int> ordinals = Ordinals(reader);

    /// <summary>What was impossible in this row so far.</summary>
    public List<string> Mended { get; } = [];

    /// <summary>The silo's clock, against which times are judged.</summary>
    public DateTime Now { get; set; }

    public bool Has(string column) => ordinals.ContainsKey(column);

    public object? Raw(string column)
    {
        var ordinal = ordinals[column];
        return reader.IsDBNull(ordinal) ? null : reader.GetValue(ordinal);
    }

    /// <summary>A text exactly as the ITSM has it, to go on reading after it.</summary>
    public string? RawText(string column) =>
        Raw(column) is { } value ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public string? Text(string column, bool pooled = true)
    {
        if (Raw(column) is not { } value)
            return null;
        var text = (value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)!).Trim();
        if (text.Length == 0)
            return null;
        if (!pooled)
            return text;
        if (pool.TryGetValue(text, out var known))
            return known;
        // A column that was taken for a word but never repeats must not fill the memory.
        if (pool.Count < 100_000)
            pool[text] = text;
        return text;
    }

    public TWord? Word<TWord>(string column, IReadOnlyDictionary<string, TWord> words)
        where TWord : struct, Enum
    {
        if (Text(column) is not { } text)
            return null;
        if (words.TryGetValue(text.ToLowerInvariant(), out var word))
            return word;
        Mended.Add($"unknown {column} '{Short(text)}': use one of {string.Join(", ", words.Keys)}");
        return null;
    }

    public int? Number(string column, int from, int to)
    {
        if (Raw(column) is not { } value)
            return null;
        var number = Parse(value);
        if (number >= from && number <= to)
            return (int)number;
        Mended.Add(
            $"{column} is {Short(Convert.ToString(value, CultureInfo.InvariantCulture)!)}, outside {from} to {to}"
        );
        return null;
    }

    /// <summary>A time as the column has it (UTC where no zone is declared); null where it is none.</summary>
    public DateTime? ColumnTime(string column) =>
        Raw(column) switch
        {
            null => null,
            DateTime time => time,
            DateTimeOffset time => clock.ToColumn(time.UtcDateTime),
            string text
                when DateTime.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                    out var time
                ) => time,
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
            && clock.ToUtc(time) is var utc
            && utc <= Now.AddYears(20)
        )
            return utc;
        Mended.Add($"{column} is no possible time: it must lie between 1990 and 20 years ahead");
        return null;
    }

    public static string Short(string text) => text.Length <= 100 ? text : text[..100];

    private static double Parse(object value) =>
        value switch
        {
            bool yes => yes ? 1 : 0,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN,
            IConvertible convertible => convertible.ToDouble(CultureInfo.InvariantCulture),
            _ => double.NaN,
        };

    private static Dictionary<string, int> Ordinals(DbDataReader reader)
    {
        var ordinals = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
            ordinals.TryAdd(reader.GetName(ordinal), ordinal);
        return ordinals;
    }
}
