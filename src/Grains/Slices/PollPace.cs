using System.Globalization;
using Apollo.Grains.Itsm;

namespace Apollo.Grains.Slices;

/// <summary>
/// How often an ITSM is asked: one that is slow to answer less often, for a poll may take a tenth of its interval; at
/// least every 30 s, and as configured again with the first quick answer.
/// </summary>
internal sealed class PollPace
{
    private const int Compared = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly TimeSpan poll;
    private readonly Queue<TimeSpan> recent = new();

    /// <param name="poll">Interval as configured.</param>
    public PollPace(TimeSpan poll) => this.poll = Interval = poll;

    /// <summary>Interval in force.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>
    /// A poll took a while. The median of the last five tells, and never more than the last: one slow poll among them
    /// (a bulk, a moment's load) says nothing of the ITSM, and a quick one says that it is quick again.
    /// </summary>
    public void Took(TimeSpan took)
    {
        recent.Enqueue(took);
        if (recent.Count > Compared)
            recent.Dequeue();
        var steady = recent.Count < Compared ? TimeSpan.Zero : recent.Order().ElementAt(Compared / 2);
        var wanted = (took < steady ? took : steady) * 10;
        var longest = poll > Longest ? poll : Longest;
        Interval =
            wanted <= poll ? poll
            : wanted < longest ? wanted
            : longest;
    }

    /// <summary>What is said of an interval that is half as long again as configured, or longer.</summary>
    public ItsmWarning? Warning =>
        Interval < poll * 1.5
            ? null
            : new(
                "interval",
                (long)Interval.TotalSeconds,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"read every {Interval.TotalSeconds:0.#} s instead of every {poll.TotalSeconds:0.#} s, "
                        + $"for a poll takes {Interval.TotalSeconds / 10:0.0} s: "
                        + $"it wants an index on updated_at and id"
                )
            );
}
