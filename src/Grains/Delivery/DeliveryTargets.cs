using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Where a telling goes: the channels of the people and hooks that its rule names.</summary>
internal sealed class DeliveryTargets(
    Recipients recipients,
    HookStore hooks,
    NoticeStore notices,
    DeskList desks,
    IEnumerable<IAlertChannel> channels
)
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
    public async Task<Chosen> BeginAsync(string desk, DateTime now, CancellationToken cancellation)
    {
        var people = await recipients.AllAsync(cancellation);
        var chosen = await notices.AllAsync(cancellation);
        return new Chosen(this, desk, people, new PersonalWishes(chosen, people, desks[desk].Calendar.Zone, now));
    }

    /// <summary>
    /// Where what could not be told goes instead: to the same person by another channel; else to the desk's managers,
    /// where the person is no longer there by the same channel too. What already came that way goes no further.
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
            foreach (var channel in OfPeople)
                if (
                    (same is null || channel.Name != delivery.Channel)
                    && await channel.ReachesAsync(Of(person), cancellation)
                )
                    others.Add(new DeliveryTarget(channel.Name, person.Id));
            return others;
        }
    }

    private IEnumerable<IAlertChannel> OfPeople => channels.Where(channel => channel.Name != AlertNotify.Webhook);

    private static Addressee Of(StoredPerson person) => new(person.Id, person.Name, person.Email);

    /// <summary>Who there is at one moment.</summary>
    internal sealed class Chosen(
        DeliveryTargets targets,
        string desk,
        ImmutableArray<StoredPerson> people,
        PersonalWishes wishes
    )
    {
        /// <summary>Where a telling goes, each once.</summary>
        /// <exception cref="StoreException">The store does not answer.</exception>
        public async Task<IReadOnlyCollection<DeliveryTarget>> OfAsync(
            AlertTelling telling,
            CancellationToken cancellation
        )
        {
            var found = new Dictionary<(string, string), DeliveryTarget>();
            var isUrgent = telling.Alert is { Severity: KpiStatus.Critical, State: AlertPhase.Firing };
            foreach (var notify in telling.Notify)
                if (notify.Channel == AlertNotify.Webhook)
                    Add(new DeliveryTarget(notify.Channel, notify.To[(AlertTo.Hook.Length + 1)..]));
                else
                    foreach (var named in Recipients.Of(desk, notify.To, people))
                        if (wishes.InPlaceOf(named) is { } person)
                            foreach (var channel in await ByAsync(person, notify.Channel, cancellation))
                                Add(
                                    new DeliveryTarget(
                                        channel.Name,
                                        person.Id,
                                        isUrgent ? null : wishes.NotBefore(person)
                                    )
                                );
            return found.Values;

            void Add(DeliveryTarget target) => found.TryAdd((target.Channel, target.Recipient), target);
        }

        /// <summary>By the channel of the rule; where that does not reach somebody, by the others they take.</summary>
        private async Task<IReadOnlyList<IAlertChannel>> ByAsync(
            StoredPerson person,
            string asked,
            CancellationToken cancellation
        )
        {
            var reached = new List<IAlertChannel>();
            foreach (var channel in targets.OfPeople)
                if (wishes.Takes(person, channel.Name) && await channel.ReachesAsync(Of(person), cancellation))
                    reached.Add(channel);
            var by = reached.FindAll(channel => channel.Name == asked);
            // Who does not want it that way is not told another way.
            return by.Count > 0 || !wishes.Takes(person, asked) ? by : reached;
        }
    }
}
