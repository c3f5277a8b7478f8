import { atoi, formatAddress } from '@/lib/xmail/net'
import { ask, type Walk } from '../open-facts'
import { noteVariable, type Session, type SetupFlag } from './session'

const GENERAL = 'SmtpConfig'

/** Options and what they set. There is no way to switch one off again. */
const OPTIONS: ReadonlyMap<string, SetupFlag> = new Map([
  ['mail-auth', 'mail-locked'],
  ['MailAuth', 'mail-locked'],
  ['WantTLS', 'want-tls'],
])

/** The most specific SmtpConfig that exists, alone (semantics.md 6.1, 7). */
export function* readSmtpConfig(session: Session): Walk<void> {
  const name = yield* chooseConfig(session)
  if (name === null) return
  for (const flag of smtpConfigFlags(session.vars.text(name) ?? '')) session.setup.add(flag)
  const outcome = session.setup.size > 0 ? 'flags' : 'passes'
  noteVariable(session, name, { check: 'smtp-config', outcome })
}

/** What the value of an SmtpConfig sets (semantics.md 6.1, 7): options are exact, and not trimmed. */
export function smtpConfigFlags(text: string): SetupFlag[] {
  return text.split(/[,\r\n]+/).flatMap((option) => {
    const equals = option.indexOf('=')
    const flag = OPTIONS.get(equals < 0 ? option : option.slice(0, equals))
    return flag && (equals < 0 || atoi(option.slice(equals + 1)) !== 0) ? [flag] : []
  })
}

function* chooseConfig(session: Session): Walk<string | null> {
  const { vars } = session
  const general = vars.text(GENERAL) === null ? null : GENERAL
  const own = localNames(session)
  if (own) return own.find((name) => vars.text(name) !== null) ?? general
  const special = vars.names.filter((name) => name.startsWith(`${GENERAL}-`))
  if (special.length === 0) return general
  const answer = yield* ask({ kind: 'local-socket', answers: [...special, 'none'] })
  return answer === 'none' ? general : answer
}

/** The names for the socket that was connected to, the most specific first. Null: it is not known. */
function localNames(session: Session): readonly string[] | null {
  const { local } = session.question
  if (!local) return null
  const address = formatAddress(local.address)
  return [`SmtpConfig-${address},${local.port}`, `SmtpConfig-${address}`]
}
