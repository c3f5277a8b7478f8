import type { TlsService } from '@/lib/probe/tls'
import type { Gate } from '@/lib/xmail/assertions'

/** What a change of files can make another, so that only this is tried. */
export interface Affected {
  /** Services whose access a file decides; of SMTP also whom it takes mail for. */
  readonly gates: readonly Gate[]
  readonly tls: readonly TlsService[]
}

/** Read by XMail at each connection or use (semantics.md 9). Start options are not: a running server ignores them. */
const READ_BY: Readonly<Record<Gate, RegExp>> = {
  smtp: /^(server|smtp\.(ipmap|ipprop|hnprop)|spammers|spam-address|smtprelay|smtpextauth|filters\.post-rcpt|domains|aliasdomain|mailusers|aliases)\.tab$|^(custdomains|cmdaliases)\//,
  pop3: /^(server|pop3\.ipmap)\.tab$/,
  ctrl: /^(server|ctrl\.ipmap)\.tab$/,
  finger: /^(server|finger\.ipmap)\.tab$/,
}

const READ_BY_TLS = /^(server\.(tab|cert|key)|certs\.pem|certs\/.*)$/

const TLS: readonly TlsService[] = ['smtp', 'smtps', 'pop3', 'pop3s', 'ctrl', 'ctrls']

/** What these files, by their paths, decide about. */
export function affectedServices(paths: readonly string[]): Affected {
  const gates = (Object.keys(READ_BY) as Gate[]).filter((gate) =>
    paths.some((path) => READ_BY[gate].test(path)),
  )
  return { gates, tls: paths.some((path) => READ_BY_TLS.test(path)) ? TLS : [] }
}
