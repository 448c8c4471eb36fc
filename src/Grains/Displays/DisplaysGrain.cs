using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Clock;
using Apollo.Grains.Following;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Displays;

/// <summary>
/// Keeps the wall displays at hand. Pairing, changing and revoking go one after the other; a row is written over only
/// as it was read. What displays say of themselves is held in memory, and when they were last heard is kept once a
/// minute.
/// </summary>
internal sealed partial class DisplaysGrain(
    DisplayStore store,
    [DeskClock] TimeProvider time,
    ILogger<DisplaysGrain> logger
) : BackgroundGrain(time), IDisplaysGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RevokedKept = TimeSpan.FromDays(30);
    private readonly ChangeLog<DisplayOrder> orders = new(time, limit: 500);
    private readonly PairingCodes codes = new();
    private readonly WrongCodes wrongCodes = new();
    private readonly Fleet fleet = new(time.UnixMicroseconds());
    private Task? filled;

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Keep(
            async cancellation =>
            {
                await Time.PauseAsync(KeepEvery, cancellation);
                // Ended meanwhile: what is not kept yet is left to the end.
                cancellation.ThrowIfCancellationRequested();
                await KeepSeenAsync(cancellation);
                return true;
            },
            (error, _) => LogNotKept(error),
            KeepEvery,
            KeepEvery
        );
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<ImmutableArray<WallDisplay>> All(CancellationToken cancellation) =>
        (await FleetAsync(cancellation)).All(Now);

    public async Task<WallDisplay?> Find(string id, CancellationToken cancellation) =>
        (await FleetAsync(cancellation)).Show(id, Now);

    public async Task<DisplaysDelta> ChangesSince(Position? known, CancellationToken cancellation) =>
        (await FleetAsync(cancellation)).ChangesSince(known, Now);

    public async Task<PairingScreen> Screen(string secretHash, CancellationToken cancellation)
    {
        await FleetAsync(cancellation);
        return fleet.OfSecret(secretHash) is { } display
                ? new PairingScreen(ScreenState.Paired, Display: fleet.Show(display.Id, Now))
            : fleet.IsRevoked(secretHash) ? new PairingScreen(ScreenState.Revoked)
            : Waiting(codes.Of(secretHash, Now));
    }

    public async Task<PairingScreen?> AskForCode(string secretHash, string address, CancellationToken cancellation)
    {
        var screen = await Screen(secretHash, cancellation);
        return screen.State != ScreenState.Waiting || screen.Code is not null ? screen
            : codes.Ask(secretHash, address, Now) is { } waiting ? Waiting(waiting)
            : null;
    }

    public async Task<DisplaySaved> Pair(By by, string code, DisplaySettings settings, CancellationToken cancellation)
    {
        await FleetAsync(cancellation);
        var caller = by.Id ?? "";
        if (!wrongCodes.MayTry(caller, Now))
            return new DisplaySaved(DisplayOutcome.TooManyTries);
        if (codes.Find(code, Now) is not { } secretHash)
        {
            wrongCodes.Add(caller, Now);
            return new DisplaySaved(DisplayOutcome.WrongCode);
        }
        if (fleet.Count >= IDisplaysGrain.Most)
            return new DisplaySaved(DisplayOutcome.TooMany);
        var display = new StoredDisplay(
            Guid.CreateVersion7(Time.GetUtcNow()).ToString(),
            secretHash,
            settings,
            Millisecond(Now),
            null,
            null,
            null,
            Time.GetUtcNow().ToUnixTimeMilliseconds()
        );
        await AnewIfBrokenAsync(() => store.AddAsync(display, cancellation));
        codes.End(secretHash);
        fleet.Put(display, Now);
        await ToldAsync(by, "display.paired", settings.Name, null, SaidOf(settings));
        return new DisplaySaved(DisplayOutcome.Done, fleet.Show(display.Id, Now));
    }

    public async Task<DisplaySaved> Change(
        string id,
        DisplaySettings settings,
        long? known,
        By by,
        CancellationToken cancellation
    )
    {
        await FleetAsync(cancellation);
        if (fleet.Find(id) is not { } held)
            return new DisplaySaved(DisplayOutcome.Missing);
        if (known is not null && known != held.Revision)
            return new DisplaySaved(DisplayOutcome.Changed);
        var display = held with
        {
            Settings = settings,
            Revision = Math.Max(Time.GetUtcNow().ToUnixTimeMilliseconds(), held.Revision + 1),
        };
        var isWritten = false;
        await AnewIfBrokenAsync(async () => isWritten = await store.ChangeAsync(display, held.Revision, cancellation));
        if (!isWritten)
        {
            filled = null;
            return new DisplaySaved(DisplayOutcome.Changed);
        }
        fleet.Put(display, Now);
        orders.Add(new DisplayOrder(id, DisplayAction.Pages));
        await ToldAsync(by, "display.changed", settings.Name, SaidOf(held.Settings), SaidOf(settings));
        return new DisplaySaved(DisplayOutcome.Done, fleet.Show(id, Now));
    }

    public async Task<DisplayOutcome> Revoke(string id, long? known, By by, CancellationToken cancellation)
    {
        await FleetAsync(cancellation);
        if (fleet.Find(id) is not { } held)
            return DisplayOutcome.Missing;
        if (known is not null && known != held.Revision)
            return DisplayOutcome.Changed;
        var isGone = false;
        await AnewIfBrokenAsync(async () => isGone = await store.RevokeAsync(id, held.Revision, Now, cancellation));
        if (!isGone)
        {
            filled = null;
            return DisplayOutcome.Changed;
        }
        fleet.Remove(id);
        orders.Add(new DisplayOrder(id, DisplayAction.Revoked));
        await ToldAsync(by, "display.revoked", held.Settings.Name, SaidOf(held.Settings), null);
        return DisplayOutcome.Done;
    }

    public async Task Renew(CancellationToken cancellation)
    {
        filled = null;
        foreach (var display in (await FleetAsync(cancellation)).All(Now))
            orders.Add(new DisplayOrder(display.Id, DisplayAction.Pages));
    }

    public async Task<bool> Tell(string id, DisplayAction action, CancellationToken cancellation)
    {
        await FleetAsync(cancellation);
        if (fleet.Find(id) is null)
            return false;
        orders.Add(new DisplayOrder(id, action));
        return true;
    }

    public async Task<DisplayOrders> OrdersAfter(Position? known, CancellationToken cancellation)
    {
        await orders.NextAsync(known, LongestWait, cancellation);
        return new DisplayOrders(orders.Position, known is null ? [] : orders.After(known) ?? []);
    }

    public async Task Beat(string id, DisplayBeat beat, CancellationToken cancellation) =>
        (await FleetAsync(cancellation)).Beat(id, beat, Now);

    protected override async Task StopAsync(CancellationToken cancellation)
    {
        try
        {
            await KeepSeenAsync(cancellation);
        }
        catch (StoreException error)
        {
            LogNotKept(error);
        }
    }

    private static PairingScreen Waiting(PairingCodes.Waiting? waiting) =>
        new(ScreenState.Waiting, waiting?.Code, waiting?.ExpiresAt);

    /// <summary>The store keeps whole milliseconds.</summary>
    private static DateTime Millisecond(DateTime instant) =>
        new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private async Task<Fleet> FleetAsync(CancellationToken cancellation)
    {
        // Callers that come together wait for one question; after one that failed the next caller asks again.
        if (filled is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            filled = FillAsync();
        await filled.WaitAsync(cancellation);
        return fleet;
    }

    private async Task FillAsync() => fleet.Fill(await store.AllAsync(Now - RevokedKept, CancellationToken.None), Now);

    /// <summary>Where a write broke off, nobody knows whether it is kept: the store is asked again.</summary>
    private async Task AnewIfBrokenAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            filled = null;
            throw;
        }
    }

    /// <summary>What is done is done, whether its caller still waits or not.</summary>
    private async Task ToldAsync(By by, string action, string subject, string? before, string? after)
    {
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(CancellationToken.None);
        await GrainFactory.GetGrain<IAuditGrain>(0).Add(by, action, subject, before, after, CancellationToken.None);
    }

    /// <summary>A display for the audit; the link of a board is a secret.</summary>
    private static string SaidOf(DisplaySettings settings) =>
        JsonSerializer.Serialize(
            settings with
            {
                Pages = [.. settings.Pages.Select(page => page.Board is null ? page : page with { Board = "a board" })],
            },
            CardJson.Options
        );

    private async Task KeepSeenAsync(CancellationToken cancellation)
    {
        if (fleet.TakeSeen() is { IsEmpty: false } seen)
            await store.SeenAsync(seen, cancellation);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "When wall displays were last heard cannot be kept; it is tried again in a minute"
    )]
    private partial void LogNotKept(Exception error);
}
