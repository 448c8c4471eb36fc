/** What somebody may do on a desk. */
export type Role = 'display' | 'viewer' | 'member' | 'manager' | 'admin';

/** Who looks at this page, and how one signs in. */
export interface WhoAnswer {
  person: { id: string; name: string; email: string } | null;
  /** null: Apollo asks for no sign-in. */
  signIn: { local: boolean; oidc: readonly Provider[] } | null;
  desks: readonly { id: string; role: Role; teams: readonly string[]; assignee: string | null }[];
  admin: boolean;
  /** Without a sign-in: whether Apollo is open to the network. */
  network: boolean;
  /** The share of the board that this page's view link opens; null = it asks by none, or it has ended. */
  board?: string | null;
}

/** A provider of sign-ins, by its own name. */
export interface Provider {
  id: string;
  name: string;
}

/** An invitation, a new password, or the first administrator's link. */
export interface Invitation {
  email: string | null;
  name: string | null;
  expiresAt: string;
  /** Whoever uses it is the first administrator. */
  first: boolean;
  /** It gives another password to somebody who is there. */
  reset: boolean;
}

/** A right on a desk; `*` stands for all of them. */
export interface DeskRight {
  desk: string;
  role: Role;
  teams: readonly string[];
  /** Who the person is in the desk's ITSM. */
  assignee: string | null;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  /** Switched off: signs in no more. */
  off: boolean;
  /** Too many wrong passwords: no sign-in by password for some minutes. */
  locked: boolean;
  seenAt: string | null;
  /** `local`, or `oidc:` and the provider's id. */
  signIn: string;
  desks: readonly DeskRight[];
  /** Grows with each change. */
  revision: number;
}

/** An invitation nobody has used yet. */
export interface Invited {
  id: string;
  email: string;
  name: string | null;
  createdAt?: string;
  expiresAt: string;
  desks: readonly DeskRight[];
}

/** A link that is shown once. */
export interface OneLink {
  url: string;
  expiresAt: string | null;
}

export interface Token {
  id: string;
  name: string;
  /** read:demo:manager, nudge:demo, operations. */
  scopes: readonly string[];
  expiresAt: string | null;
  usedAt: string | null;
  createdAt: string;
  by: string | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  by: string | null;
  address: string | null;
  action: string;
  subject: string | null;
  before: string | null;
  after: string | null;
}

export interface AuditPage {
  entries: readonly AuditEntry[];
  /** Where older ones go on; null = there are none. */
  next: string | null;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  signIn: string;
  desks: readonly DeskRight[];
}

export interface OwnSession {
  id: string;
  current: boolean;
  startedAt: string;
  seenAt: string | null;
  address: string | null;
  browser: string | null;
}

export interface Feed {
  id: string;
  desk: string;
  location: string | null;
  technician: string | null;
  createdAt?: string;
  usedAt?: string | null;
  /** Only in the answer that made it. */
  url?: string | null;
}

/** A link to one board, for whoever has it. */
export interface ViewLink {
  id: string;
  /** The board's, when the link was made. */
  name: string;
  /** The board's share. */
  board: string;
  by: string;
  createdAt: string;
  expiresAt: string | null;
  /** Minutes in which it was used. */
  uses: number;
  seenAt: string | null;
  /** Only in the answer that made it. */
  url?: string | null;
}
