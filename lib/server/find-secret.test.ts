import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { findSecret } from './find-secret'

const GOOD = 'h2Q0v3Yw8m1R6sT4xZ7bN9cK5dF2gJ8L'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailroot-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

const find = (given: Partial<Parameters<typeof findSecret>[0]>) =>
  findSecret({
    production: true,
    secret: null,
    secretFile: null,
    demoFile: null,
    dataFolder: join(folder, 'data'),
    ...given,
  })

describe('findSecret', () => {
  it('takes a real one', () => {
    expect(find({ secret: GOOD })).toBe(GOOD)
    writeFileSync(join(folder, 'secret'), `${GOOD}\n`)
    expect(find({ secretFile: join(folder, 'secret') })).toBe(GOOD)
  })

  it.each([
    'short',
    GOOD.slice(1),
    'changeme-changeme-changeme-changeme',
    'please change me before going live',
    'your-32-character-or-longer-key-goes-here',
    'this-is-my-secret-key-for-mail-2026',
    'Password1234567890Password1234567890',
    'a'.repeat(40),
    'abc123'.repeat(8),
    '0123456789abcdef'.repeat(3),
  ])('refuses %s, without repeating it', (secret) => {
    expect(() => find({ secret })).toThrow(/^MAILROOT_SECRET: .*openssl rand/)
    writeFileSync(join(folder, 'secret'), secret)
    expect(() => find({ secretFile: join(folder, 'secret') })).toThrow(
      /^MAILROOT_SECRET_FILE: .*openssl rand/,
    )
    try {
      find({ secret })
    } catch (error) {
      expect(String(error)).not.toContain(secret)
    }
  })

  it('is needed in production', () => {
    expect(() => find({})).toThrow(/MAILROOT_SECRET: is needed in production/)
    expect(() => find({ secretFile: join(folder, 'nothing') })).toThrow(/MAILROOT_SECRET_FILE: .*ENOENT/)
  })

  it('is made once in development and demo, for its owner alone', () => {
    const made = find({ production: false })
    expect(made.length).toBeGreaterThan(60)
    expect(find({ demoFile: '/tmp/demo.json' })).toBe(made)
    expect(statSync(join(folder, 'data/secret.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(folder, 'data/secret.key'), 'utf8')).toBe(made)
  })

  it('is not replaced when its file was emptied: what is sealed would be lost without a word', () => {
    find({ production: false })
    writeFileSync(join(folder, 'data/secret.key'), '')
    expect(() => find({ production: false })).toThrow(/secret\.key: is not the key/)
  })
})
