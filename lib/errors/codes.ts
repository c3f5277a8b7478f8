/**
 * Every expected trouble of this console, in one closed table. A code has a status (HTTP, for the API and for
 * logs), its words in `messages/<locale>/errors.json`, and its remedy in `docs/ERRORS.md`; `codes.test.ts` keeps the
 * three equal. Browser code branches on the code, never on text.
 */
export const ERRORS = {
  // Addresses and networks, as typed by a person.
  ADDRESS_EMPTY: { status: 422 },
  ADDRESS_INVALID: { status: 422 },
  ADDRESS_IS_HOST_NAME: { status: 422 },
  ADDRESS_TRAILING_DOT: { status: 422 },
  ADDRESS_HAS_BLANKS: { status: 422 },
  ADDRESS_LEGACY_FORM: { status: 422 },
  NETMASK_INVALID: { status: 422 },
  NETMASK_HOLES: { status: 422 },
  NETMASK_ON_IPV6: { status: 422 },
  PREFIX_LENGTH_INVALID: { status: 422 },
  PREFIX_HOST_BITS: { status: 422 },
  RANGE_BACKWARDS: { status: 422 },
  NETWORK_TOO_WIDE: { status: 422 },
  NETWORK_DUPLICATE: { status: 422 },
  NETWORK_COVERED: { status: 422 },
  INPUT_TOO_LARGE: { status: 413 },
  INPUT_CONTROL_CHARACTERS: { status: 422 },
  INPUT_INVALID: { status: 422 },
  CONFIRMATION_NEEDED: { status: 422 },

  // Values that a TAB file cannot hold (semantics.md 1.3, 1.4).
  FIELD_HAS_TAB: { status: 422 },
  FIELD_HAS_LINE_BREAK: { status: 422 },
  FIELD_HAS_NUL: { status: 422 },
  FIELD_ENDS_WITH_BACKSLASH: { status: 422 },
  FIELD_NOT_ENCODABLE: { status: 422 },
  LINE_TOO_LONG: { status: 422 },

  // Drafts, plans, apply.
  ROW_NOT_FOUND: { status: 409 },
  NOTHING_TO_CHANGE: { status: 422 },
  TABLE_UNKNOWN: { status: 422 },
  TABLE_INDEXED: { status: 422 },
  FILE_NOT_EDITABLE: { status: 422 },
  DRIFTED: { status: 409 },
  DRAFT_CHANGED: { status: 409 },
  APPLY_IN_PROGRESS: { status: 409 },
  VERIFY_FAILED: { status: 502 },
  PUT_BACK_FAILED: { status: 502 },

  // Reaching a MailRoot.
  PATH_INVALID: { status: 422 },
  UNREACHABLE: { status: 502 },
  HOST_NOT_FOUND: { status: 502 },
  CONNECTION_LOST: { status: 502 },
  TIMED_OUT: { status: 504 },
  IN_DOUBT: { status: 504 },
  CANCELLED: { status: 499 },
  LOGIN_REFUSED: { status: 502 },
  REFUSED_BY_IPMAP: { status: 502 },
  SERVER_BUSY: { status: 503 },
  PROTOCOL_VIOLATION: { status: 502 },
  XMAIL_ERROR: { status: 502 },
  CLEAR_TEXT_REFUSED: { status: 422 },
  TLS_NOT_OFFERED: { status: 502 },
  TLS_FAILED: { status: 502 },
  TLS_TOO_OLD: { status: 502 },
  CERTIFICATE_UNTRUSTED: { status: 502 },
  CERTIFICATE_CHANGED: { status: 502 },
  HOST_KEY_UNKNOWN: { status: 502 },
  HOST_KEY_CHANGED: { status: 502 },
  SSH_TOO_OLD: { status: 502 },
  SSH_KEY_UNREADABLE: { status: 422 },
  SSH_PASSPHRASE_WRONG: { status: 422 },
  SSH_AGENT_UNAVAILABLE: { status: 502 },
  SFTP_UNAVAILABLE: { status: 502 },
  RENAME_NOT_ATOMIC: { status: 502 },
  MAILROOT_NOT_FOUND: { status: 502 },
  NOT_A_MAILROOT: { status: 502 },
  FILE_NOT_FOUND: { status: 404 },
  PERMISSION_DENIED: { status: 502 },
  READ_ONLY: { status: 502 },
  DISK_FULL: { status: 507 },
  FILE_TOO_LARGE: { status: 413 },
  SYMLINK_LEAVES_MAILROOT: { status: 502 },
  NOT_A_FILE: { status: 502 },
  EMPTY_BODY_REFUSED: { status: 422 },
  LINE_TOO_LONG_FOR_CTRL: { status: 422 },
  BYTES_NOT_FOR_CTRL: { status: 422 },

  // The console itself.
  NOT_SIGNED_IN: { status: 401 },
  SIGN_IN_FAILED: { status: 401 },
  FORBIDDEN: { status: 403 },
  NOT_FOUND: { status: 404 },
  NAME_TAKEN: { status: 409 },
  RATE_LIMITED: { status: 429 },
  SETUP_TOKEN_WRONG: { status: 403 },
  SETUP_DONE: { status: 409 },
  PASSWORD_TOO_WEAK: { status: 422 },
  SECRET_UNREADABLE: { status: 500 },
  INTERNAL: { status: 500 },
} as const satisfies Record<string, { readonly status: number }>

export type ErrorCode = keyof typeof ERRORS

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[]
