using System.Collections.Immutable;
using Apollo.Grains.Displays;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>
/// The wall displays as a test says them, without a store: how each is follows from what it said and the test's clock,
/// as by the grain. Televisions wait.
/// </summary>
internal sealed class ScriptedDisplays : IDisplaysGrain
{
    private static readonly PairingScreen Waiting = new(ScreenState.Waiting, "ACDEFH", Some.Now.AddMinutes(10));
    private readonly Lock gate = new();
    private readonly Fleet fleet = new(1);
    private readonly List<DisplayOrder> orders = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int followers;

    /// <summary>What they are judged by.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Told of a display that is none any more.</summary>
    public ScriptedAccess? Access { get; set; }

    /// <summary>How many webs wait for what displays shall do.</summary>
    public int Followers => Volatile.Read(ref followers);

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>There is a display that shows these desks.</summary>
    /// <param name="id">Also its name.</param>
    /// <param name="secret">What its television keeps.</param>
    /// <param name="desks">What it shows.</param>
    public void Put(string id, string secret, params IEnumerable<string> desks)
    {
        var settings = new DisplaySettings(
            id,
            "",
            [.. desks.Select(desk => new DisplayPage(desk))],
            20,
            null,
            4,
            55,
            false
        );
        lock (gate)
            fleet.Put(new StoredDisplay(id, Secrets.HashOf(secret), settings, Now, null, null, null, 1), Now);
    }

    public Task<ImmutableArray<WallDisplay>> All(CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(fleet.All(Now));
    }

    public Task<WallDisplay?> Find(string id, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(fleet.Show(id, Now));
    }

    public Task<DisplaysDelta> ChangesSince(Position? known, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(fleet.ChangesSince(known, Now));
    }

    public Task<PairingScreen> Screen(string secretHash, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(
                fleet.OfSecret(secretHash) is { } display
                    ? new PairingScreen(ScreenState.Paired, Display: fleet.Show(display.Id, Now))
                    : Waiting
            );
    }

    public Task<PairingScreen?> AskForCode(string secretHash, string address, CancellationToken cancellation) =>
        Task.FromResult<PairingScreen?>(Waiting);

    public Task<DisplaySaved> Pair(By by, string code, DisplaySettings settings, CancellationToken cancellation) =>
        Task.FromResult(new DisplaySaved(DisplayOutcome.WrongCode));

    public Task<DisplaySaved> Change(
        string id,
        DisplaySettings settings,
        long? known,
        By by,
        CancellationToken cancellation
    ) => Task.FromResult(new DisplaySaved(DisplayOutcome.Missing));

    public Task<DisplayOutcome> Revoke(string id, long? known, By by, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (fleet.Find(id) is null)
                return Task.FromResult(DisplayOutcome.Missing);
            fleet.Remove(id);
        }
        Say(new DisplayOrder(id, DisplayAction.Revoked));
        Access!.Remove(id);
        return Task.FromResult(DisplayOutcome.Done);
    }

    public Task<bool> Tell(string id, DisplayAction action, CancellationToken cancellation)
    {
        lock (gate)
            if (fleet.Find(id) is null)
                return Task.FromResult(false);
        Say(new DisplayOrder(id, action));
        return Task.FromResult(true);
    }

    public async Task<DisplayOrders> OrdersAfter(Position? known, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (known is not { } position || position.Number < orders.Count)
                    return new DisplayOrders(
                        new Position(1, orders.Count),
                        known is null ? [] : [.. orders.Skip((int)known.Value.Number)]
                    );
                next = news.Task;
            }
            Interlocked.Increment(ref followers);
            try
            {
                await next.WaitAsync(cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref followers);
            }
        }
    }

    public Task Renew(CancellationToken cancellation) => Task.CompletedTask;

    public Task Beat(string id, DisplayBeat beat, CancellationToken cancellation)
    {
        lock (gate)
            fleet.Beat(id, beat, Now);
        return Task.CompletedTask;
    }

    private void Say(DisplayOrder order)
    {
        lock (gate)
        {
            orders.Add(order);
            news.SetResult();
            news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
