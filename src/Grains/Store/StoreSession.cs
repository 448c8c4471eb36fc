using System.Data.Common;
using Dapper;

namespace Apollo.Grains.Store;

/// <summary>One use of the store: each statement has the store's time-out.</summary>
internal sealed class StoreSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
{
    /// <summary>Reads rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object parameters) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>Writes.</summary>
    /// <returns>How many rows that touched.</returns>
    public Task<int> ExecuteAsync(string sql, object parameters) => connection.ExecuteAsync(Command(sql, parameters));

    private CommandDefinition Command(string sql, object parameters) =>
        new(sql, parameters, transaction, ApolloStore.AnswerWithinSeconds, cancellationToken: cancellation);
}
