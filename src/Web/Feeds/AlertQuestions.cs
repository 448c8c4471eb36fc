using System.Collections.Concurrent;
using Apollo.Model;

namespace Apollo.Web.Feeds;

/// <summary>
/// Asks the desks which alerts changed: those who stand at the same position share one question, so that a hundred
/// people who each see something else hold one call open, not a hundred.
/// </summary>
internal sealed class AlertQuestions(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private readonly ConcurrentDictionary<(string Desk, Position? Known), Lazy<Task<AlertChanges>>> asked = new();

    /// <summary>Which alerts changed since; waits for a change, at most 1 s.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="known">Where the caller stands; null = it knows nothing.</param>
    /// <param name="cancellation">Ends the wait of this caller.</param>
    public Task<AlertChanges> AskAsync(string desk, Position? known, CancellationToken cancellation)
    {
        var key = (desk, known);
        var question = asked.GetOrAdd(key, _ => new Lazy<Task<AlertChanges>>(() => OnceAsync(desk, known)));
        return question.Value.WaitAsync(cancellation);

        async Task<AlertChanges> OnceAsync(string of, Position? from)
        {
            // Held before it is asked, so that an answer at once is removed after it.
            await Task.Yield();
            try
            {
                return await grains
                    .GetGrain<IAlertsGrain>(of)
                    .ChangesSince(from, CancellationToken.None)
                    .WaitAsync(AnswerWithin, time, CancellationToken.None);
            }
            finally
            {
                asked.TryRemove((of, from), out _);
            }
        }
    }
}
