import { z } from 'zod'
import { formatPrefix, hostPrefix, type Prefix, parseAddress, parsePrefix } from '@/lib/xmail/net'

export const KINDS = ['relay', 'gate', 'sender', 'account'] as const

export const GATES = ['smtp', 'pop3', 'ctrl', 'finger'] as const
export type Gate = (typeof GATES)[number]

/** `all`: everybody in the networks; `none`: nobody in them; `only`: nobody outside them. */
export const CLAIMS = ['all', 'none', 'only'] as const
export type Claim = (typeof CLAIMS)[number]

/** So many networks are one sentence; people read it. */
export const MAX_NETWORKS = 64
export const MAX_NOTE_CHARACTERS = 300
const MAX_NAME_CHARACTERS = 320

/** `address/length`, or an address alone. Comes out as `formatPrefix` writes it, so that equal networks are equal texts. */
const network = z
  .string()
  .max(100)
  .transform((text, context): string => {
    const read = readNetwork(text.trim())
    if (read) return formatPrefix(read)
    context.addIssue({ code: 'custom', params: { code: 'INPUT_INVALID' } })
    return z.NEVER
  })

function readNetwork(text: string): Prefix | null {
  const prefix = parsePrefix(text)
  if (prefix.ok) return prefix.value
  const address = text.includes('/') ? null : parseAddress(text)
  return address?.ok ? hostPrefix(address.value) : null
}

const networks = z
  .array(network)
  .max(MAX_NETWORKS)
  .transform((all) => [...new Set(all)])

const about = {
  claim: z.enum(CLAIMS),
  networks,
  /** Of `only`: whether clients of IPv6 are meant too. XMail listens on IPv4 alone unless it is told otherwise. */
  over: z.enum(['both', 'ipv4']).default('both'),
}

/** XMail compares addresses as bytes, and takes no others in a command (semantics.md 6.2, 6.3). */
const sender = z
  .string()
  .trim()
  .max(MAX_NAME_CHARACTERS)
  .regex(/^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]+@[A-Za-z0-9\-._]+$/)

/** As in smtpauth.tab, or `name@domain`. */
const account = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME_CHARACTERS)
  .regex(/^[ -~]+$/)

const anyAssertion = z.discriminatedUnion('kind', [
  /** Sending to other domains without signing in. */
  z.strictObject({ kind: z.literal('relay'), ...about }),
  /** Being let in to a service, before anybody signs in. */
  z.strictObject({ kind: z.literal('gate'), gate: z.enum(GATES), ...about }),
  z.strictObject({ kind: z.literal('sender'), claim: z.enum(['refused', 'accepted']), sender }),
  /** Sending to other domains after signing in to SMTP. */
  z.strictObject({ kind: z.literal('account'), claim: z.enum(['may', 'may-not']), account }),
])

/** A sentence that must stay true of a server. Plain data; without networks only `only` says anything: nobody at all. */
export const assertionSchema = anyAssertion.refine(
  (assertion) => !('networks' in assertion) || assertion.claim === 'only' || assertion.networks.length > 0,
  { path: ['networks'], params: { code: 'ADDRESS_EMPTY' } },
)

export type Assertion = z.output<typeof assertionSchema>
/** Those that are about sets of clients. */
export type SetAssertion = Extract<Assertion, { networks: string[] }>

export const noteSchema = z
  .string()
  .trim()
  .max(MAX_NOTE_CHARACTERS)
  .regex(/^[^\p{Cc}]*$/u)

/** One sentence with the reason for which it was written; empty: none was given. */
export const notedAssertionSchema = z.strictObject({
  assertion: assertionSchema,
  note: noteSchema.default(''),
})
export type NotedAssertion = z.output<typeof notedAssertionSchema>

/** So many a server has; each is checked on every draft. */
export const MAX_ASSERTIONS = 200

/** One text for equal sentences, whatever the order of their networks. */
export function keyOfAssertion(assertion: Assertion): string {
  const sorted =
    'networks' in assertion ? { ...assertion, networks: [...assertion.networks].sort() } : assertion
  return JSON.stringify(Object.entries(sorted).sort(([a], [b]) => (a < b ? -1 : 1)))
}
