import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { parseDocument, printDocument } from '@/lib/xmail/tab'
import { copySample } from './copy-sample'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'practice-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const FORMAT = { lineLimit: 510, comments: true }

describe('copySample', () => {
  it('makes a MailRoot with the files that a snapshot reads, all but one', async () => {
    const folder = join(parent, 'deep', 'MailRoot')
    await copySample(folder)
    const missing: string[] = []
    for (const path of SNAPSHOT_PATHS) {
      await readFile(join(folder, path)).catch(() => missing.push(path))
    }
    // Its existence alone would shut out everybody whose address has no name (semantics.md 0.6).
    expect(missing).toEqual(['smtp.hnprop.tab'])
  })

  it('never overwrites anything', async () => {
    const folder = join(parent, 'MailRoot')
    await copySample(folder)
    await writeFile(join(folder, 'smtprelay.tab'), 'mine\n')
    await expect(copySample(folder)).rejects.toThrow('EEXIST')
    expect(await readFile(join(folder, 'smtprelay.tab'), 'utf8')).toBe('mine\n')
  })

  it.each([
    ['smtprelay.tab', 'shift_jis', '\n', '名古屋支店'],
    ['smtp.ipmap.tab', 'euc-jp', '\n', '優先順位'],
    ['spammers.tab', 'utf-8', '\n', '迷惑メール'],
    ['finger.ipmap.tab', 'ascii', '\r\n', 'ALLOW'],
  ])('has kept the bytes of %s: %s', async (name, encoding, lineEnd, words) => {
    const folder = join(parent, 'MailRoot')
    await copySample(folder)
    const bytes = new Uint8Array(await readFile(join(folder, name)))
    const document = parseDocument(bytes, FORMAT)
    expect(document).toMatchObject({ encoding, lineEnd })
    expect(printDocument(document)).toEqual(bytes)
    expect(new TextDecoder(encoding).decode(bytes)).toContain(words)
  })

  it('names nobody outside of the ranges for documentation and private use', async () => {
    const folder = join(parent, 'MailRoot')
    await copySample(folder)
    const allowed = /^(0\.|10\.|127\.|172\.16\.|192\.168\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|255\.)/
    for (const path of SNAPSHOT_PATHS) {
      const text = await readFile(join(folder, path), 'latin1').catch(() => '')
      for (const [address] of text.matchAll(/\b\d{1,3}(\.\d{1,3}){3}\b/g)) expect(address).toMatch(allowed)
      for (const [name] of text.matchAll(/\b[a-z0-9-]+\.(?:test|com|net|org|jp)\b/g)) {
        expect(name).toMatch(/\.test$/)
      }
    }
  })
})
