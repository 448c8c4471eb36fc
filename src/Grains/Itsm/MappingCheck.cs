using System.Data.Common;
using System.Runtime.CompilerServices;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Checks an ITSM's connection, login and mapping without reading it in full, and without writing: one line for each
/// finding, with the mend.
/// </summary>
/// <param name="itsm">What to read.</param>
/// <param name="time">The silo's clock.</param>
public sealed class MappingCheck(ItsmConnection itsm, TimeProvider time)
{
    private const int Shown = 10;

    /// <summary>Some tickets as they are mapped, the newest first; empty until they were read.</summary>
    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    /// <summary>Runs it; the lines come as they are found.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<CheckLine> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (system, clock, said) = Files();
        yield return said;
        if (system is null || clock is null)
            yield break;
        var (isThere, about) = await ServerAsync(cancellation);
        foreach (var line in about)
            yield return line;
        if (!isThere)
            yield break;
        var tickets = new SliceCheck<Ticket>(itsm, clock, time);
        foreach (var line in await tickets.RunAsync(cancellation))
            yield return line;
        Tickets = [.. tickets.Sample.OrderByDescending(ticket => ticket.UpdatedAt).Take(Shown)];
        foreach (var line in await new SliceCheck<Intervention>(itsm, clock, time).RunAsync(cancellation))
            yield return line;
        yield return await DetailAsync(tickets.SomeId, cancellation);
    }

    private (ItsmSystem? System, WallClock? Clock, CheckLine Said) Files()
    {
        try
        {
            var system = ItsmSystem.Find(itsm, Dialect.Of(itsm.Provider));
            return (system, new WallClock(itsm.TimeZone), CheckLine.Ok($"the system '{system.Title}' and its options"));
        }
        catch (ItsmException error)
        {
            return (null, null, CheckLine.Wrong(error.Message));
        }
    }

    private async Task<(bool IsThere, List<CheckLine> Lines)> ServerAsync(CancellationToken cancellation)
    {
        var driver = DatabaseDriver.Of(itsm.Provider);
        var isThere = false;
        List<CheckLine> lines = [];
        try
        {
            await using var connection = await driver.OpenAsync(
                itsm.ConnectionString,
                DatabaseAccess.Read,
                cancellation
            );
            isThere = true;
            lines.Add(CheckLine.Ok($"{itsm.Provider} {connection.ServerVersion} answers"));
            if (await ServerClock.ReadAsync(itsm, cancellation) is { } clock)
                lines.Add(
                    CheckLine.Ok(
                        $"its clock says {clock.Utc} UTC, its time zone is {clock.Zone}; columns without a zone are "
                            + $"read as {itsm.TimeZone ?? "UTC"} (Itsm:TimeZone)"
                    )
                );
            var writable = await LoginRights.WritableAsync(connection, itsm.Provider, cancellation);
            lines.Add(
                writable.Count == 0
                    ? CheckLine.Ok("the login can only read")
                    : CheckLine.Wrong(
                        $"the login can write ({string.Join(", ", writable)}): Apollo never does, so use one that "
                            + $"cannot. {LoginRights.Mend(itsm.Provider)}"
                    )
            );
            if (await SnapshotReads.SayAsync(connection, itsm.Provider, cancellation) is { } snapshot)
                lines.Add(snapshot);
        }
        catch (ArgumentException)
        {
            lines.Add(
                CheckLine.Wrong(
                    $"Itsm:ConnectionString is no connection string for {itsm.Provider}: write it as key=value pairs "
                        + "separated by semicolons"
                )
            );
        }
        catch (Exception error)
            when (error is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            var said = ItsmException.OneLine(error.Message, itsm.ConnectionString).TrimEnd('.');
            lines.Add(
                isThere
                    ? CheckLine.Note(
                        $"its clock, what the login may write, or how it reads beside writers cannot be told: {said}"
                    )
                    : CheckLine.Wrong($"{itsm.Provider} cannot be reached: {said}. {Mend(error)}")
            );
        }
        return (isThere, lines);
    }

    private string Mend(Exception error) =>
        LoginRights.MendOf(error, itsm.Provider)
        ?? (
            itsm.Provider == DatabaseProvider.Sqlite
                ? "Correct the file in Itsm:ConnectionString"
                : "Correct host, port, database, user or password in Itsm:ConnectionString"
        );

    private async Task<CheckLine> DetailAsync(string? id, CancellationToken cancellation)
    {
        try
        {
            var read = await new DetailReader(itsm, time).ReadAsync(id ?? "0", cancellation);
            var found =
                $"ticket-detail.sql: {read.Fields.Length} fields and {read.Timeline.Length} entries of '{id ?? "0"}'";
            return read.Mended.IsEmpty
                ? CheckLine.Ok(found)
                : CheckLine.Note($"{found}, less what cannot be shown: {string.Join("; ", read.Mended)}");
        }
        catch (ItsmException error)
        {
            return CheckLine.Wrong(error.Message);
        }
    }
}
