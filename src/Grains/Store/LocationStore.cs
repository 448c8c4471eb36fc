using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>The looks of the desks' locations in the store. One desk's calls come one after the other.</summary>
internal sealed class LocationStore(ApolloStore store)
{
    private const string All = "SELECT name, place, code FROM apollo_locations WHERE desk = @desk ORDER BY place";
    private const string Insert =
        "INSERT INTO apollo_locations (desk, name, place, code) VALUES (@desk, @Name, @Place, @Code)";
    private const string NewCode = "UPDATE apollo_locations SET code = @code WHERE desk = @desk AND name = @name";

    /// <summary>A desk's locations, by place.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<LocationLook>> AllAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(All, new { desk }))
                    .Select(row => new LocationLook(row.Name, row.Place, row.Code))
                    .ToImmutableArray(),
            cancellation
        );

    /// <summary>Adds locations that the desk does not have yet: all or none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(string desk, IReadOnlyCollection<LocationLook> looks, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(
                    Insert,
                    looks.Select(look => new
                    {
                        desk,
                        look.Name,
                        look.Place,
                        look.Code,
                    })
                ),
            cancellation
        );

    /// <summary>Gives a location another code; false where there is none of this name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RecodeAsync(string desk, string name, string code, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    NewCode,
                    new
                    {
                        desk,
                        name,
                        code,
                    }
                ) > 0,
            cancellation
        );

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public int Place { get; init; }
        public string Code { get; init; } = "";
    }
}
