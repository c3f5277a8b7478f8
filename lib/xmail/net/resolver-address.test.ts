import { describe, expect, it } from 'vitest'
import { formatAddress } from './address'
import { readResolverAddress } from './resolver-address'

/** What glibc's getaddrinfo answered (Linux), measured. */
const TAKEN: [text: string, address: string][] = [
  ['10.0.0.1', '10.0.0.1'],
  ['10.1', '10.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['0X7F.1', '127.0.0.1'],
  ['010.0.0.1', '8.0.0.1'],
  ['1.256', '1.0.1.0'],
  ['1.65536', '1.1.0.0'],
  ['1.2.65535', '1.2.255.255'],
  ['255.255.255', '255.255.0.255'],
  ['32', '0.0.0.32'],
  ['4294967295', '255.255.255.255'],
  ['037777777777', '255.255.255.255'],
  ['0xffffffff', '255.255.255.255'],
  ['0x00000000001', '0.0.0.1'],
  ['00000000000.1', '0.0.0.1'],
  ['1.0xffffff', '1.255.255.255'],
  ['::', '::'],
  ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
  ['::1.2.3.4', '::102:304'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ['fe80::1%1', 'fe80::1'],
  ['::1%0', '::1'],
]

const REFUSED = [
  ...[
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\t',
    '1.2.3.4 x',
    '1.2.3.4.',
    '1.2.',
    '.1',
    '1..2',
    '',
    '0x',
    '0x.1',
    '0x1.',
  ],
  ...['08.1', '192.168.1.09', '256.1', '256.1.1.1', '1.2.65536', '4294967296', '040000000000', '0x1ffffffff'],
  ...['99999999999999999999', '0.0.0.99999999999999999999', '+1.2', '192.168.1.0x', '1.2.3.4%lo'],
  ...[
    '::ffff:1.2.3',
    '::ffff:01.2.3.4',
    '::ffff:0x1.2.3.4',
    '1::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:8::',
    ':1::2',
  ],
  ...[
    '12345::',
    '00001::',
    '::00ffff:1.2.3.4',
    '::255.255.255.256',
    '[::1]',
    '::1%',
    '::1%lo',
    '1::2::3',
    '1:2',
  ],
]

describe('readResolverAddress', () => {
  it.each(TAKEN)('reads %s as %s', (text, address) => {
    const reading = readResolverAddress(text)
    expect(reading && 'address' in reading && formatAddress(reading.address)).toBe(address)
  })

  it.each(REFUSED)('finds no address in "%s"', (text) => expect(readResolverAddress(text)).toBeNull())

  it('says that only the resolver knows a host name', () => {
    for (const name of ['mail.example.com', 'mail.example.com.', 'localhost', 'my_host-1', 'fe80::1%eth0']) {
      expect(readResolverAddress(name), name).toEqual({ hostName: true })
    }
  })

  it('marks what people do not write', () => {
    expect(readResolverAddress('10.1')).toMatchObject({ legacy: true })
    expect(readResolverAddress('010.0.0.1')).toMatchObject({ legacy: true })
    expect(readResolverAddress('10.0.0.1')).toMatchObject({ legacy: false })
    expect(readResolverAddress('0:0::1')).toMatchObject({ legacy: false })
  })
})
