using System.Collections.Immutable;
using System.Diagnostics;
using Apollo.Grains.Catalogue;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Time.Testing;
using Results = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableSortedDictionary<string, double?>
>;

namespace Apollo.Cluster.Tests.Support;

/// <summary>A reader of a desk as the web is one: it follows the batches and holds what a screen would show.</summary>
internal sealed class Board(IGrainFactory grains, FakeTimeProvider clock, string desk)
{
    /// <summary>How many cards a whole board has.</summary>
    public static readonly int AllCards = KpiCatalogue.Standard.All.Count;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);
    private readonly IDeskGrain deskGrain = grains.GetGrain<IDeskGrain>(desk);
    private Position? position;
    private Task<DeskDelta>? pending;

    public Dictionary<string, KpiResult> Cards { get; } = [];

    public bool HasAllCards => Cards.Count == AllCards;

    /// <summary>Every answer so far.</summary>
    public List<DeskDelta> Heard { get; } = [];

    /// <summary>Looks at the board after every answer.</summary>
    public Action? OnHeard { get; set; }

    public DeskDelta Last => Heard[^1];

    public KpiResult this[string kpi] => Cards[kpi];

    public Results Groups(string kpi) => Cards[kpi].Groups ?? Results.Empty;

    public double? Value(string kpi) => Cards.TryGetValue(kpi, out var card) ? card.Value : double.NaN;

    public SlicePulse? Pulse(string slice = "tickets") =>
        Heard.Count == 0 ? null : Last.Slices.FirstOrDefault(pulse => pulse.Slice == slice);

    /// <summary>All values a KPI has shown since an answer.</summary>
    public IEnumerable<double?> Shown(string kpi, int since = 0) =>
        Heard.Skip(since).SelectMany(delta => delta.Kpis).Where(delta => delta.Kpi == kpi).Select(delta => delta.Value);

    /// <summary>Moves the clock on in small steps until the board is as expected.</summary>
    public Task UntilAsync(Func<bool> reached, string what) => FollowAsync(reached, () => what, Step);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public Task UntilAsync(Func<bool> reached, Func<string> what) => FollowAsync(reached, what, Step);

    /// <summary>Waits with the clock standing still.</summary>
    public Task StillUntilAsync(Func<bool> reached, string what) => FollowAsync(reached, () => what, TimeSpan.Zero);

    /// <summary>Waits with the clock standing still until nothing differs; fails with what does.</summary>
    public Task StillUntilNoneAsync(Func<string?> difference) =>
        FollowAsync(() => difference() is null, () => $"no difference; there is one: {difference()}", TimeSpan.Zero);

    /// <summary>Moves the clock on to an instant, step by step, so that everything due before it happens.</summary>
    public async Task ToAsync(DateTime at)
    {
        var whole = at - Step;
        await UntilAsync(() => clock.GetUtcNow() >= whole, $"{at:O}");
        if (clock.GetUtcNow() < at)
            await FollowAsync(() => clock.GetUtcNow() >= at, () => $"{at:O}", at - clock.GetUtcNow().UtcDateTime);
        await SettleAsync();
    }

    /// <summary>Moves the clock on by a while.</summary>
    public Task PassAsync(double seconds) => ToAsync(clock.GetUtcNow().UtcDateTime.AddSeconds(seconds));

    /// <summary>Moves the clock on, some seconds at a time, until something is so.</summary>
    /// <param name="isSo">Asked before each step.</param>
    /// <param name="what">What is waited for: said when it does not come.</param>
    /// <param name="step">Seconds.</param>
    public Task PassUntilAsync(Func<Task<bool>> isSo, string what, double step = 0.5) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                if (await isSo())
                    return true;
                await PassAsync(step);
                return false;
            },
            () => what
        );

    /// <summary>
    /// As <see cref="PassUntilAsync"/>; what cannot be asked yet, since it is not read from the store, is not so yet.
    /// </summary>
    public Task PassUntilReadAsync(Func<Task<bool>> isSo, string what) =>
        PassUntilAsync(
            async () =>
            {
                try
                {
                    return await isSo();
                }
                catch (StoreException)
                {
                    return false;
                }
            },
            what
        );

    private async Task FollowAsync(Func<bool> reached, Func<string> what, TimeSpan step)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!reached())
        {
            pending ??= deskGrain.ChangesSince(position, CancellationToken.None);
            try
            {
                limit.Token.ThrowIfCancellationRequested();
                if (step == TimeSpan.Zero)
                    await pending.WaitAsync(limit.Token);
                else
                {
                    clock.Advance(step);
                    await RoundAsync();
                }
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(
                    $"Waited in vain for {what()}. The clock stands at {clock.GetUtcNow():O}; the slices: "
                        + $"{string.Join("; ", Heard.Count == 0 ? [] : Last.Slices)}."
                );
            }
            await TakeHeardAsync();
        }
    }

    /// <summary>
    /// What the last step made due goes from slice to KPI to desk to board: a few turns of each, with the clock
    /// standing still.
    /// </summary>
    private async Task SettleAsync()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            pending ??= deskGrain.ChangesSince(position, CancellationToken.None);
            await Task.WhenAll(
                Cards.Keys.Select(kpi => grains.GetGrain<IKpiGrain>($"{desk}/{kpi}").ChangesSince(null, default))
            );
            await RoundAsync();
            await TakeHeardAsync();
        }
    }

    private async Task TakeHeardAsync()
    {
        if (pending is not { IsCompleted: true } heard)
            return;
        pending = null;
        Take(await heard);
    }

    /// <summary>
    /// Every grain of the desk has had its turn since the clock moved, and a read of the ITSM a while: reads go on
    /// beside the grains, and a clock that only a test moves would run away from them. What is not read for long is not
    /// known, so a busy machine would make gaps. An ITSM that is away is not waited for any longer.
    /// </summary>
    private async Task RoundAsync()
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            var tickets = await grains.GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}").Pulse();
            var visits = await grains.GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}").Pulse();
            var now = clock.GetUtcNow().UtcDateTime;
            if (tickets.NextPollAt > now && visits.NextPollAt > now)
                break;
        } while (Stopwatch.GetElapsedTime(began) < LongestRead);
        await deskGrain.KeepAwake();
    }

    private void Take(DeskDelta delta)
    {
        if (delta.Full)
            Cards.Clear();
        foreach (var kpi in delta.Kpis)
            Cards[kpi.Kpi] = Cards.TryGetValue(kpi.Kpi, out var held) ? KpiGroups.Apply(held, kpi) : kpi;
        position = delta.Position;
        Heard.Add(delta);
        OnHeard?.Invoke();
    }
}
