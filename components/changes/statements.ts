import {
  type AccountEffect,
  type BlockEffect,
  type Effects,
  isNobody,
  isNoEffect,
  type PlainReach,
  type ScatteredRows,
  type SetEffect,
} from '@/lib/xmail/effects'

/** One thing that a change means: a sentence of the `effects` namespace, and whom it is about. */
export interface Statement {
  readonly look: 'opens' | 'closes' | 'neither'
  /** Key of the sentence. */
  readonly key: string
  /** Addresses, to stand as `{who}`. */
  readonly reach?: PlainReach
  /** Names, to stand as `{names}`. */
  readonly names?: readonly string[]
  /** How many names come after them. */
  readonly more?: number
  readonly values?: Readonly<Record<string, string | number>>
}

/** Accounts that a list names before it only counts. */
const NAMES_SHOWN = 40

const NO_ROWS: ScatteredRows = { rows: [], more: 0 }

/** Every effect but the settings, whose values are words of their own: relay first, then who connects, then who sends. */
export function statementsOf(effects: Effects): Statement[] {
  const { relay, smtp, spammers, gates, whitelist, scattered = NO_ROWS } = effects
  const told: Statement[] = [
    ...(relay ? ofSet('relay', relay) : []),
    ...ofRelayOutcome(effects),
    ...ofCustomDomains(effects),
    ...(smtp ? ofSmtp(smtp) : []),
    // What the table does alone is worth saying only where the others make something else of it.
    ...(spammers && JSON.stringify(spammers) !== JSON.stringify(smtp)
      ? ofRefused('spammers', spammers.refused)
      : []),
    ...gates.flatMap(({ service, account, ...gate }) =>
      account === null
        ? ofSet('connect', gate, { service: service.toUpperCase() })
        : ofSet('mailbox', gate, { account }),
    ),
    ...whitelist.flatMap(({ property, ...set }) => (isNoEffect(set) ? [] : ofSet(property, set))),
    ...ofHostNames(effects),
    ...ofSenders(effects),
    ...ofAccounts(effects.accounts),
    ...ofExternalAuth(effects),
  ]
  const unlisted = ofScattered(scattered)
  // That nothing changes would not be true of sets which leave rows out that came or went.
  return unlisted.length > 0 ? [...told.filter(({ key }) => !key.endsWith('_same')), ...unlisted] : told
}

function ofScattered({ rows, more }: ScatteredRows): Statement[] {
  return [
    ...rows.map(
      ({ change, ...values }): Statement => ({ look: 'neither', key: `scattered_${change}`, values }),
    ),
    ...(more > 0 ? [{ look: 'neither', key: 'scattered_more', values: { rows: more } } as const] : []),
  ]
}

function ofSet(topic: string, { gained, lost }: SetEffect, values: Statement['values'] = {}): Statement[] {
  const all: Statement[] = [
    { look: 'opens', key: `${topic}_gained`, reach: gained, values },
    { look: 'closes', key: `${topic}_lost`, reach: lost, values },
  ]
  const told = all.filter(({ reach }) => reach && !isNobody(reach))
  return told.length > 0 ? told : [{ look: 'neither', key: `${topic}_same`, values }]
}

/** Whoever SMTP refuses does not relay, whatever smtprelay.tab says. */
function ofRelayOutcome({ relayOutcome }: Effects): Statement[] {
  if (!relayOutcome) return []
  const all: readonly Statement[] = [
    { look: 'neither', key: 'relay_withheld', reach: relayOutcome.withheld },
    { look: 'opens', key: 'relay_freed', reach: relayOutcome.freed },
    { look: 'closes', key: 'relay_barred', reach: relayOutcome.barred },
  ]
  return all.filter(({ reach }) => reach && !isNobody(reach))
}

function ofSmtp({ refused, signInOnly, waits }: BlockEffect): Statement[] {
  // Who no longer has to sign in or wait gains something only if it is not that nobody lets them in any more.
  const eased = isNobody(refused.gained) ? 'opens' : 'neither'
  const held = isNobody(refused.lost) ? 'closes' : 'neither'
  const sets: readonly Statement[] = [
    { look: held, key: 'signInOnly_gained', reach: signInOnly.gained },
    { look: eased, key: 'signInOnly_lost', reach: signInOnly.lost },
    ...waits.flatMap(({ seconds, gained, lost }): Statement[] => [
      { look: held, key: 'waits_gained', reach: gained, values: { seconds } },
      { look: eased, key: 'waits_lost', reach: lost, values: { seconds } },
    ]),
  ]
  const told = [...ofRefused('smtp', refused), ...sets.filter(({ reach }) => reach && !isNobody(reach))]
  // Either the one sentence that nothing changes, or what does.
  const changes = told.filter(({ key }) => key !== 'smtp_same')
  return changes.length > 0 ? changes : told
}

/** Whoever is refused less may connect more. */
function ofRefused(topic: 'smtp' | 'spammers', { gained, lost, partial }: SetEffect): Statement[] {
  return ofSet(topic, { gained: lost, lost: gained, partial })
}

function ofCustomDomains({ customDomains }: Effects): Statement[] {
  const { gained = [], lost = [] } = customDomains ?? {}
  const named = (names: readonly string[]) => names.filter((name) => name !== '')
  return [
    ...(gained.includes('') ? [{ look: 'opens', key: 'customDomains_all' } as const] : []),
    ...(lost.includes('') ? [{ look: 'closes', key: 'customDomains_noLongerAll' } as const] : []),
    ...ofNames('opens', 'customDomains_gained', named(gained)),
    ...ofNames('closes', 'customDomains_lost', named(lost)),
  ]
}

function ofHostNames({ hostNames }: Effects): Statement[] {
  if (!hostNames) return []
  const { namesRequired, gained, lost } = hostNames
  const statements: Statement[] = []
  if (namesRequired.after && !namesRequired.before)
    statements.push({ look: 'closes', key: 'hostNames_required' })
  if (namesRequired.before && !namesRequired.after)
    statements.push({ look: 'opens', key: 'hostNames_notRequired' })
  for (const property of new Set([...gained, ...lost].map((each) => each.property))) {
    const of = (list: typeof gained) =>
      list.filter((each) => each.property === property).map(({ pattern }) => pattern)
    statements.push(
      ...ofNames('opens', `hostNames_${property}_gained`, of(gained)),
      ...ofNames('closes', `hostNames_${property}_lost`, of(lost)),
    )
  }
  return statements
}

function ofSenders({ senders }: Effects): Statement[] {
  if (!senders) return []
  const told = [
    ...ofNames('closes', 'senders_refused', senders.refused, senders.moreRefused),
    ...ofNames('opens', 'senders_admitted', senders.admitted, senders.moreAdmitted),
  ]
  return told.length > 0 ? told : [{ look: 'neither', key: 'senders_same' }]
}

const relays = (letters: string | null) => letters?.includes('R') ?? false

function ofAccounts(accounts: readonly AccountEffect[]): Statement[] {
  const nameOf = ({ name }: AccountEffect) => name
  const gains = accounts.filter(({ before, after }) => relays(after) && !relays(before))
  const loses = accounts.filter(({ before, after }) => relays(before) && !relays(after))
  const others = accounts.filter(({ before, after }) => relays(before) === relays(after))
  const news = others.filter(({ before }) => before === null)
  const gone = others.filter(({ after }) => after === null)
  const changed = others.filter(({ before, after }) => before !== null && after !== null && before !== after)
  return [
    ...ofNames('opens', 'accounts_relay', gains.map(nameOf)),
    ...ofNames('closes', 'accounts_noRelay', loses.map(nameOf)),
    ...ofNames('opens', 'accounts_new', news.map(nameOf)),
    ...ofNames('closes', 'accounts_gone', gone.map(nameOf)),
    ...changed.slice(0, NAMES_SHOWN).map(({ name, before, after }): Statement => {
      const values = { name, before: before || '–', after: after || '–' }
      return { look: 'neither', key: 'accounts_letters', values }
    }),
    ...ofNames('neither', 'accounts_password', accounts.filter((each) => each.passwordChanged).map(nameOf)),
  ]
}

function ofExternalAuth({ externalAuth }: Effects): Statement[] {
  return [
    ...ofNames('closes', 'externalAuth_begins', externalAuth?.begins ?? []),
    ...ofNames('opens', 'externalAuth_ends', externalAuth?.ends ?? []),
  ]
}

function ofNames(look: Statement['look'], key: string, names: readonly string[], more = 0): Statement[] {
  if (names.length === 0) return []
  const shown = names.slice(0, NAMES_SHOWN)
  return [{ look, key, names: shown, more: more + names.length - shown.length }]
}
