using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Where a telling goes: the channels of the people and hooks that its rule names.</summary>
internal sealed class DeliveryTargets(Recipients recipients, HookStore hooks, IEnumerable<IAlertChannel> channels)
{
    private readonly ImmutableArray<IAlertChannel> channels = [.. channels];

    /// <summary>The names of people and hooks, by id.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellation)
    {
        var names = (await recipients.AllAsync(cancellation)).ToDictionary(person => person.Id, person => person.Name);
        foreach (var hook in await hooks.AllAsync(cancellation))
            names[hook.Id] = hook.Name;
        return names;
    }

    /// <summary>Reads who there is, for some tellings of the same moment.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<Chosen> BeginAsync(string desk, CancellationToken cancellation) =>
        new(this, desk, await recipients.AllAsync(cancellation));

    /// <summary>
    /// Where what could not be told goes instead: to the same person by another channel; else to the desk's managers.
    /// What already came that way goes no further.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<IReadOnlyCollection<DeliveryTarget>> InsteadOfAsync(
        StoredDelivery delivery,
        CancellationToken cancellation
    )
    {
        if (delivery.Alerts.All(told => told.Failed is not null))
            return [];
        var all = await recipients.AllAsync(cancellation);
        var same = all.FirstOrDefault(person => person.Id == delivery.Recipient);
        var found = same is null ? [] : await OthersAsync([same]);
        return found.Count > 0 ? found : await OthersAsync(Recipients.Managers(delivery.Desk, all));

        async Task<List<DeliveryTarget>> OthersAsync(ImmutableArray<StoredPerson> people)
        {
            var others = new List<DeliveryTarget>();
            foreach (var person in people)
            foreach (var channel in channels)
                if (
                    channel.Name is not AlertChannels.Webhook
                    && channel.Name != delivery.Channel
                    && await channel.ReachesAsync(Of(person), cancellation)
                )
                    others.Add(new DeliveryTarget(channel.Name, person.Id));
            return others;
        }
    }

    private static Addressee Of(StoredPerson person) => new(person.Id, person.Name, person.Email);

    /// <summary>Who there is at one moment.</summary>
    internal sealed class Chosen(DeliveryTargets targets, string desk, ImmutableArray<StoredPerson> people)
    {
        /// <summary>Where a telling goes, each once.</summary>
        /// <exception cref="StoreException">The store does not answer.</exception>
        public async Task<IReadOnlyCollection<DeliveryTarget>> OfAsync(
            AlertTelling telling,
            CancellationToken cancellation
        )
        {
            var found = new Dictionary<(string, string), DeliveryTarget>();
            foreach (var notify in telling.Notify)
                if (notify.Channel == AlertChannels.Webhook)
                    Add(new DeliveryTarget(notify.Channel, notify.To[(AlertTo.Hook.Length + 1)..]));
                else if (targets.channels.FirstOrDefault(one => one.Name == notify.Channel) is { } channel)
                    foreach (var person in Recipients.Of(desk, notify.To, people))
                        if (await channel.ReachesAsync(Of(person), cancellation))
                            Add(new DeliveryTarget(channel.Name, person.Id));
            return found.Values;

            void Add(DeliveryTarget target) => found.TryAdd((target.Channel, target.Recipient), target);
        }
    }
}
