import { FACT_ANSWERS, type OpenFact, type Supposition } from '@/lib/xmail/policy'

type Kind = OpenFact['kind']

type AnswerKey = { [K in Kind]: `fact_${K}_${(typeof FACT_ANSWERS)[K][number]}` }[Kind]
export type FactKey = AnswerKey | 'fact_client-name_line' | 'fact_host-name_line' | 'fact_local-socket_given'

/** Facts that are told by their line, which a supposition does not have: it counts for a draft as well. */
const OWN_WORDS = ['external-auth', 'recipient-filter'] as const

export type SuppositionKey =
  | FactKey
  | {
      [K in (typeof OWN_WORDS)[number]]: `supposed_${K}_${(typeof FACT_ANSWERS)[K][number]}`
    }[(typeof OWN_WORDS)[number]]
  | 'supposed_client-name_fits'
  | 'supposed_host-name_is'

/** The key of a sentence in messages/…/simulator.json, and what is put into it. */
export interface Told<Key> {
  readonly key: Key
  readonly values: Readonly<Record<string, string | number>>
}

/** What it is that is not known. */
export function nameFact(fact: OpenFact): Told<`on_${Kind}`> {
  return { key: `on_${fact.kind}`, values: placesOf(fact, '') }
}

/** What was taken to be so. */
export function tellFact(fact: OpenFact, given: string): Told<FactKey> {
  return { key: keyOf(fact.kind, given), values: placesOf(fact, given) }
}

/** The same of what somebody supposes, whichever line it comes to. */
export function tellSupposition({ kind, about, given }: Supposition): Told<SuppositionKey> {
  const values = { file: about, zone: about, domain: about, account: about, name: about, given }
  const hasOwn = OWN_WORDS.some((each) => each === kind)
  // `readSuppositions` lets no answer through that the kind does not have.
  if (hasOwn) return { key: `supposed_${kind}_${given}` as SuppositionKey, values }
  if (hasSentence(kind, given)) return { key: keyOf(kind, given), values }
  if (kind === 'client-name') return { key: 'supposed_client-name_fits', values }
  if (kind === 'host-name') return { key: 'supposed_host-name_is', values }
  return { key: keyOf(kind, given), values }
}

function keyOf(kind: Kind, given: string): FactKey {
  if (hasSentence(kind, given)) return `fact_${kind}_${given}` as FactKey
  if (kind === 'local-socket') return 'fact_local-socket_given'
  return kind === 'host-name' ? 'fact_host-name_line' : 'fact_client-name_line'
}

/** Any other answer is the number of a line, or a name. */
function hasSentence(kind: Kind, given: string): boolean {
  return FACT_ANSWERS[kind].some((answer) => answer === given)
}

function placesOf(fact: OpenFact, given: string) {
  return {
    file: 'file' in fact ? fact.file : '',
    zone: 'zone' in fact ? fact.zone : '',
    domain: 'domain' in fact ? fact.domain : '',
    account: 'account' in fact ? fact.account : '',
    name: 'name' in fact ? fact.name : '',
    line: 'line' in fact ? fact.line + 1 : Number(given) + 1 || 0,
    given,
  }
}
