import fc from 'fast-check'
import { expect, it } from 'vitest'
import { err, ok } from '@/lib/errors'
import { toByteString } from './byte-string'
import type { TextEncoding } from './encoding'
import { decodeExactly, encodeExactly } from './exact-text'

const seed = Number(process.env.SEED ?? 20261124)
const ENCODINGS: readonly TextEncoding[] = ['ascii', 'utf-8', 'shift_jis', 'euc-jp', 'latin1']

it('gives every line a text of its own, and the same bytes back', () => {
  const bytes = fc.array(fc.oneof(fc.nat(255), fc.integer({ min: 0x80, max: 0xff })), { maxLength: 8 })
  const line = bytes.map((all) => String.fromCharCode(...all))
  fc.assert(
    fc.property(line, line, fc.constantFrom(...ENCODINGS), (a, b, encoding) => {
      const texts = [a, b].map((each) => decodeExactly({ encoding }, each))
      expect(texts.map((text) => encodeExactly({ encoding }, text))).toEqual([ok(a), ok(b)])
      if (a !== b) expect(texts[0]).not.toBe(texts[1])
    }),
    { seed, numRuns: 5_000 },
  )
})

it('shows text as text, and bytes that are none one by one', () => {
  const utf8 = toByteString(new TextEncoder().encode('社内'))
  expect(decodeExactly({ encoding: 'utf-8' }, utf8)).toBe('社内')
  expect(decodeExactly({ encoding: 'shift_jis' }, '\x8e\xd0\x93\xe0')).toBe('社内')
  expect(decodeExactly({ encoding: 'utf-8' }, 'a\xff')).toBe('a\uf7ff')
  // A character that decoders put in the place of broken bytes, but here it is one.
  const replacement = toByteString(new TextEncoder().encode('\ufffd'))
  expect(encodeExactly({ encoding: 'utf-8' }, decodeExactly({ encoding: 'utf-8' }, replacement))).toEqual(
    ok(replacement),
  )
})

it('takes nothing that the file’s encoding has not', () => {
  expect(encodeExactly({ encoding: 'shift_jis' }, '🙂')).toMatchObject({ ok: false })
  expect(encodeExactly({ encoding: 'utf-8' }, 'x\ufffd')).toEqual(
    err('FIELD_NOT_ENCODABLE', { character: '\ufffd' }),
  )
  expect(encodeExactly({ encoding: 'utf-8' }, '\uf7ffあ')).toEqual(
    err('FIELD_NOT_ENCODABLE', { character: 'あ' }),
  )
})
