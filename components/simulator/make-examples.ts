import { EMPTY_QUESTION, type ExampleFacts, type QuestionForm } from '@/lib/xmail/simulator'

export const EXAMPLE_NAMES = ['incoming', 'relay', 'inside', 'phone', 'pop3', 'ctrl', 'finger'] as const
export type ExampleName = (typeof EXAMPLE_NAMES)[number]

export interface Example {
  readonly name: ExampleName
  readonly form: QuestionForm
}

/** Addresses that the Internet does not have (RFC 5737), for somebody out there. */
const STRANGER = '198.51.100.77'
const SOMEWHERE_INSIDE = '192.168.1.20'
const ELSEWHERE = 'friend@elsewhere.example'

/** Questions that people have, with this server's own networks and domain in them. */
export function makeExamples(facts: ExampleFacts, ownAddress: string | null): readonly Example[] {
  const domain = facts.domain ?? 'example.com'
  const local = facts.account ?? `postmaster@${domain}`
  const inside = facts.relayClient ?? SOMEWHERE_INSIDE
  const asked: Readonly<Record<ExampleName, Partial<QuestionForm>>> = {
    incoming: { client: STRANGER, from: ELSEWHERE, to: local },
    relay: { client: STRANGER, from: 'somebody@spam.example', to: ELSEWHERE },
    inside: { client: inside, from: local, to: ELSEWHERE },
    phone: { client: STRANGER, tls: 'starttls', as: local, from: local, to: ELSEWHERE },
    pop3: { service: 'pop3-user', client: STRANGER, user: local },
    ctrl: { service: 'ctrl', client: ownAddress ?? inside },
    finger: { service: 'finger', client: STRANGER },
  }
  return EXAMPLE_NAMES.map((name) => ({ name, form: { ...EMPTY_QUESTION, ...asked[name] } }))
}
