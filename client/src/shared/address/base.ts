/** The sub-path under which the server serves Apollo, without a slash at its end; empty at the root of a host. */
export const base: string = new URL(document.querySelector('base')?.href ?? '/', location.href).pathname.replace(
  /\/$/,
  '',
);

/** An address of Apollo as the browser needs it: under the sub-path. */
export const under = (path: string): string => `${base}${path}`;

/** An address of Apollo as it is given to somebody: with the host. */
export const full = (path: string): string => `${location.origin}${under(path)}`;

/** The path of this page inside Apollo. */
export const ownPath = (): string => location.pathname.slice(base.length) || '/';
