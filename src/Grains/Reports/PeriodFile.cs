using System.Collections.Immutable;
using System.Threading.Channels;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>
/// The rows of a period for a file, read no faster than they are taken: a few parts are held, whatever their number.
/// </summary>
internal sealed class PeriodFile : ITicketTally, IDisposable
{
    private const int RowsOfAPart = 1_000;
    private const int PartsHeld = 2;
    private readonly Channel<TableRows> parts = Channel.CreateBounded<TableRows>(PartsHeld);
    private readonly CancellationTokenSource ending = new();
    private readonly RowsOfPeriod rows;
    private ImmutableArray<ImmutableArray<object?>>.Builder part = NewPart();
    private bool isSent;

    /// <param name="reading">What is read.</param>
    /// <param name="rows">Which rows.</param>
    public PeriodFile(PeriodReading reading, RowsOfPeriod rows)
    {
        this.rows = rows;
        var token = ending.Token;
        Reading = Task.Run(() => ReadAsync(reading, token));
    }

    /// <summary>Ends when all is read, and taken or given up; never fails.</summary>
    public Task Reading { get; }

    /// <summary>When a part was last asked for, UTC.</summary>
    public DateTime Asked { get; set; }

    /// <summary>The next part: of no rows = none is read yet; null = there is no more.</summary>
    /// <param name="within">How long it is waited for.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ItsmAwayException">The reading broke off.</exception>
    public async Task<TableRows?> NextAsync(TimeSpan within, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await parts.Reader.WaitToReadAsync(cancellation).AsTask().WaitAsync(within, time, cancellation)
                ? await parts.Reader.ReadAsync(cancellation)
                : null;
        }
        catch (TimeoutException)
        {
            return new TableRows(rows.Names, []);
        }
    }

    /// <summary>Nobody takes the rest.</summary>
    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }

    public void Begin()
    {
        if (isSent)
            throw new ItsmAwayException("The reading was broken off by another process.");
        part = NewPart();
    }

    public async ValueTask TakeAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (!rows.Holds(ticket) || !rows.Sees(ticket) || !rows.Passes(ticket))
            return;
        part.Add(rows.Cells(ticket));
        if (part.Count == RowsOfAPart)
            await SendAsync(cancellation);
    }

    private static ImmutableArray<ImmutableArray<object?>>.Builder NewPart() =>
        ImmutableArray.CreateBuilder<ImmutableArray<object?>>(RowsOfAPart);

    private async Task ReadAsync(PeriodReading reading, CancellationToken token)
    {
        try
        {
            await reading.ReadAsync(rows.Cut, this, token);
            if (part.Count > 0)
                await SendAsync(token);
            parts.Writer.TryComplete();
        }
        catch (Exception error)
        {
            // Whoever takes the parts hears of it.
            parts.Writer.TryComplete(
                error is OperationCanceledException ? new ItsmAwayException("The file was ended.") : error
            );
        }
    }

    private ValueTask SendAsync(CancellationToken cancellation)
    {
        var full = new TableRows(rows.Names, part.DrainToImmutable());
        part = NewPart();
        isSent = true;
        return parts.Writer.WriteAsync(full, cancellation);
    }
}
