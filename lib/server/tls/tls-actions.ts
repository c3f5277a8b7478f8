import 'server-only'
import { z } from 'zod'
import {
  daysLeft,
  describeCertificate,
  generateKey,
  KEY_KINDS,
  makeRequest,
  makeSelfSigned,
  orderChain,
  type Pair,
  parseCertificate,
  printKey,
  readNames,
} from '@/lib/certificates'
import { createCertificateRequest, deleteCertificateRequest } from '@/lib/db/certificate-requests'
import { err, ok } from '@/lib/errors'
import { action } from '../action'
import { type Container, getContainer } from '../container'
import { foreseeSides, NO_WAY_IN, readTlsConnection } from './foresee-way-in'
import { givenSchema } from './given-schema'
import { holdsKey, readGiven } from './read-given'
import type { TlsFiles } from './read-tls-files'
import { stagePair } from './stage-pair'

type World = Pick<Container, 'records' | 'stores'>

const serverId = z.string().min(1).max(100)
const keySchema = z.object({ serverId, names: z.string().max(10_000), kind: z.enum(KEY_KINDS) })

/** What was given, in words, before anything is staged. Nothing of the key but where it comes from. */
export const checkGivenPair = action({
  input: givenSchema,
  can: 'server.control',
  name: 'tls.check',
  run: async ({ input, actor }) => {
    const world = await getContainer()
    const given = await readGiven(world, input, actor)
    if (!given.ok) return given
    const { pair, findings, files } = given.value
    const [leaf, ...others] = pair.chain.certificates
    const facts = describeCertificate(leaf)
    return ok({
      facts,
      daysLeft: daysLeft(facts.validTo, world.now()),
      chain: others.map((each) => describeCertificate(each).subject),
      findings,
      keyFrom: sourceOf(pair),
      keepsKey: holdsKey(files.drafted.key, pair.key),
      wayIn: await foreseePairOf(world, input.serverId, files, pair),
    })
  },
})

/** What the console's own connection will make of it. */
async function foreseePairOf(world: World, server: string, files: TlsFiles, pair: Pair) {
  const connection = await readTlsConnection(world, server)
  const drafted = { ...files.drafted, certificate: pair.certificateText, key: pair.keyText }
  return connection ? foreseeSides(connection, { now: files.now, drafted }) : NO_WAY_IN
}

function sourceOf({ keyFrom }: Pair): 'given' | 'server' | 'request' {
  return keyFrom === 'given' || keyFrom === 'server' ? keyFrom : 'request'
}

/** Puts it into the draft. Error: CONFIRMATION_NEEDED in field `accepted`: what `asks` has not been agreed to. */
export const installGivenPair = action({
  input: givenSchema.extend({ accepted: z.boolean() }),
  can: 'server.control',
  name: 'draft.tls.install',
  run: async ({ input, actor }) => {
    const world = await getContainer()
    const given = await readGiven(world, input, actor)
    if (!given.ok) return given
    const asks = given.value.findings.some(({ weight }) => weight === 'asks')
    if (asks && !input.accepted) return err('CONFIRMATION_NEEDED', undefined, 'accepted')
    return stagePair(world, input.serverId, actor, given.value.pair)
  },
})

/** Makes a key and a certificate for it that nobody else vouches for, and puts both into the draft. */
export const installSelfSigned = action({
  input: keySchema.extend({ days: z.number().int().min(1).max(3650) }),
  can: 'server.control',
  name: 'draft.tls.self-signed',
  detail: ({ names, kind, days }) => ({ names, kind, days }),
  run: async ({ input, actor }) => {
    const names = readNames(input.names)
    if (!names.ok) return names
    const world = await getContainer()
    const key = await generateKey(input.kind)
    const certificateText = await makeSelfSigned(key, input.kind, names.value, input.days, world.now())
    const certificate = parseCertificate(certificateText)
    if (!certificate) throw new Error('the certificate that was just made cannot be read')
    const chain = orderChain(certificate, [certificate])
    return stagePair(world, input.serverId, actor, { chain, key, keyText: printKey(key), certificateText })
  },
})

/** Makes a key, which stays here, sealed, and a request for its certificate. */
export const requestCertificate = action({
  input: keySchema,
  can: 'server.control',
  name: 'tls.request',
  detail: ({ names, kind }) => ({ names, kind }),
  run: async ({ input, actor }) => {
    const names = readNames(input.names)
    if (!names.ok) return names
    const { records } = await getContainer()
    const key = await generateKey(input.kind)
    return createCertificateRequest(records, {
      serverId: input.serverId,
      actorName: actor.name,
      names: names.value.map(({ value }) => value),
      keyKind: input.kind,
      request: await makeRequest(key, input.kind, names.value),
      key: printKey(key),
    })
  },
})

/** Throws a key that waits for its certificate away. */
export const discardRequest = action({
  input: z.object({ serverId, id: z.string().min(1).max(100) }),
  can: 'server.control',
  name: 'tls.request.discard',
  run: async ({ input }) => {
    const { records } = await getContainer()
    return deleteCertificateRequest(records, input.serverId, input.id)
  },
})
