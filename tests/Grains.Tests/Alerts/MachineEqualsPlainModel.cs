using System.Globalization;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Alerts;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>
/// The machine over generated histories (cuts, gaps, clocks that go back, changed rules, silences, hours,
/// acknowledgements, restarts) against a plain model that looks at every second.
/// </summary>
public class MachineEqualsPlainModel
{
    private static readonly DateTime Begin = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Over_ten_thousand_histories()
    {
        var heard = new Dictionary<string, int>();
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (machine, model) = Play(seed);
            if (!machine.SequenceEqual(model))
                Assert.Fail(
                    $"History {seed}:\nmachine {string.Join(" | ", machine)}\nmodel   {string.Join(" | ", model)}"
                );
            foreach (var line in machine)
            {
                var kind = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
                if (
                    kind.Contains("told Fired", StringComparison.Ordinal)
                    && !kind.EndsWith("0-0", StringComparison.Ordinal)
                )
                    heard["later "] = heard.GetValueOrDefault("later ") + 1;
                heard[kind] = heard.GetValueOrDefault(kind) + 1;
            }
        }
        // Nothing is equal only because it never happens.
        string[] kinds =
        [
            .. Enum.GetNames<AlertChange>(),
            .. Enum.GetNames<TellReason>().Select(reason => $"told {reason}"),
            "later",
        ];
        Assert.All(kinds, kind => Assert.True(HowOften(kind) >= 20, $"{kind} only {HowOften(kind)} times"));

        int HowOften(string kind) =>
            heard.Where(line => line.Key.StartsWith($"{kind} ", StringComparison.Ordinal)).Sum(line => line.Value);
    }

    private static (List<string> Machine, List<string> Model) Play(int seed)
    {
        var random = new Random(seed);
        var rule = Rule(random);
        var gate = new Gate(random);
        var driven = new Driven(rule, gate.OpensAt());
        var model = new PlainModel(rule, gate.IsOpen());
        var hops = random.Next(2, 40);
        var end = random.Next(25) == 0 ? 1_200 : random.Next(60, 300);
        var (known, until) = (0, -1);
        double? value = null;
        for (var at = 1; at <= end; at++)
        {
            if (at == until)
            {
                model.Skip(known, at);
                driven.Skip(known, at);
                (until, known) = (-1, at);
                Look(at, at);
                continue;
            }
            if (until > 0)
            {
                // For a while nobody knows yet that the ITSM is away: the clock goes on.
                if (at <= known + 10)
                    Clock(at);
                continue;
            }
            known = at;
            if (random.Next(150) == 0)
                until = at + random.Next(12, 90);
            if (random.Next(60) == 0)
                driven.Restart();
            // Long ones end calm, so that what came and went too often becomes steady.
            if (at > 400)
                Clock(at);
            else if (random.Next(hops) == 0)
                Look(at, at);
            else if (random.Next(100) == 0)
                Look(at, at - random.Next(1, 5));
            else if (random.Next(70) == 0)
            {
                var isTaken = random.Next(3) > 0;
                model.Acknowledge(at, isTaken);
                driven.Acknowledge(at, isTaken);
            }
            else if (random.Next(120) == 0)
            {
                gate.Silence(at, at + random.Next(1, 120));
                model.Regate(at, gate.IsOpen());
                driven.Regate(at, gate.OpensAt());
            }
            else if (random.Next(400) == 0)
            {
                rule = Rule(random);
                model.Change(at, rule);
                driven.Change(at, rule, gate.OpensAt());
                Look(at, at);
            }
            else
                Clock(at);
        }
        driven.Pass(driven.Late);
        return (InOrder(driven.Said), InOrder(model.Said));

        // A cut that lies behind comes when the clock has gone on already.
        void Look(int at, int cutAt)
        {
            if (cutAt < at)
            {
                model.Second(at);
                driven.Pass(at);
            }
            value = random.Next(8) == 0 ? null : random.Next(0, 30);
            var rate = random.Next(4) == 0 ? 1 : 0;
            model.Look(at, at, value, rate);
            driven.Look(cutAt, at, value, rate);
        }

        void Clock(int at)
        {
            model.Second(at);
            // Now and then, as a silo that is woken late.
            if (random.Next(5) == 0)
                driven.Pass(at);
            else
                driven.Late = at;
        }
    }

    /// <summary>Of one instant, what happened stands before what was told.</summary>
    private static List<string> InOrder(IEnumerable<string> said) =>
        [
            .. said.OrderBy(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))
                .ThenBy(line => line.Contains("told", StringComparison.Ordinal)),
        ];

    private static AlertRule Rule(Random random)
    {
        var above = random.Next(3) > 0;
        var warning = random.Next(10, 20);
        AlertLevel? Level(int at) =>
            random.Next(6) == 0
                ? null
                : new AlertLevel(
                    at,
                    random.Next(3) == 0 ? 0 : random.Next(1, 40),
                    random.Next(2) == 0 ? null
                        : above ? at - random.Next(1, 6)
                        : at + random.Next(0, 6)
                );
        return new AlertRule
        {
            Id = "r",
            Name = "r",
            Kpi = "overdue",
            Above = above,
            Warning = Level(warning),
            Critical = Level(above ? warning + random.Next(1, 8) : warning - random.Next(1, 8)),
            Repeat = random.Next(2) == 0 ? null : random.Next(20, 90),
            // Who hears of what nobody acknowledges.
            Notify =
            [
                .. Enumerable.Range(0, random.Next(3)).Select(_ => new AlertNotify("browser", "r", random.Next(0, 60))),
            ],
        };
    }

    private static DateTime Instant(int second) => Begin.AddSeconds(second);

    /// <summary>The machine, and what it said; it is asked only now and then.</summary>
    private sealed class Driven(AlertRule first, Func<DateTime, DateTime> opens)
    {
        private AlertRule rule = first;
        private Func<DateTime, DateTime> opensAt = opens;
        private AlertMachine machine = new(first, null, opens, new AlertState { At = Begin });

        public List<string> Said { get; } = [];

        /// <summary>Up to here the clock went on without a word.</summary>
        public int Late { get; set; }

        public void Pass(int at) => Hear(machine.Pass(Instant(at)));

        public void Look(int at, int readAt, double? value, int rate) =>
            Hear(machine.Look(Instant(at), new Reading(Instant(readAt), value, rate)));

        public void Skip(int from, int to)
        {
            Pass(Late);
            machine.Skip(Instant(from), Instant(to));
        }

        public void Acknowledge(int at, bool isTaken) =>
            Hear(machine.Acknowledge(Instant(at), isTaken ? new Acknowledgement("Ana", Instant(at), "") : null));

        public void Regate(int at, Func<DateTime, DateTime> to) => Hear(machine.Regate(Instant(at), opensAt = to));

        public void Change(int at, AlertRule to, Func<DateTime, DateTime> gate)
        {
            Hear(machine.End(Instant(at)));
            (rule, opensAt) = (to, gate);
            machine = new AlertMachine(rule, null, opensAt, machine.State);
        }

        public void Restart()
        {
            var stored = JsonSerializer.Serialize(machine.State, CardJson.Options);
            machine = new AlertMachine(
                rule,
                null,
                opensAt,
                JsonSerializer.Deserialize<AlertState>(stored, CardJson.Options)!
            );
        }

        private void Hear(Outcome outcome)
        {
            Said.AddRange(outcome.Moves.Select(move => $"{Second(move.At)} {move.Change} {move.Alert.Severity}"));
            Said.AddRange(
                outcome.Tellings.Select(tell =>
                    $"{Second(tell.At)} told {tell.Reason} {tell.Severity} {tell.From}-{tell.To}"
                )
            );
        }

        private static string Second(DateTime at) => (at - Begin).TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>When somebody may be told: by hours that come again, and where nobody silenced it.</summary>
    private sealed class Gate(Random random)
    {
        private readonly int period = random.Next(60, 300);
        private readonly int closed = random.Next(2) == 0 ? 0 : random.Next(1, 60);
        private readonly List<(int From, int Until)> silences = [];

        public void Silence(int from, int until) => silences.Add((from, until));

        public Func<int, bool> IsOpen()
        {
            (int From, int Until)[] now = [.. silences];
            return at => at % period >= closed && !now.Any(silence => silence.From <= at && at < silence.Until);
        }

        public Func<DateTime, DateTime> OpensAt()
        {
            var isOpen = IsOpen();
            return at =>
            {
                var second = (int)Math.Ceiling((at - Begin).TotalSeconds);
                if (second == (at - Begin).TotalSeconds && isOpen(second))
                    return at;
                while (!isOpen(second))
                    second++;
                return Instant(second);
            };
        }
    }
}
