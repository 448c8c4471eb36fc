using System.Data.Common;
using MySqlConnector;

namespace Apollo.Grains.Itsm;

internal sealed class MySqlDialect : Dialect
{
    public override string Suffix => "mysql";

    protected override string Now => "UTC_TIMESTAMP(3)";

    // A TIMESTAMP is kept as UTC and comes in the session's zone, which is UTC; a DATETIME comes as it was written.
    public override bool IsInstant(DbDataReader reader, int ordinal) =>
        reader.GetDataTypeName(ordinal).Equals("TIMESTAMP", StringComparison.OrdinalIgnoreCase);

    public override bool CannotHold(Exception error) => error is MySqlConversionException || base.CannotHold(error);
}
