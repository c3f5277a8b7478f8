import { z } from 'zod'
import { type Fault, fault } from '@/lib/errors'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { readSuppositions } from './suppositions'

export const SERVICES = ['smtp', 'pop3', 'pop3-user', 'ctrl', 'finger'] as const
export const TLS_WAYS = ['none', 'starttls', 'implicit'] as const
export const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const

/** What a PTR name is where the client has none. */
export const NO_NAME = '-'

/** XMail hangs up on longer commands (semantics.md 6.2). */
const MAX_COMMAND_BYTES = 1020
const MAX_USER_CHARACTERS = 500

/** A question as it is typed, and as it stands in an address: one text a field. */
export type QuestionForm = Readonly<Record<QuestionField, string>>

export const QUESTION_FIELDS = [
  'service',
  'client',
  'listener',
  'tls',
  'ptr',
  'as',
  'auth',
  'user',
  'from',
  'to',
  'suppose',
] as const
export type QuestionField = (typeof QUESTION_FIELDS)[number]

export const EMPTY_QUESTION: QuestionForm = {
  service: 'smtp',
  client: '',
  listener: '',
  tls: 'none',
  ptr: '',
  as: '',
  auth: 'PLAIN',
  user: '',
  from: '',
  to: '',
  suppose: '',
}

const CONTROLS = { params: { fault: fault('INPUT_CONTROL_CHARACTERS') } }

const typed = z.string().refine((text) => !/\p{Cc}/u.test(text), CONTROLS)
const line = (name: string, limit: number) =>
  typed.refine((text) => text.length <= limit, {
    params: { fault: fault('VALUE_TOO_LONG', { name, limit }) },
  })

const oneOf = <const Values extends readonly string[]>(name: string, values: Values) =>
  z.string().transform((text, context): Values[number] => {
    const found = values.find((value) => value === text)
    return found ?? refuse(context, fault('VALUE_NOT_ALLOWED', { name, allowed: values.join(', ') }))
  })

const client = typed.transform((text, context): Address => {
  if (text.trim() === '') return refuse(context, fault('CLIENT_NEEDED'))
  const address = parseAddress(text.trim())
  return address.ok ? address.value : refuse(context, address.error)
})

/** `IP,PORT`, as in the names of XMail's SmtpConfig-IP,PORT. Empty: it is left open. */
const listener = typed.transform((text, context) => {
  if (text.trim() === '') return null
  const [, addressText = '', portText = ''] = /^(.*),([0-9]{1,5})$/.exec(text.trim()) ?? []
  const address = parseAddress(addressText)
  const port = Number(portText)
  if (address.ok && port >= 1 && port <= 65_535) return { address: address.value, port }
  return refuse(context, fault('VALUE_FORM', { name: 'SmtpConfig-IP,PORT', example: '192.0.2.7,587' }))
})

const ptr = typed.transform((text, context) => {
  const name = text.trim()
  if (name === '') return undefined
  if (name === NO_NAME) return null
  // DNS gives the dot at the end, XMail does not see it.
  if (/^[\w-]+(\.[\w-]+)*\.?$/.test(name) && name.length <= 255) return name.replace(/\.$/, '')
  return refuse(context, fault('HOST_PATTERN_INVALID', { host: name.slice(0, 80) }))
})

/** An address in its angle brackets or without. Empty: the command is not sent. `<>`: the null sender. */
const path = (name: string) =>
  line(name, MAX_COMMAND_BYTES).transform((text) => {
    const trimmed = text.trim()
    return trimmed === '' ? null : (/^<(.*)>$/.exec(trimmed)?.[1] ?? trimmed)
  })

const nameOrNone = (name: string) =>
  line(name, MAX_USER_CHARACTERS).transform((text) => (text.trim() === '' ? null : text.trim()))

const questionSchema = z.object({
  service: oneOf('service', SERVICES),
  client,
  listener,
  tls: oneOf('tls', TLS_WAYS),
  ptr,
  as: nameOrNone('AUTH'),
  auth: oneOf('auth', MECHANISMS),
  user: nameOrNone('USER'),
  from: path('MAIL FROM'),
  to: path('RCPT TO'),
  suppose: z.string().transform(readSuppositions),
})

export type Question = z.output<typeof questionSchema>

/** Never thrown: zod goes on with what a transform returns, and the whole then fails. */
function refuse(context: z.RefinementCtx, cause: Fault): never {
  context.addIssue({ code: 'custom', params: { fault: cause } })
  return z.NEVER
}

export type QuestionFaults = Readonly<Partial<Record<QuestionField, Fault>>>

export type QuestionReading =
  | { readonly ok: true; readonly question: Question }
  | { readonly ok: false; readonly faults: QuestionFaults }

/** Reads what was typed. Each field that cannot be understood has its fault, the first one. */
export function readQuestion(form: QuestionForm): QuestionReading {
  const parsed = questionSchema.safeParse(form)
  if (parsed.success) return { ok: true, question: parsed.data }
  const faults: Partial<Record<QuestionField, Fault>> = {}
  for (const issue of parsed.error.issues) {
    const field = QUESTION_FIELDS.find((each) => each === issue.path[0])
    if (field) faults[field] ??= { ...faultOf(issue), field }
  }
  return { ok: false, faults }
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const cause: unknown = issue.code === 'custom' ? issue.params?.fault : undefined
  // Only this file makes custom issues, and all of them carry a fault.
  return cause ? (cause as Fault) : fault('INPUT_INVALID')
}
