import { describe, expect, it } from 'vitest'
import { createSealer, deriveKey, sealJson, unsealJson } from './seal'

const SECRET = 'correct horse battery staple, twice over'
const sealer = createSealer(SECRET)
const plain = new Uint8Array([0, 1, 2, 255, 10, 13])

describe('createSealer', () => {
  it('opens what it sealed, byte for byte', () => {
    for (const bytes of [plain, new Uint8Array(0), new Uint8Array(100_000).fill(7)]) {
      expect(sealer.unseal(sealer.seal(bytes, 'p'), 'p')).toEqual({ ok: true, value: bytes })
    }
  })

  it('never seals the same text twice the same way', () => {
    expect(new Set(Array.from({ length: 50 }, () => sealer.seal(plain, 'p'))).size).toBe(50)
  })

  it('names version and key, and shows nothing of the plain text', () => {
    const sealed = sealer.seal(Buffer.from('topsecret'), 'p')
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/)
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('topsecret')).toBe(false)
  })

  it('refuses another purpose, another secret', () => {
    const sealed = sealer.seal(plain, 'server:1')
    expect(sealer.unseal(sealed, 'server:2')).toMatchObject({ error: { code: 'SECRET_UNREADABLE' } })
    expect(createSealer(`${SECRET}!`).unseal(sealed, 'server:1')).toMatchObject({
      error: { code: 'SECRET_UNREADABLE' },
    })
  })

  it('opens what an older secret sealed, when it is given', () => {
    const sealed = sealer.seal(plain, 'p')
    expect(createSealer('a newer secret that took its place, ok', [SECRET]).unseal(sealed, 'p')).toEqual({
      ok: true,
      value: plain,
    })
  })

  it('refuses every single altered bit of the body', () => {
    const [version, id, text] = sealer.seal(plain, 'p').split('.')
    const body = Buffer.from(text ?? '', 'base64url')
    for (let bit = 0; bit < body.length * 8; bit++) {
      const altered = Buffer.from(body)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(sealer.unseal(`${version}.${id}.${altered.toString('base64url')}`, 'p').ok).toBe(false)
    }
  })

  it('refuses what is not sealed text, without throwing', () => {
    const sealed = sealer.seal(plain, 'p')
    const [version, id, text] = sealed.split('.')
    for (const bad of [
      '',
      'v1',
      '..',
      `v2.${id}.${text}`,
      `${version}.00000000.${text}`,
      `${version}.${id}.`,
      `${version}.${id}.AAAA`,
      `${sealed}.x`,
      sealed.slice(0, -4),
    ]) {
      expect(sealer.unseal(bad, 'p')).toMatchObject({ ok: false, error: { code: 'SECRET_UNREADABLE' } })
    }
  })
})

describe('sealJson', () => {
  it('is opened by unsealJson', () => {
    const value = { password: 'päss\0word', list: [1, null] }
    expect(unsealJson(sealer, sealJson(sealer, value, 'p'), 'p')).toEqual({ ok: true, value })
  })
})

describe('deriveKey', () => {
  it('gives each use a key of its own', () => {
    expect(deriveKey(SECRET, 'a')).toHaveLength(32)
    expect(deriveKey(SECRET, 'a').equals(deriveKey(SECRET, 'b'))).toBe(false)
    expect(deriveKey(SECRET, 'a').equals(deriveKey(SECRET, 'a'))).toBe(true)
  })
})
