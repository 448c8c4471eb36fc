using Apollo.Cluster.Tests.Support;
using Apollo.Grains.Delivery;
using Apollo.Model;
using Apollo.Servers;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>A desk with a hook and a rule that tells it when a ticket is open.</summary>
internal sealed class ToldDesk : IAsyncDisposable
{
    /// <summary>Rights of a manager of the desk.</summary>
    public const string Manager = "[{\"desk\":\"north\",\"role\":\"manager\",\"teams\":[]}]";

    private static readonly By Ana = new("ana", "Ana", null);
    private readonly DeskCluster cluster;

    private readonly Func<DeliverySettings, DeliverySettings> set;

    private ToldDesk(DeskCluster cluster, HookReceiver receiver, Func<DeliverySettings, DeliverySettings> set) =>
        (this.cluster, Receiver, this.set) = (cluster, receiver, set);

    public HookReceiver Receiver { get; }

    public DeskCluster Cluster => cluster;

    public Board Board { get; private set; } = null!;

    public Hook Hook { get; private set; } = null!;

    public AlertRule Rule { get; private set; } = null!;

    public IAlertsGrain Alerts => cluster.Silos.Client.GetGrain<IAlertsGrain>("north");

    public IDeliveryGrain Delivery => cluster.Silos.Client.GetGrain<IDeliveryGrain>("north");

    public IHooksGrain Hooks => cluster.Silos.Client.GetGrain<IHooksGrain>(0);

    public static async Task<ToldDesk> StartAsync(Func<DeliverySettings, DeliverySettings>? set = null)
    {
        var desk = new ToldDesk(await DeskCluster.PrepareAsync(), await HookReceiver.StartAsync(), set ?? (all => all));
        await desk.BeginAsync();
        var draft = new HookDraft("Ops", desk.Receiver.Url, "secret", HookPreset.Json);
        desk.Hook = (await desk.Hooks.Add(Ana, "north", draft, default)).Hook!;
        var rule = new AlertRule
        {
            Id = "",
            Name = "Backlog",
            Kpi = "open-tickets",
            Above = true,
            Critical = new AlertLevel(1),
            Notify = [new AlertNotify(AlertNotify.Webhook, $"hook:{desk.Hook.Id}")],
            Message = "Call the plumber",
            Enabled = true,
        };
        RuleSaved? saved = null;
        await desk.PassUntilAsync(
            async () =>
            {
                try
                {
                    saved = await desk.Alerts.AddRule(Ana, Audience.Everything, rule, default);
                    return true;
                }
                catch (StoreException)
                {
                    return false;
                }
            },
            "the rule is kept"
        );
        desk.Rule = saved!.Rule!;
        return desk;
    }

    /// <summary>Mails go to a receiver.</summary>
    public static Func<DeliverySettings, DeliverySettings> ByMail(SmtpReceiver smtp) =>
        all =>
            all with
            {
                Mail = new MailSettings(
                    "127.0.0.1",
                    smtp.Port,
                    SecureSocketOptions.None,
                    new MailboxAddress("Apollo", "apollo@example.com")
                ),
            };

    /// <summary>Somebody is there to be told.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="name">Their name.</param>
    /// <param name="rights">What they may on which desk, as JSON.</param>
    public Task AddPersonAsync(string id, string name, string rights) => cluster.AddPersonAsync(id, name, rights);

    /// <summary>The one alert that stands.</summary>
    public async Task<Alert> StandingAsync() => Assert.Single((await Alerts.ChangesSince(null, default)).Changed);

    /// <summary>Whether the alert is shown as firing.</summary>
    public async Task<bool> IsFiringAsync() =>
        (await Alerts.ChangesSince(null, default)).Changed.Any(alert => alert.State == AlertPhase.Firing);

    /// <summary>A further rule.</summary>
    public async Task<AlertRule> AddRuleAsync(AlertRule rule) =>
        (await Alerts.AddRule(Ana, Audience.Everything, rule, default)).Rule!;

    /// <summary>The rule is another one.</summary>
    public Task<RuleSaved> ChangeRuleAsync(By by, AlertRule rule) =>
        Alerts.ChangeRule(by, Audience.Everything, rule, null, default);

    /// <summary>Ends the silo without a word, and starts another one over the same store.</summary>
    /// <param name="meanwhile">What happens while none runs.</param>
    /// <param name="cards">How many cards the desk has again; all by default.</param>
    public async Task KillAsync(Func<Task>? meanwhile = null, int? cards = null)
    {
        await cluster.KillAsync(cluster.Silos.Silos[0]);
        await cluster.RestartAsync(meanwhile ?? (() => Task.CompletedTask), Replace);
        await StartedAsync(cards ?? Board.AllCards);
    }

    /// <summary>A statement on Apollo's own store, past Apollo: as a fault that cuts a transaction.</summary>
    public Task StoreAsync(string sql) => cluster.StoreAsync(sql);

    public Task<IReadOnlyList<T>> StoredAsync<T>(string sql) => cluster.StoredAsync<T>(sql);

    /// <summary>The clock goes on until it is so.</summary>
    public Task PassUntilAsync(Func<Task<bool>> isSo, string what, double step = 0.25) =>
        Board.PassUntilAsync(isSo, what, step);

    /// <summary>As <see cref="PassUntilAsync"/>, several seconds at once: the desk may read with gaps.</summary>
    public Task JumpUntilAsync(Func<Task<bool>> isSo, string what, int seconds = 5) =>
        cluster.JumpUntilAsync(isSo, what, seconds, sending: 0.25);

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private async Task BeginAsync()
    {
        await cluster.StartAsync(replace: Replace);
        await StartedAsync(Board.AllCards);
    }

    private Task StartedAsync(int cards)
    {
        Board = cluster.Board();
        return Board.UntilAsync(() => Board.Cards.Count >= cards, "its cards");
    }

    private void Replace(IServiceCollection services) =>
        services.AddSingleton(
            set(
                DeliverySettings.Nowhere with
                {
                    PublicUrl = new Uri("https://apollo.example.com/"),
                    Guarded = () => new SocketsHttpHandler(),
                    Calls = () => new SocketsHttpHandler(),
                }
            )
        );
}
