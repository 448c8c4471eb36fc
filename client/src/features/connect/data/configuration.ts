import type { ShippedSystem } from '../../../shared/wire/generated';

/** The databases that an ITSM may be on, and how a login that can only read reaches one. */
export const databases: Readonly<Record<string, { text: string; connection: string }>> = {
  SqlServer: {
    text: 'SQL Server',
    connection: 'Server=db.example.com;Database=itsm;User Id=apollo_reader;Password=…;Encrypt=True',
  },
  PostgreSql: {
    text: 'PostgreSQL',
    connection: 'Host=db.example.com;Database=itsm;Username=apollo_reader;Password=…',
  },
  MySql: {
    text: 'MariaDB, MySQL',
    connection: 'Server=db.example.com;Database=itsm;User ID=apollo_reader;Password=…',
  },
  Sqlite: { text: 'SQLite', connection: 'Data Source=/data/itsm.db' },
};

/** The configuration of a desk whose ITSM is a shipped system; options without a value of one's own are left out. */
export function configurationOf(
  system: ShippedSystem,
  provider: string,
  values: Readonly<Record<string, string>>,
): string {
  const options = Object.fromEntries(
    system.options.flatMap(({ name, required, default: usual }) => {
      const value = values[name]?.trim() ?? '';
      return value !== '' && value !== usual ? [[name, value]] : required ? [[name, '…']] : [];
    }),
  );
  const itsm = {
    System: system.id,
    Provider: provider,
    ConnectionString: databases[provider]?.connection ?? '…',
    ...(Object.keys(options).length > 0 ? { Options: options } : {}),
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return JSON.stringify({ Apollo: { Desks: [{ Id: 'main', Name: 'My desk', TimeZone: zone, Itsm: itsm }] } }, null, 2);
}
