using System.Collections.Immutable;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>What people changed, in the store.</summary>
internal sealed class AuditStore(ApolloStore store, StoreSettings settings)
{
    private const string Insert =
        "INSERT INTO apollo_audit (id, at, who, person, address, action, subject, was, becomes) "
        + "VALUES (@Id, @At, @Who, @Person, @Address, @Action, @Subject, @Was, @Becomes)";
    private const string Select =
        "SELECT id, at, who, person, address, action, subject, was, becomes FROM apollo_audit "
        + "WHERE at >= @from AND at < @to AND id < @before ORDER BY id DESC ";
    private static readonly string AfterAll = "~";
    private const string Delete = "DELETE FROM apollo_audit WHERE at < @until";

    /// <summary>Keeps an entry.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(AuditEntry entry, string? person, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(
                    Insert,
                    new Row
                    {
                        Id = entry.Id,
                        At = StoredTime.Of(entry.At),
                        Who = entry.By,
                        Person = person,
                        Address = entry.Address,
                        Action = entry.Action,
                        Subject = entry.Subject,
                        Was = entry.Before,
                        Becomes = entry.After,
                    }
                ),
            cancellation
        );

    /// <summary>Entries, latest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<AuditEntry>> ReadAsync(
        DateTime? from,
        DateTime? to,
        int limit,
        string? before,
        CancellationToken cancellation
    ) => store.ReadAsync(async session => (
                    await session.QueryAsync<Row>(
                        Select
                            + (
                                settings.Provider == DatabaseProvider.SqlServer
                                    ? "OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY"
                                    : "LIMIT @limit"
                            ),
                        new
                        {
                            from = from is { } begin ? StoredTime.Of(begin) : long.MinValue,
                            to = to is { } end ? StoredTime.Of(end) : long.MaxValue,
                            before = before ?? AfterAll,
                            limit,
                        }
                    )
                ).Select(row => row.Entry()).ToImmutableArray(), cancellation);

    /// <summary>Forgets what is older.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ForgetAsync(DateTime until, CancellationToken cancellation) =>
        store.WriteAsync(session => session.ExecuteAsync(Delete, new { until = StoredTime.Of(until) }), cancellation);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long At { get; init; }
        public string Who { get; init; } = "";
        public string? Person { get; init; }
        public string? Address { get; init; }
        public string Action { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? Was { get; init; }
        public string? Becomes { get; init; }

        public AuditEntry Entry() => new(Id, StoredTime.Read(At), Who, Address, Action, Subject, Was, Becomes);
    }
}
