using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Alerts;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>The alerts of a desk of one number, second by second, and what one of them who watch was told.</summary>
internal sealed class AlertDesk
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly List<string> told = [];
    private readonly Audience audience;
    private readonly string? person;
    private readonly DeskCalendar calendar;
    private readonly Func<string, DateTime, string?> onCall;
    private readonly List<AlertRule> rules;
    private readonly Dictionary<string, AlertNotice?> heard = [];
    private static readonly Dictionary<string, DateTime> Unknown = [];
    private DeskAlerts alerts;
    private DateTime readSince;

    public AlertDesk(
        DateTime begin,
        IEnumerable<AlertRule> rules,
        Audience? audience = null,
        string? person = null,
        DeskCalendar? calendar = null,
        Func<string, DateTime, string?>? onCall = null
    )
    {
        (this.audience, this.person) = (audience ?? Audience.Everything, person);
        (this.calendar, this.onCall) = (calendar ?? DeskCalendar.Utc, onCall ?? ((_, _) => null));
        (Begin, Now, readSince) = (begin, begin, begin);
        this.rules = [.. rules];
        alerts = Made();
        alerts.Restore(this.rules.Select(rule => (rule, ImmutableArray<GroupState>.Empty)), [], Unknown);
    }

    public DateTime Begin { get; }

    public DateTime Now { get; private set; }

    public DeskAlerts Alerts => alerts;

    /// <summary>What was told: after how many seconds, and why.</summary>
    public IReadOnlyList<string> Told => told;

    /// <summary>The number is another one.</summary>
    public void Say(double? value)
    {
        var result = new KpiResult
        {
            Kpi = "overdue",
            Value = value,
            AsOf = Now,
            SliceVersion = "1-1",
        };
        Take([new DeskCut(new SliceCut(SliceName.Tickets, new Position(1, 1), Now), [result])]);
    }

    /// <summary>How the ITSM is read: its age grows from now on.</summary>
    public void HearReading(DateTime readAt)
    {
        alerts.Hear(
            new KpiResult
            {
                Kpi = $"{AlertKind.Data}:{AlertOf.Age}",
                Value = 0,
                Rate = 1,
                AsOf = readAt,
                SliceVersion = "",
            },
            Now
        );
        Hear();
    }

    /// <summary>Time goes on with good polls.</summary>
    public void Pass(double seconds)
    {
        for (var end = Now.AddSeconds(seconds); Now < end; )
        {
            Now = Now.AddSeconds(Math.Min(1, (end - Now).TotalSeconds));
            Take([]);
        }
    }

    /// <summary>Time goes on, and the ITSM cannot be read.</summary>
    public void Away(double seconds)
    {
        for (var end = Now.AddSeconds(seconds); Now < end; )
        {
            Now = Now.AddSeconds(1);
            alerts.Pass(Now);
            Hear();
        }
        readSince = Now;
    }

    /// <summary>Apollo is started again with what was kept.</summary>
    public void Restart(double seconds)
    {
        var states = rules.Select(rule =>
            (rule, Read(JsonSerializer.Serialize(alerts.StatesOf(rule.Id), CardJson.Options)))
        );
        var known = alerts.Known;
        var made = Made();
        made.Restore(states.ToList(), [], known);
        alerts = made;
        Now = Now.AddSeconds(seconds);
        readSince = Now;
    }

    public void Acknowledge()
    {
        foreach (var alert in alerts.Shown.Standing.ToList())
            alerts.Acknowledge(alert.Id, new Acknowledgement("Ana", Now, ""), Now);
        Hear();
    }

    private static ImmutableArray<GroupState> Read(string text) =>
        JsonSerializer.Deserialize<ImmutableArray<GroupState>>(text, CardJson.Options);

    private DeskAlerts Made() => new(calendar, Pause, _ => true, new Whom(onCall, _ => null));

    private void Take(ImmutableArray<DeskCut> cuts)
    {
        alerts.Take(
            new DeskCuts(new Position(1, 1), null, cuts, Slices: [new SliceRead(SliceName.Tickets, Now, readSince)]),
            Now
        );
        // Two good polls later all up to here is told.
        alerts.Pass(Now);
        Hear();
    }

    private void Hear()
    {
        if (alerts.Shown.Drain() is not var (changed, _))
            return;
        foreach (var alert in changed.Select(alert => alert.For(audience, person)).OfType<Alert>())
        {
            if (alert.Notice is { } notice && heard.GetValueOrDefault(alert.Id) != notice)
                told.Add($"{(notice.At - Begin).TotalSeconds:0} {notice.Reason}");
            heard[alert.Id] = alert.Notice;
        }
    }
}
