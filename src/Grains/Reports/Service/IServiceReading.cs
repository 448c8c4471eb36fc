using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>Reads from the ITSM what a service report states.</summary>
internal interface IServiceReading
{
    /// <summary>The figures of a period and of the one before.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="every">Length of the period.</param>
    /// <param name="days">Its days.</param>
    /// <param name="readAfter">When the ITSM is to be read at the earliest, UTC.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    Task<ServiceFigures> ReadAsync(
        string desk,
        ReportEvery every,
        WholeDays days,
        DateTime readAfter,
        CancellationToken cancellation
    );
}
