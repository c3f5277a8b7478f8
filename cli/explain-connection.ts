import { type Address, parseAddress } from '@/lib/xmail/net'
import {
  answersOf,
  compilePolicy,
  type Decision,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  mailRootFiles,
  type Policy,
  type ServiceAnswer,
  type SmtpAnswer,
  type World,
} from '@/lib/xmail/policy'
import { readArguments, usage } from './read-arguments'
import { readMailRoot } from './read-mail-root'
import type { Outcome } from './run-command'
import { tellAnswer, tellGiven } from './tell-answer'

export type Answer = SmtpAnswer | ServiceAnswer

const SERVICES = ['smtp', 'pop3', 'ctrl', 'finger'] as const
const TLS = ['none', 'starttls', 'implicit'] as const
const OPTIONS = {
  client: 'string',
  service: 'string',
  from: 'string',
  to: 'string',
  tls: 'string',
  'authenticated-as': 'string',
  user: 'string',
  ptr: 'string',
} as const

/** Of what depends on things that no file says, so many cases are printed. */
const MAX_CASES = 16

/** `mailroot explain DIR --client …`. */
export async function explainConnection(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, OPTIONS, 1)
  if (!read.ok) return read
  const { values, asJson } = read
  const service = SERVICES.find((each) => each === (values.get('service') ?? 'smtp'))
  if (!service) return usage(`--service is one of ${SERVICES.join(', ')}`)
  const tls = TLS.find((each) => each === (values.get('tls') ?? 'none'))
  if (!tls) return usage(`--tls is one of ${TLS.join(', ')}`)
  const client = values.get('client')
  if (client === undefined) return usage('--client is needed')
  const address = parseAddress(client)
  if (!address.ok) return address
  const files = await readMailRoot(read.folders[0] ?? '')
  if (!files.ok) return files
  const policy = compilePolicy(mailRootFiles(files.value, null))
  const decision = decide(policy, { service, tls, client: address.value, values })
  const answers = [...answersOf<Answer>(decision)]
  const found = answers.some(({ answer }) => answer.verdict !== 'accepted')
  const cases = answers.slice(0, MAX_CASES).map(({ assumed, answer }) => {
    const given = assumed.map(({ on, given }) => tellGiven(on, given))
    return [...given.map((text) => `${text}:`), tellAnswer(answer)].join('\n')
  })
  const more = answers.length > MAX_CASES ? [`and ${answers.length - MAX_CASES} more cases`] : []
  return { ok: true, asJson, value: { text: [...cases, ...more].join('\n\n'), json: { answers }, found } }
}

interface Question {
  readonly service: (typeof SERVICES)[number]
  readonly tls: (typeof TLS)[number]
  readonly client: Address
  readonly values: ReadonlyMap<string, string>
}

function decide(policy: Policy, { service, tls, client, values }: Question): Decision<Answer> {
  const ptr = values.get('ptr')
  const world: World = ptr === undefined ? {} : { clientName: ptr === '' ? null : ptr }
  switch (service) {
    case 'ctrl':
      return decideCtrl(policy, { client }, world)
    case 'finger':
      return decideFinger(policy, { client }, world)
    case 'pop3':
      return decidePop3(policy, { client, user: values.get('user') ?? null }, world)
    case 'smtp': {
      const user = values.get('authenticated-as')
      const signIn = user === undefined ? null : { mechanism: 'PLAIN' as const, user, password: null }
      return decideSmtp(
        policy,
        { client, tls, signIn, from: values.get('from'), rcpt: values.get('to') },
        world,
      )
    }
  }
}
