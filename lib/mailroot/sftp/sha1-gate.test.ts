import { generateKeyPairSync } from 'node:crypto'
import ssh2, { type BaseAgent, type ParsedKey } from 'ssh2'
import { describe, expect, it, vi } from 'vitest'
import { Sha1Gate } from './sha1-gate'

const BYTES = Buffer.from('to be signed')

function makeKey(type: 'rsa' | 'ec'): ParsedKey {
  const options = { modulusLength: 2048, namedCurve: 'P-256' }
  const { privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', options) : generateKeyPairSync('ec', options)
  const pem = privateKey.export({ type: type === 'rsa' ? 'pkcs1' : 'sec1', format: 'pem' })
  const key = ssh2.utils.parseKey(pem)
  if (key instanceof Error) throw key
  return key
}

// An sshd of today cannot be made to ask for such a signature: it always offers better ones.
describe('the gate before SHA-1 signatures', () => {
  it('lets none of an RSA key through while it is closed', () => {
    const gate = new Sha1Gate(false)
    const key = gate.watchKey(makeKey('rsa'))
    expect(key.sign(BYTES, 'sha256')).toBeInstanceOf(Buffer)
    expect(gate.wasRefused).toBe(false)
    for (const hash of ['sha1', undefined]) expect(() => key.sign(BYTES, hash)).toThrow('SHA-1')
    expect(gate).toMatchObject({ wasRefused: true, wasUsed: false })
  })

  it('remembers that one went through while it is open', () => {
    const gate = new Sha1Gate(true)
    const key = gate.watchKey(makeKey('rsa'))
    expect(key.sign(BYTES, 'sha512')).toBeInstanceOf(Buffer)
    expect(gate.wasUsed).toBe(false)
    expect(key.sign(BYTES, 'sha1')).toBeInstanceOf(Buffer)
    expect(gate).toMatchObject({ wasRefused: false, wasUsed: true })
  })

  it('leaves other keys alone, which name no hash', () => {
    const gate = new Sha1Gate(false)
    expect(gate.watchKey(makeKey('ec')).sign(BYTES, undefined)).toBeInstanceOf(Buffer)
    expect(gate).toMatchObject({ wasRefused: false, wasUsed: false })
  })

  it('stands before an agent, too', () => {
    const sign = vi.fn((_key, _bytes, _options, done) => done(null, BYTES))
    const agent = { getIdentities: vi.fn(), sign } as unknown as BaseAgent
    const watched = new Sha1Gate(false).watchAgent(agent)
    const done = vi.fn()
    watched.sign(makeKey('rsa'), BYTES, { hash: 'sha1' }, done)
    expect(done).toHaveBeenLastCalledWith(expect.any(Error))
    expect(sign).not.toHaveBeenCalled()
    watched.sign(makeKey('rsa'), BYTES, { hash: 'sha256' }, done)
    expect(done).toHaveBeenLastCalledWith(null, BYTES)
  })
})
