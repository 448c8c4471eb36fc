using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Apollo.Grains.Itsm;

internal sealed partial class MySqlDialect : Dialect
{
    public override string Suffix => "mysql";

    protected override string Now => "UTC_TIMESTAMP(3)";

    // Within another query a UNION of all ids is first written to a table, millions of rows on disk.
    public override string AllIds(string mapping) => $"SELECT {Now} AS itsm_now; {mapping}";

    public override string LowerText(string column) => $"LOWER(CAST({column} AS CHAR(100)))";

    // A TIMESTAMP is kept as UTC and comes in the session's zone, which is UTC; a DATETIME comes as it was written.
    public override bool IsInstant(DbDataReader reader, int ordinal) =>
        reader.GetDataTypeName(ordinal).Equals("TIMESTAMP", StringComparison.OrdinalIgnoreCase);

    public override string MessageOf(DbException error) => AtLine().Replace(error.Message, "");

    public override (int? Offset, int? Line) PlaceOf(DbException error, string query) =>
        AtLine().Match(error.Message) is { Success: true } at
            ? (null, int.Parse(at.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : (null, null);

    public override string? Explain(string query) => $"EXPLAIN {query}";

    public override string? WholeScan(DbDataReader plan) =>
        // The whole of an index is read whole too.
        plan["type"] is "ALL" or "index"
        && plan["table"] is string table
        && !table.StartsWith('<')
        && Convert.ToInt64(plan["rows"], CultureInfo.InvariantCulture) > 10_000
            ? table
            : null;

    // A plan names what the query does; what stands for several tables stays as it is.
    public override string TableOf(string name, string query)
    {
        var tables = Aliases()
            .Matches(query)
            .Where(alias => alias.Groups[2].Value == name)
            .Select(alias => alias.Groups[1].Value)
            .Distinct()
            .ToList();
        return tables is [var table] ? table : name;
    }

    [GeneratedRegex(@"\b(?:FROM|JOIN)\s+`?(\w+)`?\s+(?:AS\s+)?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Aliases();

    [GeneratedRegex(@" at line (\d+)$")]
    private static partial Regex AtLine();
}
