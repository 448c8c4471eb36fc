using System.Collections.Immutable;
using Apollo.Cluster.Tests.Support;
using Apollo.Grains.Delivery;
using Apollo.Grains.Reports.Service;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Apollo.Cluster.Tests.Reports;

/// <summary>A desk in Paris whose report goes each day at 07:30 to an address and to a hook.</summary>
internal sealed class ReportDesk : IAsyncDisposable
{
    private const string First = "First silo";
    private const string ApartOne = "Silo apart";

    public static readonly By Ana = new("ana", "Ana", null);
    private readonly DeskCluster cluster;
    private readonly HookReceiver hooks;
    private bool isApartAlive;

    private ReportDesk(DeskCluster cluster, HookReceiver hooks) => (this.cluster, this.hooks) = (cluster, hooks);

    public SmtpReceiver Smtp { get; } = new();

    public CountedReading Reading { get; } = new();

    public IReportArchiveGrain Reports =>
        (isApartAlive ? cluster.Apart! : cluster.Silos).Client.GetGrain<IReportArchiveGrain>("north");

    private IPeopleGrain People => cluster.Silos.Client.GetGrain<IPeopleGrain>(0);

    /// <summary>The reports that hooks heard of, by the id of the delivery.</summary>
    public IEnumerable<string> HookDeliveries => hooks.Calls.Select(call => call.Delivery);

    /// <summary>What hooks were posted.</summary>
    public IReadOnlyList<HookCall> HookCalls => hooks.Calls;

    /// <param name="presets">Of the hooks that it goes to, each at <c>/{preset}/desk</c>; <c>json</c> where left out.
    /// </param>
    public static async Task<ReportDesk> StartAsync(params HookPreset[] presets)
    {
        // Tuesday noon in Paris: nothing is due before Wednesday 07:30.
        var desk = await StartEmptyAsync(new DateTime(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc));
        var to = new List<string> { "mail:boss@example.com" };
        foreach (var preset in presets is [] ? [HookPreset.Json] : presets)
            to.Add(await desk.AddHookAsync(preset));
        await desk.AddAsync("Daily", ReportEvery.Day, new TimeOnly(7, 30), [.. to]);
        return desk;
    }

    /// <summary>A desk without schedules.</summary>
    public static async Task<ReportDesk> StartEmptyAsync(DateTime start)
    {
        var desk = new ReportDesk(await DeskCluster.PrepareAsync(start: start), await HookReceiver.StartAsync());
        await desk.cluster.StartAsync(replace: services => desk.Replace(services, First));
        return desk;
    }

    /// <summary>A further schedule.</summary>
    public async Task AddAsync(string name, ReportEvery every, TimeOnly at, params string[] to)
    {
        var draft = new ScheduleDraft(every, at, [.. to], name, true);
        Assert.Equal(ScheduleOutcome.Done, (await Reports.Add(Ana, draft, default)).Outcome);
    }

    /// <summary>Somebody whose id is their name in small letters.</summary>
    public Task AddPersonAsync(string name, params DeskRight[] rights) =>
        cluster.AddPersonAsync(name.ToLowerInvariant(), name, RightsJson.Write([.. rights]));

    /// <summary>From now on a person is this, as an admin says it.</summary>
    public async Task ChangePersonAsync(string name, bool isOff, params DeskRight[] rights)
    {
        var draft = new PersonDraft(name, isOff, [.. rights]);
        var saved = await People.Change(name.ToLowerInvariant(), draft, null, Ana, default);
        Assert.Equal(PeopleOutcome.Done, saved.Outcome);
    }

    /// <summary>A person is there no more.</summary>
    public async Task RemovePersonAsync(string name) =>
        Assert.Equal(PeopleOutcome.Done, await People.Remove(name.ToLowerInvariant(), null, Ana, default));

    /// <summary>A hook at <c>/{preset}/desk</c>.</summary>
    /// <param name="preset">In whose words.</param>
    /// <param name="of">Its desk.</param>
    /// <returns>As a schedule names it.</returns>
    public async Task<string> AddHookAsync(HookPreset preset, string of = "north")
    {
        var draft = new HookDraft("Ops", $"{hooks.Url}/{preset}/desk", "secret", preset);
        var saved = await cluster.Silos.Client.GetGrain<IHooksGrain>(0).Add(Ana, of, draft, default);
        return $"hook:{saved.Hook!.Id}";
    }

    /// <summary>So much time passes at once, as when the machine sleeps.</summary>
    public void Pass(TimeSpan time) => cluster.Clock.Advance(time);

    /// <summary>As <see cref="Pass"/>, up to an instant.</summary>
    public void PassTo(DateTime instant) => Pass(instant - cluster.Now);

    /// <summary>Ends the silo without a word, and starts another one over the same store.</summary>
    public async Task KillAsync(Func<Task>? meanwhile = null)
    {
        await cluster.KillAsync(cluster.Silos.Silos[0]);
        await cluster.RestartAsync(meanwhile ?? (() => Task.CompletedTask), services => Replace(services, First));
    }

    /// <summary>Starts a silo that knows nothing of the first, over the same store.</summary>
    public async Task StartApartAsync()
    {
        await cluster.StartApartAsync(services => Replace(services, ApartOne));
        isApartAlive = true;
    }

    /// <summary>What is due next is read by both silos before either of them writes it.</summary>
    /// <param name="pass">Until then.</param>
    /// <param name="seconds">Of a step.</param>
    public async Task MadeByBothAsync(Action pass, int seconds = 2)
    {
        var (before, archived) = (Reading.Reads, (await ArchiveAsync()).Length);
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Reading.Waits = () =>
        {
            if (Reading.Reads >= before + 2)
                both.TrySetResult();
            return both.Task;
        };
        pass();
        await UntilAsync(() => Task.FromResult(both.Task.IsCompleted), "both have read it", seconds);
        Reading.Waits = null;
        await UntilAsync(async () => (await ArchiveAsync()).Length > archived, "it is made", seconds);
    }

    /// <summary>Ends the silo that sent a mail without a word; the other goes on.</summary>
    public Task KillSenderAsync(MimeMessage mail)
    {
        if (mail.From.Mailboxes.Single().Name == First)
            return cluster.KillAsync(cluster.Silos.Silos[0]);
        isApartAlive = false;
        return cluster.KillApartAsync();
    }

    /// <summary>The clock goes on, some seconds at a time, until it is so; slowly while messages are under way.
    /// </summary>
    /// <param name="isSo">Asked before each step.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="seconds">Of a step.</param>
    /// <param name="sending">Seconds of a step while a message is under way.</param>
    public Task UntilAsync(Func<Task<bool>> isSo, string what, int seconds = 5, double sending = 1) =>
        cluster.JumpUntilAsync(isSo, what, seconds, sending);

    public async Task<ImmutableArray<ArchivedReport>> ArchiveAsync() =>
        await Reports.Archive(IReportArchiveGrain.Most, null, default);

    /// <summary>Whether there are so many reports, and each was taken by all whom it goes to.</summary>
    /// <param name="reports">How many.</param>
    /// <param name="channels">To how many, each of a channel of its own, a report goes.</param>
    public async Task<bool> IsAllSentAsync(int reports, int channels = 2) =>
        (await ArchiveAsync()) is var all
        && all.Length == reports
        && all.All(report =>
            report.Sent.Length == channels && report.Sent.All(to => to is { Sent: 1, Waiting: 0, Failed: 0 })
        );

    /// <summary>What came by mail.</summary>
    public IReadOnlyList<MimeMessage> Mails() => [.. Smtp.Mails.Select(mail => MimeMessage.Load(mail.Open()))];

    /// <summary>A statement on Apollo's own store, past Apollo: as a fault that cuts a transaction.</summary>
    public Task StoreAsync(string sql) => cluster.StoreAsync(sql);

    public Task<IReadOnlyList<T>> StoredAsync<T>(string sql) => cluster.StoredAsync<T>(sql);

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await hooks.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    /// <param name="services">Of the silo.</param>
    /// <param name="sender">As whom it sends its mails.</param>
    private void Replace(IServiceCollection services, string sender)
    {
        services.AddSingleton<IServiceReading>(Reading);
        services.AddSingleton(
            DeliverySettings.Nowhere with
            {
                PublicUrl = new Uri("https://apollo.example.com/"),
                Guarded = () => new SocketsHttpHandler(),
                Mail = new MailSettings(
                    "127.0.0.1",
                    Smtp.Port,
                    SecureSocketOptions.None,
                    new MailboxAddress(sender, "apollo@example.com")
                ),
            }
        );
    }
}

/// <summary>Figures that tell of which period they are, and how often they were read.</summary>
internal sealed class CountedReading : IServiceReading
{
    private int reads;

    /// <summary>How often a report was read.</summary>
    public int Reads => reads;

    /// <summary>What reading fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What a reading waits for before it tells its figures, while set.</summary>
    public Func<Task>? Waits { get; set; }

    public async Task<ServiceFigures> ReadAsync(
        string desk,
        ReportEvery every,
        WholeDays days,
        DateTime readAfter,
        CancellationToken cancellation
    )
    {
        if (Fault is { } fault)
            throw fault;
        Interlocked.Increment(ref reads);
        if (Waits is { } waits)
            await waits();
        var counts = new ServiceCounts(days.From.Day, 1, 0, 2, 0, new(1, 1), new(1, 1));
        return new ServiceFigures
        {
            Every = every,
            Days = days,
            DaysBefore = new WholeDays(days.From.AddDays(-1), days.From.AddDays(-1)),
            Desk = counts,
            DeskBefore = counts,
            ByDay = [new ServiceDay(days.From, days.From.Day, 1, new(1, 1))],
        };
    }
}
