import fc from 'fast-check'
import type { Address } from '@/lib/xmail/net'
import { compilePolicy, mailRootFiles, type Policy } from '@/lib/xmail/policy'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import type { Document } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '@/test/support/random-tables'
import { type AddressMap, makeAddressMap } from '../address-map'
import { viewOfMap, wordsOfRange } from '../map-view'
import type { Lens, Ruled } from '../outcome'
import { rangeAt } from '../ranges'

export type Files = ReadonlyMap<string, Document | null>

export const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const orMissing = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: text }, fc.constant<string | null>(null))
const withField = (fields: readonly string[]) =>
  fc
    .tuple(textOf(relayTable), fc.array(fc.constantFrom(...fields), { minLength: 8, maxLength: 8 }))
    .map(([text, more]) => text.replace(/[^\r\n]+/g, (line, at: number) => `${line}\t${more[at % 8]}`))

/** The files of all lenses, each now and then missing, with the mistakes that people make. */
export const mailRoot = fc
  .record({
    'server.tab': fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('1', '0', '-2', '-7', 'x') },
      fc.constant(null),
    ),
    'smtprelay.tab': orMissing(textOf(relayTable)),
    'smtp.ipmap.tab': orMissing(textOf(gateTable)),
    'ctrl.ipmap.tab': orMissing(textOf(gateTable)),
    'pop3.ipmap.tab': orMissing(textOf(gateTable)),
    'finger.ipmap.tab': orMissing(textOf(gateTable)),
    'smtp.ipprop.tab': orMissing(withField(['"WhiteList"', '"WhiteList=yes"', '"NoAuth"', '"x"'])),
    'spammers.tab': orMissing(withField(['', '"code=0"', '"code=-2"', '"code=-5"', '"code=1"'])),
  })
  .map((texts) => {
    const files = new Map<string, Document | null>([['domains.tab', open('domains.tab', '"here.test"\n')]])
    for (const [path, text] of Object.entries(texts)) {
      const whole =
        path === 'server.tab' ? `"RootDomain"\t"here.test"\n"SMTP-IpMapDropCode"\t"${text}"\n` : text
      files.set(path, text === null || whole === null ? null : open(path, whole))
    }
    return files
  })

export const policyOf = (files: Files) => compilePolicy(mailRootFiles(files, null))

export function mapOf(policy: Policy, lens: Lens): AddressMap {
  const answer = makeAddressMap(policy, lens)
  if (answer.kind === 'needs-file') throw new Error(`${answer.path} has not been read`)
  return answer.map
}

/** What a map says of an address; of one that is as in IPv4, what it says of that. */
export function saidOf(map: AddressMap, { version, bits }: Address): Ruled {
  const place = version === 4 ? rangeAt(map.v4.starts, bits) : rangeAt(map.v6.starts, bits)
  const ruled = wordsOfRange(viewOfMap(map), version === 4 ? 'v4' : 'v6', place).live
  if (ruled.does !== 'as-ipv4' || version === 4) return ruled
  return saidOf(map, { version: 4, bits: Number(bits & 0xffffffffn) })
}

/** Clients near to the rows of the tables, and anywhere. */
export const peer: fc.Arbitrary<Address> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x7f000000, max: 0x7f000300 }).map(v4) },
  fc.nat(2 ** 32 - 1).map(v4),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((bits): Address => ({ version: 6, bits })),
  fc
    .tuple(fc.constantFrom(0n, 0xffff00000000n), fc.integer({ min: 0x7f000000, max: 0x7f000300 }))
    .map(([place, bits]): Address => ({ version: 6, bits: place + BigInt(bits) })),
)

function v4(bits: number): Address {
  return { version: 4, bits }
}
