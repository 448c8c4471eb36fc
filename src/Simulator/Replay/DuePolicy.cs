using System.Globalization;

namespace Apollo.Simulator.Replay;

/// <summary>A stated policy: hours from opened to due, per priority from 1. The log itself has no due dates.</summary>
public sealed class DuePolicy
{
    private readonly TimeSpan[] hours;

    private DuePolicy(TimeSpan[] hours) => this.hours = hours;

    /// <summary>No due dates.</summary>
    public static DuePolicy Off { get; } = new([]);

    /// <summary>Reads <c>4,8,72,120</c> or <c>off</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static DuePolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim().Equals("off", StringComparison.OrdinalIgnoreCase))
            return Off;
        return new DuePolicy([
            .. text.Split(',')
                .Select(part =>
                    double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number is > 0 and < 100_000
                        ? TimeSpan.FromHours(number)
                        : throw new FormatException(
                            $"'{text}' is no due policy: write hours per priority from 1, such as 4,8,72,120, or off."
                        )
                ),
        ]);
    }

    /// <summary>Due time of a ticket; null where the policy has none for its priority.</summary>
    public DateTime? DueAt(DateTime openedAt, int? priority) =>
        priority is > 0 && priority <= hours.Length ? openedAt + hours[priority.Value - 1] : null;
}
