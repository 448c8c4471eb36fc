using System.Collections.Immutable;
using Apollo.Model;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>The looks of the desks' locations in the store. One desk's calls come one after the other.</summary>
internal sealed class LocationStore(StoreSettings settings, ILogger<LocationStore> logger)
{
    private readonly StoreTable table = new(
        settings,
        LocationTable.Probe,
        LocationTable.Create(settings.Provider),
        logger
    );

    /// <summary>A desk's locations, by place.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<LocationLook>> AllAsync(string desk, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
                (await connection.QueryAsync<Row>(StoreTable.Command(LocationTable.All, new { desk }, cancellation)))
                    .Select(row => new LocationLook(row.Name, row.Place, row.Code))
                    .ToImmutableArray(),
            cancellation
        );

    /// <summary>Adds locations that the desk does not have yet: all or none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(string desk, IReadOnlyCollection<LocationLook> looks, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                foreach (var look in looks)
                    await connection.ExecuteAsync(
                        StoreTable.Command(
                            LocationTable.Insert,
                            new
                            {
                                desk,
                                name = look.Name,
                                place = look.Place,
                                code = look.Code,
                            },
                            cancellation,
                            transaction
                        )
                    );
                await transaction.CommitAsync(cancellation);
                return looks.Count;
            },
            cancellation
        );

    /// <summary>Gives a location another code; false where there is none of this name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RecodeAsync(string desk, string name, string code, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
                await connection.ExecuteAsync(
                    StoreTable.Command(
                        LocationTable.Recode,
                        new
                        {
                            desk,
                            name,
                            code,
                        },
                        cancellation
                    )
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
