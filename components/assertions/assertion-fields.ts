import {
  type Assertion,
  assertionSchema,
  CLAIMS,
  type Gate,
  type KINDS,
  type NotedAssertion,
  noteSchema,
} from '@/lib/xmail/assertions'

export type Kind = (typeof KINDS)[number]

/** What can be said of each kind. */
export const CLAIMS_OF = {
  relay: CLAIMS,
  gate: CLAIMS,
  sender: ['refused', 'accepted'],
  account: ['may', 'may-not'],
} as const satisfies Record<Kind, readonly Assertion['claim'][]>

/** A sentence as it is typed: fields of other kinds keep what they had. */
export interface AssertionFields {
  /** Null: nothing has been chosen. A sentence that nobody wrote must not be one click away. */
  readonly kind: Kind | null
  readonly claim: Assertion['claim']
  readonly gate: Gate
  /** One network a line, or divided by commas or blanks. */
  readonly networks: string
  /** Of `only`: clients of IPv6 are meant too. */
  readonly withIpv6: boolean
  readonly sender: string
  readonly account: string
  readonly note: string
}

export const EMPTY_FIELDS: AssertionFields = {
  kind: null,
  claim: 'all',
  gate: 'ctrl',
  networks: '',
  withIpv6: true,
  sender: '',
  account: '',
  note: '',
}

export type TypedField = 'kind' | 'networks' | 'sender' | 'account' | 'note'

export type FieldsReading =
  | { readonly ok: true; readonly value: NotedAssertion }
  | { readonly ok: false; readonly field: TypedField }

export function fieldsOf({ assertion, note }: NotedAssertion): AssertionFields {
  if (!('networks' in assertion)) return { ...EMPTY_FIELDS, ...assertion, note }
  const { networks, over, ...said } = assertion
  return { ...EMPTY_FIELDS, ...said, networks: networks.join('\n'), withIpv6: over === 'both', note }
}

/** Another kind, with the first that can be said of it. */
export function withKind(fields: AssertionFields, kind: Kind): AssertionFields {
  const claims: readonly Assertion['claim'][] = CLAIMS_OF[kind]
  const [first = fields.claim] = claims
  return { ...fields, kind, claim: claims.includes(fields.claim) ? fields.claim : first }
}

/** The sentence that was typed, or the first field that has none. */
export function readFields(fields: AssertionFields): FieldsReading {
  const { kind } = fields
  if (kind === null) return { ok: false, field: 'kind' }
  const read = assertionSchema.safeParse({ kind, claim: fields.claim, ...namesOf(fields, kind) })
  const note = noteSchema.safeParse(fields.note)
  if (!read.success) return { ok: false, field: fieldOf(kind) }
  if (!note.success) return { ok: false, field: 'note' }
  return { ok: true, value: { assertion: read.data, note: note.data } }
}

/** What else a sentence of a kind consists of. */
function namesOf({ claim, gate, sender, account, networks, withIpv6 }: AssertionFields, kind: Kind) {
  const about = {
    networks: networks.split(/[\s,、，]+/).filter((part) => part !== ''),
    over: claim === 'only' && !withIpv6 ? 'ipv4' : 'both',
  }
  return { relay: about, gate: { gate, ...about }, sender: { sender }, account: { account } }[kind]
}

function fieldOf(kind: Kind): 'networks' | 'sender' | 'account' {
  return kind === 'sender' || kind === 'account' ? kind : 'networks'
}

/** Whether anything was typed into the field that a kind hangs on. */
export function isTyped(fields: AssertionFields): boolean {
  return fields.kind !== null && fields[fieldOf(fields.kind)].trim() !== ''
}
