using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Who may call, as a test says it; webs that follow it are told at once, as by the grain.</summary>
internal sealed class ScriptedAccess : IAccessGrain
{
    private readonly Lock gate = new();
    private readonly List<AccessDelta> changes = [];
    private readonly Dictionary<string, Principal> all = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>No question is answered any more.</summary>
    public bool IsAway { get; set; }

    /// <summary>Somebody is new, or different.</summary>
    public void Put(params ImmutableArray<Principal> principals) => Say(principals, []);

    /// <summary>Somebody may no longer call.</summary>
    public void Remove(params ImmutableArray<string> ids) => Say([], ids);

    /// <summary>Who somebody is.</summary>
    public Principal Of(string id)
    {
        lock (gate)
            return all[id];
    }

    public async Task<AccessDelta> ChangesSince(Position? known, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (IsAway)
                    throw new OrleansException("away");
                if (known is not { } position)
                    return new AccessDelta(new Position(1, changes.Count), true, [.. all.Values], []);
                if (position.Number < changes.Count)
                    return changes[(int)position.Number];
                next = news.Task;
            }
            await next.WaitAsync(cancellation);
        }
    }

    public Task Renew(CancellationToken cancellation) => Task.CompletedTask;

    public Task BoardChanged(string share) => Task.CompletedTask;

    public Task<Position> Now()
    {
        lock (gate)
            return Task.FromResult(new Position(1, changes.Count));
    }

    /// <summary>An answer without a change, as the grain gives after a while.</summary>
    public void Live() => Say([], []);

    private void Say(ImmutableArray<Principal> changed, ImmutableArray<string> removed)
    {
        lock (gate)
        {
            foreach (var one in changed)
                all[one.Id] = one;
            foreach (var id in removed)
                all.Remove(id);
            changes.Add(new AccessDelta(new Position(1, changes.Count + 1), false, changed, removed));
            news.SetResult();
            news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
