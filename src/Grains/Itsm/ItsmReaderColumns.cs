using Apollo.Model;

namespace Apollo.Grains.Itsm;

internal sealed partial class ItsmReader<TRow>
{
    private FurtherColumns? further;
    private bool hasOtherColumns;

    /// <summary>What tickets are broken down by besides; nothing before a row was read, and of interventions.</summary>
    public FurtherNames Further => further?.Names ?? FurtherNames.None;

    /// <summary>
    /// Which columns there are holds for the reader's life: where the database gives others later (a view that was
    /// changed), all is to be read anew.
    /// </summary>
    private void RequireColumns(RowFields fields)
    {
        Require(fields, mapping.Columns, rowsFile.Name);
        if (typeof(TRow) != typeof(Ticket))
            return;
        var found = FurtherColumns.Of(fields.Columns, rowsFile.Name);
        further ??= found;
        hasOtherColumns |= further.Names != found.Names;
        fields.Further = hasOtherColumns ? found : further;
    }
}
