using System.Data;
using Dapper;

namespace Apollo.Grains.Itsm;

internal sealed partial class ItsmReader<TRow>
{
    /// <summary>Tables that a poll reads whole, as the database's plan has it; null where it is not asked.</summary>
    /// <param name="since">The poll's mark, as the column has it.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public Task<IReadOnlyList<string>?> WholeScansAsync(DateTime since, CancellationToken cancellation)
    {
        var parameters = Options();
        AddTime(parameters, "since", since);
        parameters.Add("ids", null, DbType.String);
        return changedFile is null
            ? WholeScansAsync(
                rowsFile,
                dialect.Page(rowsFile.Text, bounded: true, afterId: false, PageLimit),
                parameters,
                cancellation
            )
            : WholeScansAsync(changedFile, dialect.Changed(changedFile.Text), parameters, cancellation);
    }

    /// <summary>The like of reading rows by their ids.</summary>
    /// <param name="ids">Some ids.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public Task<IReadOnlyList<string>?> WholeScansByIdsAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellation
    ) => WholeScansAsync(rowsFile, dialect.ByIds(rowsFile.Text), ByIds(ids), cancellation);

    private async Task<IReadOnlyList<string>?> WholeScansAsync(
        MappingFile file,
        string query,
        DynamicParameters parameters,
        CancellationToken cancellation
    ) =>
        dialect.Explain(query) is not { } explained
            ? null
            : await connector.ReadAsync(
                file,
                explained,
                parameters,
                ReadWithin,
                async (reader, token) =>
                {
                    var tables = new List<string>();
                    while (await reader.ReadAsync(token))
                        if (
                            dialect.WholeScan(reader) is { } name
                            && dialect.TableOf(name, query) is var table
                            && !tables.Contains(table)
                        )
                            tables.Add(table);
                    return tables;
                },
                cancellation
            );
}
