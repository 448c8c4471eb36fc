using Apollo.Model;

namespace Apollo.Grains.Itsm;

internal sealed partial class ItsmReader<TRow>
{
    private FurtherColumns? further;
    private bool hasOtherColumns;

    /// <summary>What tickets are broken down by besides; nothing before a row was read, and of interventions.</summary>
    public FurtherNames Further => further?.Names ?? FurtherNames.None;

    /// <summary>Columns <c>by_…</c> that are not read, for only tickets are broken down by them; known once a row was
    /// read.</summary>
    public IReadOnlyList<string> Unread { get; private set; } = [];

    /// <summary>
    /// Which columns there are holds for the reader's life: where the database gives others later (a view that was
    /// changed), all is to be read anew.
    /// </summary>
    private void RequireColumns(RowFields fields)
    {
        Require(fields, mapping.Columns, rowsFile.Name);
        if (typeof(TRow) != typeof(Ticket))
        {
            Unread = FurtherColumns.In(fields.Columns);
            return;
        }
        var found = FurtherColumns.Of(fields.Columns, rowsFile.Name);
        further ??= found;
        hasOtherColumns |= further.Names != found.Names;
        fields.Further = hasOtherColumns ? found : further;
    }
}
