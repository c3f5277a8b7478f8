import { beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { generateKey } from './generate-key'
import { makeSelfSigned } from './make-certificate'
import { readInstalled } from './read-installed'
import { printKey } from './read-key'
import { readNames } from './read-names'

const NOW = Date.now()

async function makePair(name: string) {
  const key = await generateKey('ec-p256')
  return {
    certificate: await makeSelfSigned(key, 'ec-p256', unwrap(readNames(name)), 90, NOW),
    key: printKey(key),
  }
}

describe('what is installed', () => {
  let own: Awaited<ReturnType<typeof makePair>>
  let other: Awaited<ReturnType<typeof makePair>>
  beforeAll(async () => {
    own = await makePair('mail.example.test')
    other = await makePair('other.example.test')
  })

  const codes = (certificate: string | null, key: string | null) => {
    const pair = readInstalled({ certificate, key }, [], NOW)
    return pair.state === 'present'
      ? pair.findings.map(({ weight, code }) => `${weight} ${code}`)
      : pair.state
  }

  it('is a pair, or what keeps XMail from using it', () => {
    expect(codes(own.certificate, own.key)).toEqual(['notes self-signed'])
    expect(codes(own.certificate, null)).toContain('breaks key-missing')
    expect(codes(own.certificate, other.key)).toContain('breaks key-mismatch')
    expect(codes(own.certificate, 'junk')).toContain('breaks key-mismatch')
    expect(codes(null, own.key)).toBe('absent')
    expect(codes('', own.key)).toBe('unreadable')
    expect(codes('junk', own.key)).toBe('unreadable')
  })

  it('takes the first certificate for the server’s own, as XMail does, whatever the key is of', () => {
    expect(codes(own.certificate + other.certificate, own.key)).toEqual([
      'warns chain-out-of-order',
      'notes self-signed',
    ])
    expect(codes(other.certificate + own.certificate, own.key)).toContain('breaks key-mismatch')
  })

  it('counts the days', () => {
    const pair = readInstalled(own, [], NOW)
    expect(pair).toMatchObject({ facts: { names: ['mail.example.test'], key: 'ECDSA P-256' } })
    expect(JSON.stringify(pair)).not.toContain('PRIVATE')
  })
})
