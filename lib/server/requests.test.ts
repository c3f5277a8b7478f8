import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address'
import { createLog } from './log'
import { isSameOrigin } from './same-origin'

describe('isSameOrigin', () => {
  const fixed = { origin: 'https://mx.example', originIsFixed: true }
  const from = (origin?: string) => new Headers(origin === undefined ? {} : { origin })

  it('takes the set address and nothing else', () => {
    expect(isSameOrigin(from('https://mx.example'), fixed)).toBe(true)
    for (const origin of [
      'http://mx.example',
      'https://mx.example:8443',
      'https://evil.example',
      'null',
      undefined,
    ]) {
      expect(isSameOrigin(from(origin), fixed)).toBe(false)
    }
  })

  it('takes the names of this machine for one place, port by port', () => {
    const here = { origin: 'http://127.0.0.1:4000', originIsFixed: true }
    for (const origin of ['http://localhost:4000', 'http://[::1]:4000', 'http://127.0.0.1:4000']) {
      expect(isSameOrigin(from(origin), here)).toBe(true)
    }
    for (const origin of [
      'http://localhost:4001',
      'https://localhost:4000',
      'http://localhost.evil.example:4000',
    ]) {
      expect(isSameOrigin(from(origin), here)).toBe(false)
    }
    expect(isSameOrigin(from('http://localhost'), fixed)).toBe(false)
  })

  it('leaves it to Next where no address was set', () => {
    expect(
      isSameOrigin(from('http://localhost:3000'), { origin: 'http://127.0.0.1:3000', originIsFixed: false }),
    ).toBe(true)
  })
})

describe('clientAddress', () => {
  it('is the last one of the chain, which the nearest proxy wrote', () => {
    const of = (chain?: string) =>
      clientAddress(new Headers(chain === undefined ? {} : { 'x-forwarded-for': chain }))
    expect(of('192.0.2.1, 198.51.100.9')).toBe('198.51.100.9')
    expect(of('2001:db8::7')).toBe('2001:db8::7')
    expect(of()).toBe('unknown')
    expect(of('')).toBe('unknown')
  })
})

describe('createLog', () => {
  it('blanks what has the name of a secret', () => {
    const lines: string[] = []
    const log = createLog({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) })
    log.info(
      {
        password: 'Canary',
        server: { secrets: { password: 'Canary' }, name: 'mx' },
        a: { b: { token: 'Canary' } },
      },
      'x',
    )
    log.debug('not at this level')
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('Canary')
    expect(lines[0]).toContain('mx')
  })
})
