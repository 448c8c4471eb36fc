using Apollo.Grains.Databases;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// Tables of Redmine 5 on either database, with the keys and indexes that its migrations make, as far as what Apollo
/// reads goes; filled by statements.
/// </summary>
internal sealed class RedmineSchema(DatabaseProvider provider) : ProductDatabase("redmine5", provider)
{
    protected override Dictionary<string, string> Options => new() { ["web"] = "https://redmine.example.com" };

    protected override (string Table, string Column) Stamp => ("issues", "updated_on");

    protected override async Task<string> TablesAsync() =>
        IsMySql ? InMariaDb.Types(await base.TablesAsync()) : await base.TablesAsync();

    protected override Task FillAsync() =>
        ExecuteAsync(
            """
            INSERT INTO trackers (id, name) VALUES (1, 'Bug'), (2, 'Visit');
            INSERT INTO issue_statuses (id, name, is_closed) VALUES (1, 'New', FALSE), (3, 'Resolved', FALSE);
            INSERT INTO projects (id, name, status) VALUES (1, 'Network', 1);
            INSERT INTO enumerations (id, name, type) VALUES (2, 'Normal', 'IssuePriority');
            INSERT INTO users (id, firstname, lastname) VALUES (5, 'Ana', 'Lima'), (6, 'Gil', 'Guest');
            INSERT INTO custom_fields (id, type, name) VALUES (1, 'IssueCustomField', 'Location')
            """
        );

    protected override string Grow(int tickets)
    {
        var rows = Numbers(tickets);
        return $"""
            INSERT INTO issues (id, tracker_id, project_id, subject, status_id, assigned_to_id, priority_id, author_id,
                created_on, updated_on, start_date)
              SELECT seq, CASE WHEN seq % 10 = 0 THEN 2 ELSE 1 END, 1, 'Grown', 1, 5, 2, 6, '2026-01-01', '2026-01-01',
                '2026-01-01' FROM {rows};
            INSERT INTO journals (id, journalized_id, journalized_type, user_id, notes, created_on, private_notes)
              SELECT 10 * seq, seq, 'Issue', 5, 'It is the tray', '2026-01-01', FALSE FROM {rows};
            INSERT INTO journals (id, journalized_id, journalized_type, user_id, notes, created_on, private_notes)
              SELECT 10 * seq + 1, seq, 'Issue', 5, '', '2026-01-01', FALSE FROM {rows};
            INSERT INTO journal_details (id, journal_id, property, prop_key, old_value, value)
              SELECT 10 * seq, 10 * seq, 'attr', 'status_id', '1', '3' FROM {rows};
            INSERT INTO journal_details (id, journal_id, property, prop_key, old_value, value)
              SELECT 10 * seq + 1, 10 * seq + 1, 'attr', 'status_id', '3', '1' FROM {rows};
            INSERT INTO custom_values (id, customized_type, customized_id, custom_field_id, value)
              SELECT 10 * seq, 'Issue', seq, 1, 'Lyon' FROM {rows};
            {(IsMySql ? "ANALYZE TABLE issues, journals, journal_details, custom_values" : "ANALYZE")}
            """;
    }
}
