export interface Provider {
  id: string;
  text: string;
  /** An example of its connection string, of a login that can only read. */
  connection: string;
}

/** The databases that an ITSM may keep its tickets in. */
export const providers = [
  {
    id: 'SqlServer',
    text: 'SQL Server',
    connection: 'Server=itsm.example;Database=itsm;User Id=apollo_reader;Password=…;Encrypt=True',
  },
  {
    id: 'PostgreSql',
    text: 'PostgreSQL',
    connection: 'Host=itsm.example;Database=itsm;Username=apollo_reader;Password=…',
  },
  {
    id: 'MySql',
    text: 'MariaDB, MySQL',
    connection: 'Server=itsm.example;Database=itsm;User=apollo_reader;Password=…',
  },
  { id: 'Sqlite', text: 'SQLite', connection: 'Data Source=/data/itsm.db' },
] as const satisfies readonly Provider[];

/** The lines of the configuration that connect an ITSM. */
export const configuration = ({ id, connection }: Provider): string =>
  `{
  "Apollo": {
    "Desks": [
      {
        "Id": "main", "Name": "My desk",
        "TimeZone": "${Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'}",
        "Itsm": {
          "System": "path/of/my/sql-files",
          "Provider": "${id}",
          "ConnectionString": "${connection}"
        }
      }
    ]
  }
}`;
