namespace Apollo.Grains.Databases;

/// <summary>The databases that Apollo reads, and can keep its own things in.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite file.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>MySQL or MariaDB.</summary>
    MySql,
}

/// <summary>What a connection is for.</summary>
internal enum DatabaseAccess
{
    /// <summary>Reading what others committed; the session refuses to write.</summary>
    Read,

    /// <summary>Reading and writing Apollo's own tables.</summary>
    Write,
}
