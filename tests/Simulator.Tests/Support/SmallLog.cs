namespace Apollo.Simulator.Tests;

/// <summary>Rows of an incident event log as the real file has them.</summary>
internal static class SmallLog
{
    public const string Header =
        "number,ident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,"
        + "caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,"
        + "contact_type,location,category,category,u_symptom,cmdb_ci,impact,urgency,priority,"
        + "assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,"
        + "caused_by,closed_code,resolved_by,resolved_at,closed_at";

    private const string First =
        "0000045,New,true,0,0,0,true,2403,8,29/2/2016 01:16,6,29/2/2016 01:23,21,29/2/2016 01:23,"
        + "1,143,55,170,72,?,2,2,3,56,89,true,false,1,?,?,?,?,5,149,29/2/2016 11:29,5/3/2016 12:00";

    /// <summary>A row with some cells its own.</summary>
    public static string Row(params (string Column, string Value)[] cells)
    {
        var columns = Header.Split(',');
        var row = First.Split(',');
        foreach (var (column, value) in cells)
            row[Array.IndexOf(columns, column)] = value;
        return string.Join(',', row);
    }
}
