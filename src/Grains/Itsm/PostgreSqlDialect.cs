using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Apollo.Grains.Itsm;

internal sealed partial class PostgreSqlDialect : Dialect
{
    public override string Suffix => "postgresql";

    protected override string Now => "clock_timestamp()";

    public override string LowerText(string column) => $"LOWER(CAST({column} AS text))";

    // A column that is NULL and nothing else is a text or a number, which is compared with no time.
    public override bool ComparesTime(DbDataReader reader, int ordinal) =>
        reader.GetFieldType(ordinal) is var type && (type == typeof(DateTime) || type == typeof(DateTimeOffset));

    public override string MessageOf(DbException error) =>
        error is PostgresException said ? said.MessageText : error.Message;

    // The position counts in what was sent: there each parameter is $1, $2, … in the order they first occur.
    public override (int? Offset, int? Line) PlaceOf(DbException error, string query)
    {
        if (error is not PostgresException { Position: > 0 and var position })
            return (null, null);
        var numbers = new Dictionary<string, int>();
        var longer = 0;
        foreach (Match token in Tokens().Matches(query))
        {
            if (token.Index - longer >= position - 1)
                break;
            if (!token.Value.StartsWith('@'))
                continue;
            numbers.TryAdd(token.Value, numbers.Count + 1);
            longer += token.Length - 1 - numbers[token.Value].ToString(CultureInfo.InvariantCulture).Length;
        }
        return (position - 1 + longer, null);
    }

    // Texts, names and comments hold no parameters.
    [GeneratedRegex("""'[^']*'|"[^"]*"|--[^\n]*|/\*.*?\*/|@\w+""", RegexOptions.Singleline)]
    private static partial Regex Tokens();

    public override string? Explain(string query) => $"EXPLAIN {query}";

    // A table of some ten thousand rows costs a thousand.
    public override string? WholeScan(DbDataReader plan) =>
        SeqScan().Match(plan.GetString(0)) is { Success: true } scan
        && double.Parse(scan.Groups[2].ValueSpan, CultureInfo.InvariantCulture) > 1_000
            ? scan.Groups[1].Value
            : null;

    [GeneratedRegex(@"Seq Scan on (\w+).*cost=[\d.]+\.\.([\d.]+)")]
    private static partial Regex SeqScan();

    public override DbType TimeType(bool isWallTime, bool isRounded) => isWallTime ? DbType.DateTime2 : DbType.DateTime;
}
