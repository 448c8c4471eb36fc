using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>No wall display, and televisions that wait.</summary>
internal sealed class ScriptedDisplays : IDisplaysGrain
{
    private static readonly PairingScreen Waiting = new(ScreenState.Waiting, "ACDEFH", Some.Now.AddMinutes(10));

    public Task<ImmutableArray<WallDisplay>> All(CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<WallDisplay>.Empty);

    public Task<WallDisplay?> Find(string id, CancellationToken cancellation) => Task.FromResult<WallDisplay?>(null);

    public Task<DisplaysDelta> ChangesSince(Position? known, CancellationToken cancellation) =>
        Task.FromResult(new DisplaysDelta(new Position(1, 0), true, [], []));

    public Task<PairingScreen> Screen(string secretHash, CancellationToken cancellation) => Task.FromResult(Waiting);

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

    public Task<DisplayOutcome> Revoke(string id, long? known, By by, CancellationToken cancellation) =>
        Task.FromResult(DisplayOutcome.Missing);

    public Task<bool> Tell(string id, DisplayAction action, CancellationToken cancellation) => Task.FromResult(false);

    public async Task<DisplayOrders> OrdersAfter(Position? known, CancellationToken cancellation)
    {
        if (known is not null)
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        return new DisplayOrders(new Position(1, 0), []);
    }

    public Task Beat(string id, DisplayBeat beat, CancellationToken cancellation) => Task.CompletedTask;
}
