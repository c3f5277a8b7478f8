import type { Address } from '@/lib/xmail/net'
import type { Supposition } from './suppose'

/**
 * What only DNS, the clock and the mailboxes know. What is left out is open, and a decision that depends on it has
 * branches. Of a name server that does not answer nothing is known either; XMail takes that for a no.
 */
export interface World {
  /** The client's PTR name; null: it has none. */
  readonly clientName?: string | null | undefined
  /** Host names in tables that are this client's. Empty: none of them is. */
  readonly clientNames?: readonly string[] | undefined
  /** The zones of CustMapsList that list the client. */
  readonly listedIn?: readonly string[] | undefined
  /** Whether DNS has an MX or an address for the sender's domain. */
  readonly senderDomainFound?: boolean | undefined
  /** Accounts (`user@domain`) that have just signed in by POP3 from the client's address. Empty: none. */
  readonly popSignIns?: readonly string[] | undefined
  /** What an external authentication program says. */
  readonly externalAuth?: 'accepts' | 'rejects' | 'fails' | undefined
  /** What the programs of filters.post-rcpt.tab say. */
  readonly recipientFilter?: 'accepts' | 'rejects' | undefined
  readonly mailboxFull?: boolean | undefined
  /** The PTR name of the server's own address; null: it has none. */
  readonly ownName?: string | null | undefined
  /** Single facts of these kinds, for what the members above leave open. */
  readonly supposed?: readonly Supposition[] | undefined
}

/** The address and port that the client has connected to. */
export interface LocalSocket {
  readonly address: Address
  readonly port: number
}

/** How a client signs in. `password: null` stands for the right one, whatever it is. */
export interface SignIn {
  readonly mechanism: 'PLAIN' | 'LOGIN' | 'CRAM-MD5'
  readonly user: string
  readonly password: string | null
}

/** One SMTP session: a client that sends these commands, in this order. Null and undefined: it does not. */
export interface SmtpQuestion {
  readonly client: Address
  /** Left out: unknown; matters where server.tab has an SmtpConfig for single addresses. */
  readonly local?: LocalSocket | undefined
  /** `implicit`: the SMTPS port. */
  readonly tls?: 'none' | 'starttls' | 'implicit' | undefined
  readonly signIn?: SignIn | null | undefined
  readonly vrfy?: string | null | undefined
  readonly etrn?: string | null | undefined
  /** An address without its brackets; empty: the null sender. */
  readonly from?: string | null | undefined
  /** What the client announces as SIZE, in bytes. */
  readonly sizeBytes?: number | null | undefined
  readonly rcpt?: string | null | undefined
  /** `-Sr` of XMail's command line. Default 100. */
  readonly maxRecipients?: number | undefined
}

/** Somebody who only connects. */
export interface ServiceQuestion {
  readonly client: Address
}

export interface Pop3Question {
  readonly client: Address
  /** `user` or `user@domain`; null: the client only connects. */
  readonly user?: string | null | undefined
  /** Null: the right one. */
  readonly password?: string | null | undefined
  /** `-Pw` of XMail's command line. Default 5. */
  readonly badSignInWaitSeconds?: number | undefined
  /** `-Ph` of XMail's command line: a bad sign-in closes the connection. */
  readonly closesOnBadSignIn?: boolean | undefined
}

export const COMMANDS = [
  'connect',
  'ehlo',
  'starttls',
  'auth',
  'vrfy',
  'etrn',
  'mail',
  'rcpt',
  'user',
  'pass',
] as const
export type CommandName = (typeof COMMANDS)[number]

/**
 * One command and what came back. `<TIMESTAMP>` and `DATE` in a greeting, `N` and `M` in a maildrop's size, stand for what
 * differs each time.
 */
export interface Exchange {
  readonly command: CommandName
  /** What the client sent, without its password. Empty for `connect`. */
  readonly sent: string
  /** The last or only line of the reply. Null: the server closed without a word. */
  readonly reply: string | null
  /** All lines of EHLO's reply but the first, without their codes. */
  readonly offers?: readonly string[]
  /** What the server waited before it looked at the command. */
  readonly delaySeconds: number
  /** The server closed the connection afterwards. */
  readonly closes: boolean
}
