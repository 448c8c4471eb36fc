namespace Apollo.Grains.Databases;

/// <summary>What a database's error means to the caller, whichever driver said it.</summary>
internal enum DatabaseFailure
{
    /// <summary>Something else: a wrong statement, a value that does not fit.</summary>
    Other,

    /// <summary>The caller gave up.</summary>
    Cancelled,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>There is no connection, or it broke: the server or the file is away.</summary>
    Lost,

    /// <summary>The login or a right is missing.</summary>
    Refused,

    /// <summary>The victim of a deadlock: the same again may well succeed at once.</summary>
    Deadlock,

    /// <summary>Locked by another for longer than was waited.</summary>
    Busy,

    /// <summary>There is no room left for what is written.</summary>
    Full,

    /// <summary>A table is missing.</summary>
    Missing,

    /// <summary>A row of this key is there already.</summary>
    Duplicate,
}
