import fc from 'fast-check'
import { readResolverAddress } from '@/lib/xmail/net'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables'

/** A table with the mistakes that people make, and peers near to its networks. All peers are loopback addresses. */
export interface RandomTable {
  readonly text: string
  readonly peers: readonly string[]
}

const octet = fc.integer({ min: 0, max: 255 })

/** Within 127.0.0.0/8 mostly, so that lines do match; with the forms that only a resolver reads. */
const address = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.integer({ min: 0, max: 2 }), octet).map(([c, d]) => `127.0.${c}.${d}`),
  },
  fc.constantFrom(
    '127.0.0.0',
    '127.0.1.0',
    '0.0.0.0',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '10.0.0.0',
  ),
  fc.constantFrom(' 127.0.0.0', '127.0.0.0.', '127.0.0', '256.0.0.1', '127.0.0.0 '),
)
const mappedAddress = fc.tuple(fc.constantFrom('::ffff:', '::'), address).map(([prefix, v4]) => prefix + v4)
const length = fc.constantFrom(
  '0',
  '8',
  '16',
  '24',
  '25',
  '26',
  '30',
  '31',
  '32',
  '33',
  '-1',
  'x',
  '',
  '+24',
  ' 24',
)
const cidr = fc.oneof(
  fc.tuple(address, length).map(([text, bits]) => `${text}/${bits}`),
  fc
    .tuple(mappedAddress, fc.constantFrom('0', '96', '120', '122', '128', '129', 'x'))
    .map((parts) => parts.join('/')),
)
const mask = fc.constantFrom(
  ...[
    '255.255.255.0',
    '255.255.255.192',
    '255.255.255.255',
    '255.0.0.0',
    '0.0.0.0',
    '255.0.255.0',
    '0.0.0.255',
  ],
  ...['255.255.255', '24', '32', '/24', '255.255.255.0 ', '0xffffff00', '', '255.255.255.256'],
)

/** A field as people write it: quoted, bare, half quoted, with something outside of the quotes. */
const field = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(value, fc.integer({ min: 0, max: 11 })).map(([text, style]) => {
    const odd = [text, `"${text}`, `"${text}"x`, ` "${text}"`, `"${text}" `]
    return odd[style] ?? `"${text}"`
  })
const separator = fc.constantFrom('\t', '\t', '\t', '\t', '\t\t', ' ', '\t \t')
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\r\r\n')

/** 511 bytes of comment and a rule behind: XMail reads the rule (semantics.md 1.1). */
const leakingComment = `#${'c'.repeat(509)}"127.0.0.0/8"\t""\t"DENY"\t"9"`
const oddLine = fc.constantFrom(
  '# note',
  '#"127.0.0.0/8"',
  ' # note',
  '\t#',
  '',
  ' ',
  '\t',
  ';note',
  leakingComment,
)

function table(rule: fc.Arbitrary<string>): fc.Arbitrary<RandomTable> {
  const line = fc.oneof({ weight: 9, arbitrary: rule }, oddLine)
  const text = fc
    .array(fc.tuple(line, lineEnd), { maxLength: 7 })
    .map((lines) => lines.map((parts) => parts.join('')).join(''))
  const peer = fc
    .tuple(fc.integer({ min: 0, max: 2 }), octet)
    .map(([c, d]) => `127.0.${c}.${d === 0 ? 1 : d}`)
  return fc.record({
    text: fc
      .tuple(text, fc.boolean())
      .map(([all, isCut]) => (isCut ? all.replace(/[\r\n]+$/, '') : all))
      .filter((all) => !asksNameServer(all)),
    peers: fc.array(peer, { minLength: 3, maxLength: 3 }),
  })
}

/** Whether XMail would hand something to the resolver that is no address: nothing of a test may leave this machine. */
function asksNameServer(text: string): boolean {
  const document = parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
  return Array.from(dataChunks(document)).some(({ tokens: [first = '', second] }) => {
    const slash = first.indexOf('/')
    const asked = slash >= 0 ? [first.slice(0, slash)] : second === undefined ? [] : [first, second]
    return asked.some((name) => !('address' in (readResolverAddress(name) ?? {})))
  })
}

function fields(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(fc.tuple(...parts.map(field)), separator).map(([values, between]) => values.join(between))
}

/** smtprelay.tab. */
export const relayTable = table(
  fc.oneof(fields(cidr), fields(address, mask), fields(address), fields(cidr, mask)),
)

const permission = fc.constantFrom('ALLOW', 'allow', 'Allow', 'DENY', 'deny', 'PERMIT', 'ALLOW ', '')
const precedence = fc.constantFrom(
  '1',
  '1',
  '2',
  '3',
  '10',
  '0',
  '-1',
  '-2',
  'x',
  '1x',
  ' 4',
  '2147483648',
  '',
)

/** An ipmap file. */
export const gateTable = table(
  fc.oneof(
    { weight: 4, arbitrary: fields(address, mask, permission, precedence) },
    { weight: 4, arbitrary: fields(cidr, mask, permission, precedence) },
    fields(cidr, permission, precedence),
    fields(cidr, permission),
  ),
)
