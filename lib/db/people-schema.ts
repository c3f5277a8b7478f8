/** better-auth writes these; only what this program reads by itself is typed. */
export interface UserTable {
  id: string
  name: string
  email: string
  /** A Role; `by-server`: see server_role. */
  role: string
  /** 1: suspended. */
  banned: number | null
  last_sign_in: number | null
}

/** Of better-auth: one-time links and known browsers. What is shown for them is kept as a hash. */
export interface VerificationTable {
  id: string
  /** Of a link the person's id, of a browser their e-mail address. */
  value: string
  /** ISO 8601. */
  expiresAt: string
}

/** What somebody is on one server. */
export interface ServerRoleTable {
  user_id: string
  server_id: string
  role: string
}

export interface AccountTable {
  id: string
  userId: string
  providerId: string
}

export interface SessionTable {
  id: string
  userId: string
  token: string
}
