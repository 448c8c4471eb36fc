using System.Collections.Immutable;
using Apollo.Grains.Delivery;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Rotas;

/// <summary>What is known of a calendar of shifts.</summary>
/// <param name="Calendar">Its address, encrypted.</param>
/// <param name="Shifts">Who is on call when.</param>
/// <param name="ReadAt">When it was read last, UTC.</param>
internal sealed record KnownShifts(string Calendar, ImmutableArray<RotaExchange> Shifts, DateTime ReadAt);

/// <summary>
/// Reads the calendars of a desk's rotas every few minutes, beside everything else. What was read last goes on while a
/// calendar cannot be read.
/// </summary>
internal sealed class ShiftReader(DeliverySettings settings, DateTimeZone zone) : IDisposable
{
    private const int LargestCalendar = 2_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);
    private readonly HttpClient http = new(settings.Guarded())
    {
        Timeout = Within,
        MaxResponseContentBufferSize = LargestCalendar,
    };
    private readonly Dictionary<string, Known> known = [];

    /// <summary>What is known of a team's calendar; null = nothing yet.</summary>
    public KnownShifts? Of(Rota rota) =>
        known.GetValueOrDefault(rota.Team) is { } one && one.Calendar == rota.Calendar ? one.Shifts : null;

    /// <summary>Why it could not be read since; null = it could.</summary>
    public string? FaultOf(Rota rota) => known.GetValueOrDefault(rota.Team)?.Fault;

    /// <summary>What was read before a restart.</summary>
    public void Start(Rota rota, KnownShifts shifts) =>
        known[rota.Team] = new Known(shifts.Calendar) { Shifts = shifts, NextAt = shifts.ReadAt + Every };

    /// <summary>Begins to read what is due, and takes what was read; never waits.</summary>
    /// <returns>Whether other shifts are known.</returns>
    public bool Look(IEnumerable<Rota> rotas, IReadOnlyList<ShiftPerson> people, DateTime now)
    {
        var isOther = false;
        foreach (var rota in rotas)
        {
            if (rota.Calendar is not { Length: > 0 } calendar)
                continue;
            var one = known.GetValueOrDefault(rota.Team);
            if (one?.Calendar != calendar)
                one = known[rota.Team] = new Known(calendar);
            if (one.Reading is { IsCompleted: true } read)
            {
                one.Reading = null;
                var (shifts, fault) = read.Result;
                one.Fault = fault;
                one.NextAt = now + (fault is null ? Every : AgainAfter);
                if (fault is null)
                {
                    isOther |= one.Shifts?.Shifts.SequenceEqual(shifts) != true;
                    one.Shifts = new KnownShifts(calendar, shifts, now);
                }
            }
            if (one.Reading is null && now >= one.NextAt)
                one.Reading = ReadAsync(calendar, people, now);
        }
        return isOther;
    }

    public void Dispose() => http.Dispose();

    private async Task<(ImmutableArray<RotaExchange> Shifts, string? Fault)> ReadAsync(
        string calendar,
        IReadOnlyList<ShiftPerson> people,
        DateTime now
    )
    {
        if (!Uri.TryCreate(settings.Unseal(calendar), UriKind.Absolute, out var url))
            return ([], "Its address was encrypted with another key: enter it again.");
        try
        {
            var text = await http.GetStringAsync(url);
            return (await Task.Run(() => ShiftCalendar.Read(text, people, zone, now, now + Ahead)), null);
        }
        catch (FormatException error)
        {
            return ([], error.Message);
        }
        catch (HttpRequestException error)
        {
            return ([], ReasonOf(error));
        }
        catch (OperationCanceledException)
        {
            return ([], $"It did not answer within {Within.TotalSeconds:0} s.");
        }
        catch (Exception error)
            when (error is ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            return ([], "It says times that cannot be.");
        }
    }

    private static string ReasonOf(HttpRequestException error) =>
        error.InnerException is ForbiddenAddressException inner ? inner.Message
        : error.StatusCode is { } status ? $"It answered {(int)status}."
        : error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
            ? $"It is longer than {LargestCalendar:N0} bytes."
        : "It cannot be reached.";

    private sealed class Known(string calendar)
    {
        public string Calendar => calendar;

        public KnownShifts? Shifts { get; set; }

        public string? Fault { get; set; }

        public DateTime NextAt { get; set; }

        public Task<(ImmutableArray<RotaExchange> Shifts, string? Fault)>? Reading { get; set; }
    }
}
