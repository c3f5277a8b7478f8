import { describe, expect, it } from 'vitest'
import { formatNetwork } from './network'
import { MAX_PREFIXES, networksOf, understandNetworks } from './understand-networks'

function one(text: string): string {
  const entries = understandNetworks(text)
  expect(entries, text).toHaveLength(1)
  const result = entries[0]?.result
  if (!result) return 'nothing'
  if (result.ok) return networksOf(result.value).map(formatNetwork).join(', ')
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const UNDERSTOOD: [text: string, networks: string][] = [
  ['192.0.2.64/26', '192.0.2.64/26'],
  ['  192.0.2.64/26  ', '192.0.2.64/26'],
  ['192.0.2.64 / 26', '192.0.2.64/26'],
  ['192.0.2.64 /26', '192.0.2.64/26'],
  ['192.0.2.64 255.255.255.192', '192.0.2.64/26'],
  ['192.0.2.64\t255.255.255.192', '192.0.2.64/26'],
  ['192.0.2.64,255.255.255.192', '192.0.2.64/26'],
  ['192.0.2.64/255.255.255.192', '192.0.2.64/26'],
  ['"192.0.2.64"\t"255.255.255.192"', '192.0.2.64/26'],
  ['"192.0.2.64"\t"/26"', '192.0.2.64/26'],
  ['"10.0.0.0/8"\t""', '10.0.0.0/8'],
  ['"192.0.2.64"\t"255.255.255.192"\t""', '192.0.2.64/26'],
  ['"192.0.2.64/26"', '192.0.2.64/26'],
  ['192.0.2.1', '192.0.2.1/32'],
  ['192.0.2.1 # the printer', '192.0.2.1/32'],
  ['"10.0.0.0/8"\t# the "old" office', '10.0.0.0/8'],
  ['10.0.0.0 / 8 # the "old" office', '10.0.0.0/8'],
  ['10.0.0.0 255.0.0.0 # 10.0.0.2', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['0.0.0.0 0.0.0.0', '0.0.0.0/0'],
  ['192.0.2.0-192.0.2.255', '192.0.2.0/24'],
  ['192.0.2.1 – 192.0.2.4', '192.0.2.1/32, 192.0.2.2/31, 192.0.2.4/32'],
  ['10.0.0.0/8, 192.168.0.0/16', '10.0.0.0/8, 192.168.0.0/16'],
  ['10.0.0.1 255.0.255.255', '10.0.0.1 255.0.255.255'],
  ['2001:DB8:0:0::/32', '2001:db8::/32'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['2001:db8::-2001:db8::f', '2001:db8::/124'],
  ['::ffff:192.0.2.0/120', '::ffff:192.0.2.0/120'],
  ['１９２．０．２．６４／２６', '192.0.2.64/26'],
  ['192.0.2.64　255.255.255.192', '192.0.2.64/26'],
  ['\uFEFF192.0.2.1', '192.0.2.1/32'],
]

const REFUSED: [text: string, fault: string][] = [
  ['10.0.0.0.0', 'ADDRESS_INVALID address=10.0.0.0.0'],
  ['300.1.1.1', 'ADDRESS_INVALID address=300.1.1.1'],
  ['office', 'ADDRESS_IS_HOST_NAME address=office'],
  ['mail.example.com', 'ADDRESS_IS_HOST_NAME address=mail.example.com'],
  ['mail.example.com/32', 'ADDRESS_IS_HOST_NAME address=mail.example.com'],
  ['192.0.2.1.', 'ADDRESS_TRAILING_DOT address=192.0.2.1. meaning=192.0.2.1'],
  ['192.0.2.64./26', 'ADDRESS_TRAILING_DOT address=192.0.2.64. meaning=192.0.2.64'],
  ['" 192.0.2.1"', 'ADDRESS_HAS_BLANKS address= 192.0.2.1'],
  ['"192.0.2.64/26 "', 'ADDRESS_HAS_BLANKS address=192.0.2.64/26 '],
  ['"192.0.2.0" "255.255.255.0 "', 'ADDRESS_HAS_BLANKS address=255.255.255.0 '],
  ['192. 0.2.1', 'ADDRESS_HAS_BLANKS address=192.0.2.1'],
  ['""', 'ADDRESS_EMPTY'],
  [',', 'ADDRESS_EMPTY'],
  ['10.1', 'ADDRESS_LEGACY_FORM address=10.1 meaning=10.0.0.1'],
  ['0x7f.1', 'ADDRESS_LEGACY_FORM address=0x7f.1 meaning=127.0.0.1'],
  ['010.0.0.1', 'ADDRESS_LEGACY_FORM address=010.0.0.1 meaning=8.0.0.1'],
  ['192.0.2.65/26', 'PREFIX_HOST_BITS address=192.0.2.65 network=192.0.2.64/26'],
  ['192.0.2.65 255.255.255.192', 'PREFIX_HOST_BITS address=192.0.2.65 network=192.0.2.64/26'],
  ['10.9.0.1 255.0.255.255', 'PREFIX_HOST_BITS address=10.9.0.1 network=10.0.0.1 255.0.255.255'],
  ['2001:db8::1/32', 'PREFIX_HOST_BITS address=2001:db8::1 network=2001:db8::/32'],
  ['10.0.0.0/33', 'PREFIX_LENGTH_INVALID length=33'],
  ['10.0.0.0/', 'PREFIX_LENGTH_INVALID length='],
  ['10.0.0.0/x', 'PREFIX_LENGTH_INVALID length=x'],
  ['10.0.0.0/08', 'PREFIX_LENGTH_INVALID length=08'],
  ['10.0.0.0/-1', 'PREFIX_LENGTH_INVALID length=-1'],
  ['::/129', 'PREFIX_LENGTH_INVALID length=129'],
  ['10.0.0.0 24', 'NETMASK_INVALID netmask=24'],
  ['10.0.0.0 255.255.255', 'NETMASK_INVALID netmask=255.255.255'],
  ['10.0.0.0 255.255.255.256', 'NETMASK_INVALID netmask=255.255.255.256'],
  ['2001:db8:: 255.0.0.0', 'NETMASK_ON_IPV6 address=2001:db8::'],
  ['192.0.2.9-192.0.2.1', 'RANGE_BACKWARDS first=192.0.2.9 last=192.0.2.1'],
  ['192.0.2.9-2001:db8::', 'INPUT_INVALID'],
  ['10.0.0.1, 10.0.0.2, 10.0.0.3', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.0 255.0.0.0 192.168.0.0 255.255.0.0', 'NETWORK_HAS_MORE more=192.168.0.0'],
  // What stands behind a network may turn its meaning round.
  ['192.0.2.0/24 DENY', 'NETWORK_HAS_MORE more=DENY'],
  ['192.0.2.0/24 exclude', 'NETWORK_HAS_MORE more=exclude'],
  ['192.0.2.0/24;exclude', 'NETWORK_HAS_MORE more=exclude'],
  ['192.0.2.0/24 !', 'NETWORK_HAS_MORE more=!'],
  ['192.0.2.0 255.255.255.0 DENY', 'NETWORK_HAS_MORE more=DENY'],
  ['"192.0.2.64"\t"255.255.255.192"\t"ALLOW"\t"1"', 'NETWORK_HAS_MORE more=ALLOW'],
  ['"203.0.113.0/24"\t""\t"DENY"\t"2"', 'NETWORK_HAS_MORE more=DENY'],
  ['"192.0.2.0/24"\t"code=1"', 'NETWORK_HAS_MORE more=code=1'],
  ['"192.0.2.0/24"\t" #DENY"', 'NETWORK_HAS_MORE more= #DENY'],
  ['"192.0.2.0/24"\t" "', 'NETWORK_HAS_MORE more= '],
  ['"192.0.2.0/24"DENY', 'NETWORK_HAS_MORE more=DENY'],
  ['192.0.2.1,Mail server', 'NETWORK_HAS_MORE more=Mail'],
  // The network that is offered for this would take the place of the whole line.
  ['192.0.2.65/26 DENY', 'NETWORK_HAS_MORE more=DENY'],
  ['10.1 DENY', 'NETWORK_HAS_MORE more=DENY'],
  ['10.0.0.0/8 192.168.0.0/16 DENY', 'NETWORK_HAS_MORE more=192.168.0.0/16'],
  ['10.0.0.0/8 10.0.0.1', 'NETWORK_HAS_MORE more=10.0.0.1'],
  // And what stands in front of it.
  ['!192.0.2.0/24', 'ADDRESS_INVALID address=!192.0.2.0'],
  ['! 192.0.2.0/24', 'INPUT_INVALID'],
  ['! 192.0.2.1', 'ADDRESS_INVALID address=!'],
  ['not 192.0.2.0/24', 'INPUT_INVALID'],
  ['not 192.0.2.1', 'ADDRESS_IS_HOST_NAME address=not'],
  ['not 192.0.2.0 255.255.255.0', 'INPUT_INVALID'],
  ['-192.0.2.0/24', 'ADDRESS_INVALID address=-192.0.2.0'],
  ['- 192.0.2.0/24', 'INPUT_INVALID'],
  ['; 192.0.2.0/24', 'INPUT_INVALID'],
  ['DENY,192.0.2.0/24', 'INPUT_INVALID'],
  ['""\t"192.0.2.0/24"', 'INPUT_INVALID'],
  // Two addresses are no address with a netmask.
  ['10.0.0.1,10.0.0.2', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.1 10.0.0.2', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.1\t10.0.0.2', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.1;10.0.0.2', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.1/10.0.0.2', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['"10.0.0.1"\t"10.0.0.2"', 'NETWORK_HAS_MORE more=10.0.0.2'],
  ['10.0.0.0 10.0.0.0', 'NETWORK_HAS_MORE more=10.0.0.0'],
  ['"10.0.0.0"\t""\t"255.0.0.0"', 'NETWORK_HAS_MORE more=255.0.0.0'],
  ['10.0.0.1 2001:db8::1', 'NETWORK_HAS_MORE more=2001:db8::1'],
  ['2001:db8::1 2001:db8::2', 'NETWORK_HAS_MORE more=2001:db8::2'],
  ['2001:db8:: 10.0.0.1', 'NETWORK_HAS_MORE more=10.0.0.1'],
  ['2001:db8:: ffff:ffff::', 'NETMASK_ON_IPV6 address=2001:db8::'],
  ['10.0.0.0 0.0.0.255', 'NETMASK_INVALID netmask=0.0.0.255'],
  ['10.0.0.0/0.255.255.255', 'NETMASK_INVALID netmask=0.255.255.255'],
  ['10.0.0.0 127.255.255.255', 'NETMASK_INVALID netmask=127.255.255.255'],
  ['fe80::1%eth0', 'ADDRESS_INVALID address=fe80::1%eth0'],
  ['fe80::1%eth0/64', 'ADDRESS_INVALID address=fe80::1%eth0'],
  ['-', 'ADDRESS_INVALID address=-'],
  ['10.0.0.1-10.0.0.5-7', 'ADDRESS_INVALID address=10.0.0.1-10.0.0.5-7'],
  ['192.0.2.1\0', 'INPUT_CONTROL_CHARACTERS'],
  ['192.0.2.1\u0007', 'INPUT_CONTROL_CHARACTERS'],
  ['192.0.\u200B2.1', 'INPUT_CONTROL_CHARACTERS'],
  ['192.0.2.1\u009b', 'INPUT_CONTROL_CHARACTERS'],
]

describe('understandNetworks', () => {
  it.each(UNDERSTOOD)('understands %j', (text, networks) => expect(one(text)).toBe(networks))
  it.each(REFUSED)('refuses %j', (text, fault) => expect(one(text)).toBe(fault))

  it('gives one entry a line, counted from 1, and passes over blank and comment lines', () => {
    const entries = understandNetworks('# networks\r\n\r\n10.0.0.0/8\r\nx/y\n   \n192.0.2.1')
    expect(entries.map(({ line, result }) => [line, result.ok])).toEqual([
      [3, true],
      [4, false],
      [6, true],
    ])
  })

  it('has nothing to say about nothing', () => expect(understandNetworks(' \n# x\n')).toEqual([]))

  it('takes 100,000 lines', () => {
    const lines: string[] = []
    for (let i = 0; i < 100_000; i++) {
      const address = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`
      lines.push(i % 2 ? `${address}/32` : `"${address}"\t"255.255.255.255"`)
    }
    const text = lines.join('\n')
    expect(understandNetworks(text).filter((entry) => entry.result.ok)).toHaveLength(100_000)
  })

  it('refuses 10 MB and a million lines', () => {
    for (const text of ['10.0.0.0/8\n'.repeat(1_000_000), 'x'.repeat(10_000_000), '1\n'.repeat(1_000_000)]) {
      expect(one(text)).toMatch(/^INPUT_TOO_LARGE/)
    }
  })

  const ipv6Range = '::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe'

  it('refuses a text that would give more networks than an edit takes, and stops early', () => {
    const before = performance.now()
    for (const piece of [`${ipv6Range}\n`, '10.0.0.1-10.255.255.254\n', '10.0.0.1\n', '10.0.0.0/8,']) {
      const text = piece.repeat(Math.min(900_000, Math.floor(9_900_000 / piece.length)))
      expect(one(text)).toBe(`INPUT_TOO_LARGE limit=${MAX_PREFIXES}`)
    }
    expect(performance.now() - before).toBeLessThan(15_000)
  }, 30_000)

  it('takes exactly as many networks as an edit takes', () => {
    const full = '10.0.0.1\n'.repeat(MAX_PREFIXES - 254) + ipv6Range
    const entries = understandNetworks(full)
    expect(entries).toHaveLength(MAX_PREFIXES - 253)
    expect(entries.every((entry) => entry.result.ok)).toBe(true)
    expect(one(`${full}\n10.0.0.1`)).toBe(`INPUT_TOO_LARGE limit=${MAX_PREFIXES}`)
    expect(one(`10.0.0.1\n${full}`)).toBe(`INPUT_TOO_LARGE limit=${MAX_PREFIXES}`)
  })

  it('takes one endless line in its stride', () => {
    for (const piece of [' ', '1', '"', '/ ', '\\"', '10.0.0.0/8,', '-', '#', ' #']) {
      expect(understandNetworks(`1${piece.repeat(200_000)}x`).length).toBeGreaterThan(0)
    }
  })
})
