using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Apollo.Grains.Clock;

/// <summary>A desk's weekly service hours and holidays, in its local time. None at all = 24 × 7.</summary>
public sealed class ServiceHours
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly Dictionary<IsoDayOfWeek, Part[]> week;
    private readonly HashSet<LocalDate> holidays;

    private ServiceHours(Dictionary<IsoDayOfWeek, Part[]> week, HashSet<LocalDate> holidays) =>
        (this.week, this.holidays) = (week, holidays);

    /// <summary>Open at every hour of every day, without holidays.</summary>
    public static ServiceHours Always { get; } = new([], []);

    /// <summary>Open around the clock: every span of time is service time.</summary>
    public bool IsAlways => week.Count == 0 && holidays.Count == 0;

    /// <summary>One part of a day, seconds after local midnight.</summary>
    /// <param name="From">0 to 86,399.</param>
    /// <param name="To">More than <paramref name="From"/>, at most 86,400.</param>
    internal readonly record struct Part(int From, int To);

    /// <summary>Parses the configuration's texts.</summary>
    /// <param name="week">Day name (Monday …) → <c>HH:mm-HH:mm,…</c>; a day left out is closed; null or empty = 24 ×
    /// 7.</param>
    /// <param name="holidays">ISO dates.</param>
    /// <exception cref="FormatException">Names the day or date and the mend.</exception>
    public static ServiceHours Parse(IReadOnlyDictionary<string, string>? week, IEnumerable<string>? holidays)
    {
        var days = new Dictionary<IsoDayOfWeek, Part[]>();
        foreach (var (name, text) in week ?? new Dictionary<string, string>())
        {
            if (
                !Enum.TryParse<IsoDayOfWeek>(name, ignoreCase: true, out var day)
                || day == IsoDayOfWeek.None
                || char.IsDigit(name[0])
            )
                throw new FormatException($"ServiceHours: '{name}' is no day; use Monday, Tuesday … Sunday.");
            days[day] = ParseDay(name, text);
        }
        var closed = new HashSet<LocalDate>();
        foreach (var text in holidays ?? [])
            closed.Add(
                LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true } date
                    ? date.Value
                    : throw new FormatException($"Holidays: '{text}' is no date; write it like 2026-12-25.")
            );
        return new ServiceHours(days, closed);
    }

    /// <summary>Whether a local day is a holiday.</summary>
    internal bool IsHoliday(LocalDate date) => holidays.Contains(date);

    /// <summary>The parts of one local day in which the desk serves.</summary>
    internal ReadOnlySpan<Part> On(LocalDate date) =>
        holidays.Contains(date) ? []
        : week.Count == 0 ? [new Part(0, 86_400)]
        : week.TryGetValue(date.DayOfWeek, out var parts) ? parts
        : [];

    /// <summary>In words, for definitions on cards.</summary>
    public override string ToString()
    {
        if (week.Count == 0)
            return holidays.Count == 0
                ? "24 × 7"
                : string.Create(CultureInfo.InvariantCulture, $"24 × 7, {holidays.Count} holidays");
        var days = week.OrderBy(day => day.Key)
            .Select(day =>
                $"{day.Key} {string.Join(", ", day.Value.Select(part => $"{Show(part.From)}–{Show(part.To)}"))}"
            );
        return string.Join("; ", days)
            + (holidays.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {holidays.Count} holidays"));
    }

    private static string Show(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");

    private static Part[] ParseDay(string day, string text)
    {
        var parts = new List<Part>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || Seconds(ends[0]) is not { } from || Seconds(ends[1]) is not { } to || from >= to)
                throw new FormatException(
                    $"ServiceHours: {day} has '{part}'; write HH:mm-HH:mm with from < to ≤ 24:00 (a night is "
                        + "two parts)."
                );
            if (parts.Count > 0 && from < parts[^1].To)
                throw new FormatException(
                    $"ServiceHours: {day} has '{part}', which begins before the part ahead of it ends; put "
                        + "parts in order and apart."
                );
            parts.Add(new Part(from, to));
        }
        return [.. parts];
    }

    private static int? Seconds(string text) =>
        text == "24:00" ? 86_400
        : Time.Parse(text) is { Success: true } time ? (int)(time.Value.TickOfDay / NodaConstants.TicksPerSecond)
        : null;
}
