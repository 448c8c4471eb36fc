using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Keeps how a person wants to be told, and their browsers that take pushes.</summary>
internal sealed class NoticesGrain(
    NoticeStore store,
    PersonStore people,
    PushKeys keys,
    PushBrowsers browsers,
    IEnumerable<IAlertChannel> channels,
    DeskList desks,
    DeliverySettings settings,
    [DeskClock] TimeProvider time
) : Grain, INoticesGrain
{
    private static readonly TimeSpan TestWithin = TimeSpan.FromSeconds(10);

    private string Person => this.GetPrimaryKeyString();

    public async Task<Notices> Read(CancellationToken cancellation)
    {
        var kept = await store.OfAsync(Person, cancellation);
        var reached = ImmutableArray.CreateBuilder<string>();
        if (await AddresseeAsync(cancellation) is { } me)
            foreach (var channel in channels)
                if (channel.Name != AlertNotify.Webhook && await channel.ReachesAsync(me, cancellation))
                    reached.Add(channel.Name);
        return new Notices(
            kept.Settings,
            reached.ToImmutable(),
            await browsers.ShownAsync(Person, cancellation),
            await PublicKeyAsync(cancellation),
            kept.SeenAt,
            kept.Revision
        );
    }

    public async Task<bool> Change(NoticeSettings chosen, long? known, CancellationToken cancellation)
    {
        var held = (await store.OfAsync(Person, cancellation)).Revision;
        if (known is not null && known != held)
            return false;
        var revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), held + 1);
        return await store.ChangeAsync(Person, chosen, held, revision, cancellation);
    }

    public Task<PushBrowser> AddBrowser(PushAddress address, string name, CancellationToken cancellation) =>
        browsers.AddAsync(Person, address, name, time.GetUtcNow().UtcDateTime, cancellation);

    public Task<bool> RemoveBrowser(string id, CancellationToken cancellation) =>
        store.RemoveAsync(Person, id, cancellation);

    public async Task<TestSent> Test(string channel, string desk, CancellationToken cancellation) =>
        channels.FirstOrDefault(one => one.Name == channel) is { } by && await AddresseeAsync(cancellation) is { } me
            ? await ChannelTest.SendAsync(
                by,
                me,
                desks[desk].Info,
                settings.PageOf("/alerts"),
                time,
                TestWithin,
                cancellation
            )
            : new TestSent(false, "There is no such channel.");

    public Task Saw(DateTime at, CancellationToken cancellation) => store.SawAsync(Person, at, cancellation);

    /// <summary>Empty where it cannot be decrypted: then push is not to be had.</summary>
    private async Task<string> PublicKeyAsync(CancellationToken cancellation)
    {
        try
        {
            return (await keys.ReadAsync(cancellation)).Public;
        }
        catch (UndeliverableException)
        {
            return "";
        }
    }

    private async Task<Addressee?> AddresseeAsync(CancellationToken cancellation) =>
        await people.FindAsync(Person, cancellation) is { } me ? new Addressee(me.Id, me.Name, me.Email) : null;
}
