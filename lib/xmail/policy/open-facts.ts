/**
 * What only the server, its resolver or the moment knows. A fact that a question leaves open makes branches, one for each
 * of its `answers`. Codes only: pages put them into words.
 */
export type OpenFact = { readonly answers: readonly string[] } & (
  | {
      /**
       * The client's PTR name. `none`: it has none. `other`: one that no line of smtp.hnprop.tab fits. A number: one that
       * the line of this index fits first.
       */
      readonly kind: 'client-name'
      /** The patterns of those lines. Empty: only whether there is a name counts. */
      readonly names: readonly NamingLine[]
    }
  /** Whether one of these lines' host names is the client's. `none`, or the index of the line that then decides. */
  | { readonly kind: 'host-name'; readonly file: string; readonly names: readonly NamingLine[] }
  /** Whether the client is in this zone of CustMapsList. yes, no. */
  | { readonly kind: 'listed'; readonly zone: string }
  /** Whether DNS has an MX or an address for the sender's domain. yes, no. */
  | { readonly kind: 'sender-domain'; readonly domain: string }
  /** Whether this account has signed in by POP3 from the client's address in the last minutes. yes, no. */
  | { readonly kind: 'pop-sign-in'; readonly account: string }
  /** What the program of this line says: accepts, rejects, fails. */
  | { readonly kind: 'external-auth'; readonly file: string; readonly line: number }
  /** What the program of this line says of the recipient: accepts, rejects. */
  | {
      readonly kind: 'recipient-filter'
      readonly file: string
      readonly line: number
      /** With its arguments: by this the line is known where it has moved. */
      readonly program: string
    }
  /** Which SmtpConfig-… of server.tab the socket that was connected to has: its full name, or `none`. */
  | { readonly kind: 'local-socket' }
  /** Whether the account's mailbox is at its MaxMBSize. yes, no. */
  | { readonly kind: 'mailbox-full'; readonly account: string }
  /** Whether the server's own address has a PTR name. yes, no. */
  | { readonly kind: 'own-name' }
  /** Whether a name in the place of an address (`user@[name]`) resolves. yes, no. */
  | { readonly kind: 'resolves'; readonly name: string }
)

/** A line, from 0, that fits a client by what it names. */
export interface NamingLine {
  readonly line: number
  readonly name: string
}

/** The answers that mean the same in every MailRoot; any other one is the number of a line, or a name. */
export const FACT_ANSWERS = {
  'client-name': ['none', 'other'],
  'host-name': ['none'],
  listed: ['yes', 'no'],
  'sender-domain': ['yes', 'no'],
  'pop-sign-in': ['yes', 'no'],
  'external-auth': ['accepts', 'rejects', 'fails'],
  'recipient-filter': ['accepts', 'rejects'],
  'local-socket': ['none'],
  'mailbox-full': ['yes', 'no'],
  'own-name': ['yes', 'no'],
  resolves: ['yes', 'no'],
} as const satisfies Record<OpenFact['kind'], readonly string[]>

/** A file that the answer depends on and that nobody has read. */
export interface NeededFile {
  readonly kind: 'file'
  readonly path: string
}

/**
 * A way through XMail's code that stops where it needs to know something, and goes on with the answer. `file` is never
 * answered: the way ends there.
 */
export type Walk<T> = Generator<OpenFact | NeededFile, T, string>

export function* ask(fact: OpenFact): Walk<string> {
  return yield fact
}

export const YES_NO = ['yes', 'no'] as const

export function* askYesNo(known: boolean | undefined, fact: OpenFact): Walk<boolean> {
  return known ?? (yield fact) === 'yes'
}
