namespace Apollo.Grains.Itsm;

internal sealed partial class ItsmReader<TRow>
{
    /// <summary>Tables that a poll reads whole, as the database's plan has it; null where it is not asked.</summary>
    /// <param name="since">The poll's mark, as the column has it.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async Task<IReadOnlyList<string>?> WholeScansAsync(DateTime since, CancellationToken cancellation)
    {
        var query = changedFile is null
            ? dialect.Page(rowsFile.Text, bounded: true, afterId: false, PageLimit)
            : dialect.Changed(changedFile.Text);
        if (dialect.Explain(query) is not { } explained)
            return null;
        var parameters = Options();
        AddTime(parameters, "since", since);
        parameters.Add("ids", null, System.Data.DbType.String);
        return await connector.ReadAsync(
            changedFile ?? rowsFile,
            explained,
            parameters,
            ReadWithin,
            async (reader, token) =>
            {
                var tables = new List<string>();
                while (await reader.ReadAsync(token))
                    if (dialect.WholeScan(reader) is { } table && !tables.Contains(table))
                        tables.Add(table);
                return tables;
            },
            cancellation
        );
    }
}
