import { z } from 'zod'
import type { Meaning } from '@/lib/changes/meaning'

// Revisions keep what they meant, some from an earlier version of this console: what it did not say yet is empty.

const reachSchema = z.object({
  v4: z.number(),
  v6: z.string(),
  prefixes: z.array(z.string()),
  more: z.number(),
  except: z.array(z.string()).default([]),
})
const setSchema = z.object({ gained: reachSchema, lost: reachSchema, partial: z.boolean() })
const blockSchema = z.object({
  refused: setSchema,
  signInOnly: setSchema,
  waits: z.array(setSchema.extend({ seconds: z.number() })),
})
const gateSchema = setSchema.extend({
  path: z.string(),
  service: z.enum(['pop3', 'ctrl', 'finger']),
  account: z.string().nullable(),
})
const names = z.array(z.string())
const propertySchema = z.enum(['white-listed', 'mail-unlocked', 'vrfy', 'etrn', 'no-sender-check'])
const namedSchema = z.array(z.object({ pattern: z.string(), property: propertySchema }))
const does = {
  does: z.enum(['refuses', 'sign-in-only', 'waits', 'nothing']),
  seconds: z.number(),
}
const stateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switch'), on: z.boolean() }),
  z.object({ kind: z.literal('letters'), letters: z.string() }),
  z.object({ kind: z.literal('does'), ...does }),
  z.object({ kind: z.literal('zones'), zones: z.array(z.object({ zone: z.string(), ...does })) }),
  z.object({ kind: z.literal('config'), mailAuth: z.boolean(), wantTls: z.boolean() }),
  z.object({ kind: z.literal('methods'), methods: names.nullable() }),
])
const variableSchema = z.object({
  name: z.string(),
  before: stateSchema.nullable(),
  after: stateSchema.nullable(),
  direction: z.enum(['opens', 'closes', 'neither']),
})
const accountSchema = z.object({
  name: z.string(),
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  passwordChanged: z.boolean(),
})
const scatteredSchema = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed']),
  line: z.number(),
  network: z.string(),
  addresses: z.number(),
})

const relayOutcomeSchema = z.object({
  withheld: reachSchema,
  freed: reachSchema,
  barred: reachSchema,
})

export const meaningSchema: z.ZodType<Meaning> = z.object({
  relay: setSchema.extend({ after: reachSchema }).nullable(),
  relayOutcome: relayOutcomeSchema.nullable().default(null),
  customDomains: z.object({ gained: names, lost: names }).nullable().default(null),
  smtp: blockSchema.nullable().default(null),
  gates: z.array(gateSchema).catch([]),
  whitelist: z.array(setSchema.extend({ property: propertySchema })).default([]),
  hostNames: z
    .object({
      namesRequired: z.object({ before: z.boolean(), after: z.boolean() }),
      gained: namedSchema,
      lost: namedSchema,
    })
    .nullable()
    .default(null),
  spammers: blockSchema.nullable().default(null),
  senders: z
    .object({ refused: names, admitted: names, moreRefused: z.number(), moreAdmitted: z.number() })
    .nullable()
    .default(null),
  accounts: z.array(accountSchema).default([]),
  externalAuth: z.object({ begins: names, ends: names }).nullable().default(null),
  variables: z.array(variableSchema).default([]),
  scattered: z.object({ rows: z.array(scatteredSchema), more: z.number() }).default({ rows: [], more: 0 }),
})
