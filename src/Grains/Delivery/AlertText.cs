using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Delivery;

/// <summary>Alerts in words.</summary>
internal sealed class AlertText(KpiCatalogue catalogue, DeskList desks)
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>An alert as it is written.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="told">What is told.</param>
    public AlertLine Of(string desk, DeliveredAlert told)
    {
        var alert = told.Alert;
        var kpi = catalogue.Find(alert.Kpi)?.Definition;
        var title = kpi?.Title ?? alert.Name;
        var what = alert.Group is { } group ? $"{title}, {group}" : title;
        var (value, limit) = Numbers(desk, alert, kpi);
        var details = ImmutableArray.CreateBuilder<string>();
        details.Add($"{Since(alert)} {Time(desk, alert.State == AlertPhase.Resolved ? told.At : alert.Since)}");
        if (alert.Name != title)
            details.Add($"Rule: {alert.Name}");
        if (alert.Acknowledged is { By: { } by } taken)
            details.Add($"Taken by {by}" + (taken.Comment is { Length: > 0 } says ? $": {says}" : ""));
        if (told.Failed is { } channel)
            details.Add($"Told here because it could not be told by {channel}");
        if (told.Message is { Length: > 0 } message)
            details.Add(message);
        return new AlertLine(told, $"{Word(told)}: {what}{value}{limit}", details.ToImmutable());
    }

    /// <summary>A number of a KPI with its unit.</summary>
    public static string Number(double number, KpiDefinition? kpi)
    {
        var kind = kpi?.Presentation.Number ?? NumberKind.Fraction;
        var text = kind switch
        {
            NumberKind.Count => Digits("#,0"),
            NumberKind.Balance => number > 0 ? $"+{Digits("#,0")}" : Digits("#,0"),
            NumberKind.Percent => $"{Digits("0.#")} %",
            NumberKind.Duration => Duration((long)Math.Round(number), hasDays: true),
            NumberKind.ServiceTime => Duration((long)Math.Round(number), hasDays: false),
            _ => Digits("#,0.##"),
        };
        var unit = Math.Abs(number) == 1 ? kpi?.Presentation.Unit.One : kpi?.Presentation.Unit.Many;
        return unit is null ? text : $"{text} {unit}";

        string Digits(string format) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Its number and limit; of a ticket when it is due, of a display how long it has been so.</summary>
    private (string Value, string Limit) Numbers(string desk, Alert alert, KpiDefinition? kpi)
    {
        if (alert.Ticket is { } ticket)
            return ($", due {Time(desk, ticket.DueAt)}", "");
        var value = alert.Value is { } number ? $" {Text(number)}" : "";
        return (value, alert.Limit is { } at && alert.State != AlertPhase.Resolved ? $" (limit {Text(at)})" : "");

        string Text(double number) =>
            alert.Kind == AlertKind.Display ? Duration((long)number, hasDays: true) : Number(number, kpi);
    }

    private static string Since(Alert alert) => alert.State == AlertPhase.Resolved ? "Over since" : "Since";

    private static string Word(DeliveredAlert told) =>
        told.Reason switch
        {
            TellReason.Resolved => "Over",
            TellReason.Flapping => "Comes and goes",
            TellReason.Steady when told.Alert.State == AlertPhase.Resolved => "Steady, over",
            TellReason.Steady => $"Steady, {Severity(told).ToLowerInvariant()}",
            TellReason.Repeated => $"Still {Severity(told).ToLowerInvariant()}",
            _ => Severity(told),
        };

    private static string Severity(DeliveredAlert told) =>
        told.Alert.Severity == KpiStatus.Critical ? "Critical" : "Warning";

    private static string Duration(long seconds, bool hasDays)
    {
        var (sign, left) = (seconds < 0 ? "-" : "", Math.Abs(seconds));
        return sign
            + (
                hasDays && left >= Day ? Two(left / Day, "d", left % Day / Hour, "h")
                : left >= Hour ? Two(left / Hour, "h", left % Hour / Minute, "min")
                : left >= Minute ? Two(left / Minute, "min", left % Minute, "s")
                : $"{left} s"
            );

        static string Two(long one, string unit, long other, string smaller) =>
            other == 0 ? $"{one} {unit}" : $"{one} {unit} {other} {smaller}";
    }

    private string Time(string desk, DateTime at) =>
        Instant
            .FromDateTimeUtc(at)
            .InZone(desks[desk].Calendar.Zone)
            .ToString("HH:mm:ss, d MMM yyyy", CultureInfo.InvariantCulture);
}
