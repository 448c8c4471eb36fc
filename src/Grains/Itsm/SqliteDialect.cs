using System.Data;
using System.Globalization;

namespace Apollo.Grains.Itsm;

internal sealed class SqliteDialect : Dialect
{
    public override string Suffix => "sqlite";

    protected override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    // Times are text in one fixed form, so that text order is time order.
    public override object Time(DateTime time, bool isWallTime) =>
        time.ToString(
            isWallTime ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss.fffZ",
            CultureInfo.InvariantCulture
        );

    public override DbType TimeType(bool isWallTime) => DbType.String;
}
