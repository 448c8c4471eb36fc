using Apollo.Grains.Databases;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// The tables and indexes that Request Tracker 5 itself makes on either database, filled by statements: what its
/// interface would take days for.
/// </summary>
internal sealed class RequestTrackerSchema(DatabaseProvider provider) : ProductDatabase("rt5", provider)
{
    private const string Etc = "/usr/share/request-tracker5/etc";
    private static readonly string[] Roles = ["Requestor", "Owner", "Cc", "AdminCc"];

    protected override Dictionary<string, string> Options => new() { ["web"] = "https://rt.example.com" };

    protected override (string Table, string Column) Stamp => ("Tickets", "LastUpdated");

    private string Groups => IsMySql ? "`Groups`" : "Groups";

    protected override async Task<string> TablesAsync()
    {
        _ = Tool.Find("rt-setup-database-5", "request-tracker5 rt5-db-postgresql");
        return await File.ReadAllTextAsync(Path.Combine(Etc, IsMySql ? "schema.mysql" : "schema.Pg"));
    }

    protected override Task FillAsync() =>
        ExecuteAsync(
            $"""
            INSERT INTO Queues (id, Name) VALUES (1, 'Network'), (2, 'Visits');
            INSERT INTO Users (id, Name, RealName) VALUES (10, 'Nobody', ''), (11, 'ana', 'Ana Lima'),
              (12, 'gil', 'Gil Guest');
            INSERT INTO {Groups} (id, Name, Domain) VALUES (5, 'Privileged', 'SystemInternal');
            INSERT INTO CachedGroupMembers (id, GroupId, MemberId, Disabled) VALUES (1, 5, 11, 0);
            INSERT INTO CustomFields (id, Name, LookupType) VALUES (1, 'Kind', 'RT::Queue-RT::Ticket'),
              (2, 'Category', 'RT::Queue-RT::Ticket'), (3, 'Location', 'RT::Queue-RT::Ticket')
            """
        );

    // Request Tracker makes a group for each role of each ticket, and at least a step for each deed.
    protected override string Grow(int tickets)
    {
        var rows = Numbers(tickets);
        var roles = string.Join(
            "\n",
            Roles.Select(
                (role, at) =>
                    $"""
                        INSERT INTO {Groups} (id, Name, Domain, Instance)
                          SELECT 10 * seq + {at}, '{role}', 'RT::Ticket-Role', seq FROM {rows};
                        """
            )
        );
        return $"""
            INSERT INTO Tickets (id, EffectiveId, Queue, Type, Owner, Subject, Priority, Status, Created, LastUpdated)
              SELECT seq, seq, CASE WHEN seq % 10 = 0 THEN 2 ELSE 1 END, 'ticket', 11, 'Grown', 50, 'open',
                '2026-01-01', '2026-01-01' FROM {rows};
            {roles}
            INSERT INTO GroupMembers (id, GroupId, MemberId) SELECT 10 * seq, 10 * seq, 12 FROM {rows};
            INSERT INTO Transactions (id, ObjectType, ObjectId, Type, Creator, Created)
              SELECT 10 * seq, 'RT::Ticket', seq, 'Create', 12, '2026-01-01' FROM {rows};
            INSERT INTO Transactions (id, ObjectType, ObjectId, Type, Creator, Created)
              SELECT 10 * seq + 1, 'RT::Ticket', seq, 'Correspond', 11, '2026-01-01' FROM {rows};
            INSERT INTO Transactions (id, ObjectType, ObjectId, Type, Field, OldValue, NewValue, Creator, Created)
              SELECT 10 * seq + 2, 'RT::Ticket', seq, 'Status', 'Status', 'new', 'open', 11, '2026-01-01' FROM {rows};
            INSERT INTO ObjectCustomFieldValues (id, CustomField, ObjectType, ObjectId, Content)
              SELECT 10 * seq + 1, 1, 'RT::Ticket', seq, 'Incident' FROM {rows};
            INSERT INTO ObjectCustomFieldValues (id, CustomField, ObjectType, ObjectId, Content)
              SELECT 10 * seq + 2, 2, 'RT::Ticket', seq, 'Hardware' FROM {rows};
            {(
                IsMySql
                    ? "ANALYZE TABLE Tickets, `Groups`, GroupMembers, Transactions, ObjectCustomFieldValues"
                    : "ANALYZE"
            )}
            """;
    }
}
