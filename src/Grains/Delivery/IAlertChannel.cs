using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>A way by which people or programs are told outside of Apollo's own pages. One file each.</summary>
internal interface IAlertChannel
{
    /// <summary>Its name in a rule: one of <see cref="AlertNotify"/>.</summary>
    string Name { get; }

    /// <summary>Whether it can reach somebody as things are.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    Task<bool> ReachesAsync(Addressee to, CancellationToken cancellation);

    /// <summary>
    /// Sends a message, and ends when the other side has taken it. Called again with the same id after a failure, or
    /// where nobody knows whether it went: the other side is told that id.
    /// </summary>
    /// <exception cref="UndeliverableException">It was not taken.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellation);
}

/// <summary>Who is told.</summary>
/// <param name="Id">Id of the person or hook.</param>
/// <param name="Name">As people call them.</param>
/// <param name="Email">Of a person; else null.</param>
internal sealed record Addressee(string Id, string Name, string? Email);

/// <summary>What one message says.</summary>
/// <param name="Id">Of the delivery: the same each time it is tried.</param>
/// <param name="To">Who is told.</param>
/// <param name="Desk">The desk.</param>
/// <param name="Link">The page of its alerts; null where nobody said where people reach Apollo.</param>
/// <param name="Alerts">What is told, oldest first; none = a test.</param>
internal sealed record AlertMessage(string Id, Addressee To, DeskInfo Desk, Uri? Link, ImmutableArray<AlertLine> Alerts)
{
    /// <summary>The report that it carries, and no alert; null = it tells alerts.</summary>
    public SentReport? Report { get; init; }

    /// <summary>What it says in one line.</summary>
    public string Subject =>
        Alerts switch
        {
            [] when Report is { Letter.Subject: var subject } => $"{Desk.Name}: {subject}",
            [] => $"{Desk.Name}: this is a test",
            [var one] => $"{Desk.Name}: {one.Head}",
            [var first, ..] => $"{Desk.Name}: {first.Head}, and {Alerts.Length - 1} more",
        };
}

/// <summary>One alert as it is written.</summary>
/// <param name="Told">What is told.</param>
/// <param name="Head">What is so, in one line.</param>
/// <param name="Details">More lines; may be none.</param>
internal sealed record AlertLine(DeliveredAlert Told, string Head, ImmutableArray<string> Details)
{
    /// <summary>Whether it is over.</summary>
    public bool IsOver => Told.Alert.State == AlertPhase.Resolved;

    /// <summary>Whether it is critical, and not over.</summary>
    public bool IsCritical => !IsOver && Told.Alert.Severity == KpiStatus.Critical;
}

/// <summary>A message was not taken.</summary>
/// <param name="message">Why, as people read it; without secrets.</param>
/// <param name="isFinal">Whether another try would end the same.</param>
internal sealed class UndeliverableException(string message, bool isFinal = false) : Exception(message)
{
    /// <summary>Whether another try would end the same.</summary>
    public bool IsFinal => isFinal;
}
