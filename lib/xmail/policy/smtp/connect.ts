import { findDomainOf } from '../accounts/domains'
import { askYesNo, type Walk, YES_NO } from '../open-facts'
import { openTable } from '../policy'
import { readServerVariables } from '../server-variables'
import { applyProperties } from './apply-properties'
import { checkIpMap } from './check-ip-map'
import { checkMapsList } from './check-maps-list'
import { checkReverseDns } from './check-reverse-dns'
import { checkSpammers } from './check-spammers'
import { readSmtpConfig } from './read-smtp-config'
import { refusal, SERVER_NAME } from './replies'
import { note, noteVariable, type Session } from './session'
import { missingTlsFile } from './starttls'

/** SMTPInitSession: everything before the greeting, in XMail's order (semantics.md 6.1). Null: hung up on. */
export function* connect(session: Session): Walk<string | null> {
  const missing = session.tls ? missingTlsFile(session.policy) : undefined
  if (missing) {
    note(session, { check: 'starttls', outcome: 'closes', file: missing, detail: { missing } })
    session.state = 'exit'
    return null
  }
  const vars = yield* openTable(session.policy, 'server.tab', readServerVariables)
  if (!vars) {
    note(session, { check: 'settings', outcome: 'refuses', file: 'server.tab' })
    return refuse(session, refusal(-15))
  }
  session.vars = vars
  noteResources(session)
  const refused = (yield* applyProperties(session)) ?? (yield* checkAddress(session))
  if (refused !== null) return refuse(session, refused)
  const domain = yield* serverDomain(session)
  if (domain === null) return refuse(session, refusal(-38))
  const kilobytes = vars.int('MaxMessageSize', 0)
  session.maxBytes = BigInt.asUintN(64, BigInt(kilobytes) * 1024n)
  yield* readSmtpConfig(session)
  for (const flag of session.setup) session.flags.add(flag)
  return `220 ${domain} <TIMESTAMP> ${SERVER_NAME} service ready; DATE`
}

function refuse(session: Session, reply: string): string {
  session.state = 'exit'
  return reply
}

/** What XMail asks about an address, unless smtp.ipprop.tab or smtp.hnprop.tab white-lists it. */
function* checkAddress(session: Session): Walk<string | null> {
  if (session.flags.has('white-listed')) {
    for (const check of ['ip-map', 'spammers', 'maps-list', 'reverse-dns'] as const)
      note(session, { check, outcome: 'skipped' })
    return null
  }
  const refused =
    (yield* checkIpMap(session)) ?? (yield* checkSpammers(session)) ?? (yield* checkMapsList(session))
  if (refused === null) yield* checkReverseDns(session)
  return refused
}

/** Low disk or memory refuses with -197 and -198; nobody but the server can tell, so it is taken to have enough. */
function noteResources(session: Session): void {
  for (const name of ['SmtpMinDiskSpace', 'SmtpMinVirtMemSpace']) {
    if (session.vars.int(name, -1) > 0) noteVariable(session, name, { check: 'resources', outcome: 'passes' })
  }
}

/** The domain in the greeting. Null: there is none, and the client is refused. */
function* serverDomain(session: Session): Walk<string | null> {
  const { vars, world } = session
  const own = vars.text('SmtpServerDomain')
  if (own !== null) return own
  const root = vars.text('RootDomain')
  const { ownName } = world
  const known = ownName === undefined ? undefined : ownName !== null
  // A name of its own only changes the words of the greeting, unless nothing else could be said.
  const hasName =
    root === null ? yield* askYesNo(known, { kind: 'own-name', answers: YES_NO }) : (known ?? false)
  if (hasName) return ownName ? yield* findDomainOf(session.policy, ownName) : 'NAME'
  noteVariable(session, 'RootDomain', {
    check: 'server-domain',
    outcome: root === null ? 'refuses' : 'passes',
  })
  return root
}
