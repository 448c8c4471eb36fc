using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Apollo.Model;

namespace Apollo.Web.Reports;

/// <summary>Waits for what a desk's reports give.</summary>
internal static class ReportAnswers
{
    private static readonly TimeSpan PartWithin = TimeSpan.FromSeconds(20);

    /// <summary>Asks until there is an answer, or nobody waits any more.</summary>
    public static async Task<TAnswer> UntilAsync<TAnswer>(Func<Task<TAnswer?>> ask, CancellationToken cancellation)
        where TAnswer : class
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await ask() is { } answer)
                return answer;
        }
    }

    /// <summary>The rows of a file as they are read, from its first part on; ended with whoever takes them.</summary>
    public static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> PagesAsync(
        IReportsGrain reports,
        PeriodFilePart first,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var file = first.File;
        try
        {
            yield return first.Rows.Rows;
            while (file is not null)
            {
                var part = await reports.NextOfFile(file, cancellation).WaitAsync(PartWithin, time, cancellation);
                file = part.File;
                yield return part.Rows.Rows;
            }
        }
        finally
        {
            if (file is not null)
                _ = reports.EndFile(file);
        }
    }
}
