import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, encodeText } from '.'
import { codeTable } from './code-table'

const seed = Number(process.env.SEED ?? 20261124)
const sjis = { encoding: 'shift_jis' } as const

const TWIN: Record<string, string> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¦': '￤',
}
const untwin = (text: string) => Array.from(text, (character) => TWIN[character] ?? character).join('')

describe('encodeText', () => {
  it.each(['shift_jis', 'euc-jp'] as const)('is undone by decodeText for all that %s has', (encoding) => {
    const characters = [...codeTable(encoding).keys()]
    expect(characters.length).toBeGreaterThan(7000)
    const text = fc.array(fc.constantFrom(...characters, 'a', '~', '\\', ' ')).map((list) => list.join(''))
    fc.assert(
      fc.property(text, (typed) => {
        const bytes = encodeText({ encoding }, typed)
        expect(bytes.ok && untwin(decodeText({ encoding }, bytes.value))).toBe(untwin(typed))
      }),
      { seed },
    )
  })

  it.each(['ascii', 'utf-8', 'latin1'] as const)('is undone by decodeText, or refuses, in %s', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const bytes = encodeText({ encoding }, typed)
        if (bytes.ok) expect(decodeText({ encoding }, bytes.value)).toBe(typed)
        else expect(encoding).toBe('latin1')
      }),
      { seed },
    )
  })

  it('chooses the code that Windows chooses where there are several', () => {
    expect(encodeText(sjis, '∵')).toEqual({ ok: true, value: '\x81\xe6' })
    expect(encodeText(sjis, '￢')).toEqual({ ok: true, value: '\x81\xca' })
    expect(encodeText(sjis, 'Ⅰ')).toEqual({ ok: true, value: '\x87\x54' })
    expect(encodeText(sjis, 'ⅰ')).toEqual({ ok: true, value: '\xfa\x40' })
    expect(encodeText(sjis, '髙')).toEqual({ ok: true, value: '\xfb\xfc' })
    expect(encodeText(sjis, '表')).toEqual({ ok: true, value: '\x95\x5c' })
    expect(encodeText(sjis, 'ｱ')).toEqual({ ok: true, value: '\xb1' })
  })

  it('writes the wave dash and the minus that macOS types', () => {
    expect(encodeText(sjis, '〜−')).toEqual(encodeText(sjis, '～－'))
    expect(encodeText({ encoding: 'euc-jp' }, '〜')).toEqual({ ok: true, value: '\xa1\xc1' })
  })

  it('refuses what the encoding has not, and names it', () => {
    const details = { character: '😀', encoding: 'shift_jis' }
    expect(encodeText(sjis, 'あ😀')).toEqual({ ok: false, error: { code: 'FIELD_NOT_ENCODABLE', details } })
    // In JIS the yen sign has the backslash's place: written as one it would change its meaning.
    expect(encodeText(sjis, '¥').ok).toBe(false)
    expect(encodeText({ encoding: 'latin1' }, 'あ').ok).toBe(false)
    expect(encodeText({ encoding: 'latin1' }, '\x80').ok).toBe(false)
    expect(encodeText({ encoding: 'latin1' }, '€')).toEqual({ ok: true, value: '\x80' })
    expect(encodeText({ encoding: 'utf-8' }, 'a\ud83d').ok).toBe(false)
  })
})

describe('decodeText', () => {
  it('keeps a byte order mark and shows broken bytes', () => {
    expect(decodeText({ encoding: 'utf-8' }, '\xef\xbb\xbfa')).toBe('\ufeffa')
    expect(decodeText({ encoding: 'utf-8' }, 'a\xff')).toBe('a\ufffd')
  })
  it('gives every byte of Latin-1 another character', () => {
    const all = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join('')
    const text = decodeText({ encoding: 'latin1' }, all)
    expect(new Set(text).size).toBe(256)
    expect(encodeText({ encoding: 'latin1' }, text)).toEqual({ ok: true, value: all })
  })
})
