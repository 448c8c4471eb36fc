import type { ShippedSystem } from '../../../shared/wire/generated';

/** The databases that an ITSM may be on, and how a login that can only read reaches one of a name. */
export const databases: Readonly<Record<string, { text: string; connection: (database: string) => string }>> = {
  SqlServer: {
    text: 'SQL Server',
    connection: (database) =>
      `Server=db.example.com;Database=${database};User Id=apollo_reader;Password=…;Encrypt=True`,
  },
  PostgreSql: {
    text: 'PostgreSQL',
    connection: (database) => `Host=db.example.com;Database=${database};Username=apollo_reader;Password=…`,
  },
  MySql: {
    text: 'MariaDB, MySQL',
    connection: (database) => `Server=db.example.com;Database=${database};User ID=apollo_reader;Password=…`,
  },
  Sqlite: { text: 'SQLite', connection: () => 'Data Source=/data/itsm.db' },
};

/** How a login is made in a database, and what the database is called there. */
export interface Login {
  database: string;
  sql: string | null;
}

/** How a system's login is made in a database of one's own name; without one, in that of its page. */
export function loginOf(system: ShippedSystem, provider: string, own = ''): Login {
  const sql = system.logins.find((login) => login.provider === provider)?.sql.trimEnd() ?? null;
  const usual = /\bDATABASE (\w+)/.exec(sql ?? '')?.[1] ?? /\bON (\w+)\./.exec(sql ?? '')?.[1] ?? 'itsm';
  const database = own.trim() || usual;
  const named = sql?.replace(new RegExp(`\\b(DATABASE |ON )${usual}\\b`, 'g'), (_, before) => `${before}${database}`);
  return { database, sql: named ?? null };
}

/**
 * The configuration of a desk whose ITSM is a shipped system; what has no value of one's own is left out.
 * `wallZone` is the zone of its columns, where they hold wall times.
 */
export function configurationOf(
  system: ShippedSystem,
  provider: string,
  database: string,
  values: Readonly<Record<string, string>>,
  wallZone = '',
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
    ConnectionString: databases[provider]?.connection(database) ?? '…',
    ...(system.timeZone !== null && wallZone.trim() !== '' ? { TimeZone: wallZone.trim() } : {}),
    ...(Object.keys(options).length > 0 ? { Options: options } : {}),
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return JSON.stringify({ Apollo: { Desks: [{ Id: 'main', Name: 'My desk', TimeZone: zone, Itsm: itsm }] } }, null, 2);
}
