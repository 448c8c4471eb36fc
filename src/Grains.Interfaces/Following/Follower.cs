using Apollo.Model;

namespace Apollo;

/// <summary>An answer to "what changed since?".</summary>
public interface IChanges
{
    /// <summary>Where the reader stands when it has taken the answer.</summary>
    Position Position { get; }
}

/// <summary>Asks somebody "what changed since?", each time from where the last answer ended.</summary>
/// <typeparam name="TChanges">The answer.</typeparam>
/// <param name="ask">Asks from a position; null = everything.</param>
public sealed class Follower<TChanges>(Func<Position?, CancellationToken, Task<TChanges>> ask)
    where TChanges : class, IChanges
{
    /// <summary>Where it stands; null = it holds nothing.</summary>
    public Position? Position { get; private set; }

    /// <summary>Waits for the next answer.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TChanges> NextAsync(CancellationToken cancellation)
    {
        var changes = await ask(Position, cancellation);
        Position = changes.Position;
        return changes;
    }

    /// <summary>Forgets where it stands: the next answer is everything.</summary>
    public void Restart() => Position = null;
}
