import { readFileSync } from 'node:fs'
import { z } from 'zod'

const text = z.string().nullable()
const files = z.record(z.string(), text)
const vars = z.record(z.string(), z.string())

const gate = z.object({
  service: z.string(),
  file: z.string(),
  text,
  checks: z.array(
    z.object({
      client: z.string(),
      outcome: z.enum(['accept', 'refuse']),
      reply: z.string().nullish(),
    }),
  ),
})

const result = z.object({
  greeting: z.string().nullish(),
  offers: z.array(z.string()).nullish(),
  starttls: z.string().nullish(),
  auth: z.string().nullish(),
  vrfy: z.string().nullish(),
  mail: z.string().nullish(),
  rcpt: z.string().nullish(),
  delaySeconds: z.number().nullish(),
})

/** What decisions-dns.json has besides; in decisions.json there is no DNS, no TLS and no POP3. */
const session = z.object({
  vars,
  userPerms: text.optional(),
  files,
  checks: z.array(
    z.object({
      client: z.string(),
      ptr: text.optional(),
      listed: z.array(z.string()).optional(),
      mailDomain: z.enum(['mx', 'a', 'none']).nullish(),
      popFirst: z.boolean().optional(),
      tls: z.boolean().optional(),
      auth: z.tuple([z.string(), z.string()]).nullish(),
      vrfy: z.boolean().optional(),
      from: z.string(),
      rcpt: z.string(),
      result,
    }),
  ),
})

const pop3 = z.object({
  global: text,
  account: text,
  popEnable: text,
  checks: z.array(
    z.object({
      client: z.string(),
      user: z.string(),
      pass: z.string(),
      result: z.object({ greeting: z.string().nullish(), pass: z.string().nullish() }),
    }),
  ),
})

const vectorFile = z
  .object({
    gates: z.array(gate).default([]),
    sessions: z.array(session).default([]),
    pop3: z.array(pop3).default([]),
  })
  .refine(({ gates, sessions, pop3 }) => gates.length + sessions.length + pop3.length > 0, {
    error: 'has neither gates nor sessions nor pop3',
  })

/** ctrl-transcripts.json needs a server that talks: nothing is decided in it. */
const transcripts = z.object({ sessions: z.array(z.object({ steps: z.array(z.unknown()) })).min(1) })

export type VectorFile = z.infer<typeof vectorFile>
export type GateVector = z.infer<typeof gate>
export type SessionVector = z.infer<typeof session>
export type SessionCheck = SessionVector['checks'][number]
export type Pop3Vector = z.infer<typeof pop3>

/** Reads a file of measurements; throws with its name where it is not one. */
export function readVectors(path: string): VectorFile {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (transcripts.safeParse(content).success)
    throw new Error(`${path}: CTRL transcripts are replayed by the practice server's tests, not here`)
  const parsed = vectorFile.safeParse(content)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new Error(`${path}: not a file of decisions (${first?.path.join('.')}: ${first?.message})`)
  }
  return parsed.data
}
