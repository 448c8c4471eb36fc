using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>What a reading of a period's tickets comes to.</summary>
internal interface ITicketTally
{
    /// <summary>The reading begins; anew, where it broke off.</summary>
    void Begin();

    /// <summary>Takes a ticket that was read; not every one belongs to the period.</summary>
    ValueTask TakeAsync(Ticket ticket, CancellationToken cancellation);
}
