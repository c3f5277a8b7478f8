import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTokens } from '@/lib/xmail/tab/lex'
import { decodeFileLines, encodeCommand, encodeData, encodeFileLines, encodeLogin } from './index'

const seed = Number(process.env.SEED ?? 20261124)

/** What XMail makes of what it receives in the data phase (semantics.md 8.3), written down as plainly as possible. */
function receiveData(wire: string): { file: string; thenRunsAsCommands: string } {
  let file = ''
  let rest = wire
  for (;;) {
    const end = rest.slice(0, 2046).indexOf('\n')
    if (end === -1) return { file, thenRunsAsCommands: rest.slice(2046) }
    let line = rest.slice(0, end).replace(/\r+$/, '')
    rest = rest.slice(end + 1)
    if (line === '.') return { file, thenRunsAsCommands: rest }
    if (line.startsWith('.')) line = line.slice(1)
    file += `${line.split('\0')[0]}\n`
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

function codeOf(result: { ok: true } | { ok: false; error: { code: string } }): string {
  return result.ok ? 'ok' : result.error.code
}

describe('encodeCommand', () => {
  it('quotes every word and joins them by TABs', () => {
    expect(encodeCommand('cfgfileget', ['smtprelay.tab'])).toEqual({
      ok: true,
      value: '"cfgfileget"\t"smtprelay.tab"\r\n',
    })
    expect(encodeCommand('userlist', ['a"b', ''])).toEqual({ ok: true, value: '"userlist"\t"a\\"b"\t""\r\n' })
  })

  it.each([
    ['a\tb', 'FIELD_HAS_TAB'],
    ['a\r\n"domainadd"', 'FIELD_HAS_LINE_BREAK'],
    ['a\n', 'FIELD_HAS_LINE_BREAK'],
    ['a\rb', 'FIELD_HAS_LINE_BREAK'],
    ['a\0b', 'FIELD_HAS_NUL'],
    ['café', 'FIELD_NOT_ENCODABLE'],
    ['日本', 'FIELD_NOT_ENCODABLE'],
    ['a\\', 'FIELD_ENDS_WITH_BACKSLASH'],
  ])('refuses %j with %s', (value, code) => {
    expect(codeOf(encodeCommand('useradd', [value]))).toBe(code)
    expect(codeOf(encodeCommand(value, []))).toBe(code)
  })

  it('takes a line of 4,092 bytes and not one more', () => {
    const room = 4092 - '"cfgfileget"\t""'.length
    expect(codeOf(encodeCommand('cfgfileget', ['y'.repeat(room)]))).toBe('ok')
    expect(encodeCommand('cfgfileget', ['y'.repeat(room + 1)])).toEqual({
      ok: false,
      error: { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line: 1, limit: 4092 } },
    })
  })

  it('is read by XMail as the words that were given, or refused', () => {
    const word = fc.string({ unit: 'binary-ascii', maxLength: 40 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), ([verb = '', ...args]) => {
        const line = encodeCommand(verb, args)
        if (!line.ok) return
        expect(line.value.indexOf('\n')).toBe(line.value.length - 1)
        expect(readTokens(line.value.slice(0, -2))).toEqual([verb, ...args])
      }),
      { seed },
    )
  })
})

describe('encodeLogin', () => {
  it('writes a digest with its mark', () => {
    expect(encodeLogin('admin', { digest: 'f7c80c57be4ef93e604757ccf78154f0' })).toEqual({
      ok: true,
      value: '"admin"\t"#f7c80c57be4ef93e604757ccf78154f0"\r\n',
    })
  })

  it('refuses what would be taken for something else, without telling the secret', () => {
    expect(encodeLogin('admin', { password: '#secret' })).toEqual({
      ok: false,
      error: { code: 'INPUT_INVALID', field: 'password' },
    })
    expect(codeOf(encodeLogin('admin', { digest: 'nope' }))).toBe('INPUT_INVALID')
    expect(encodeLogin('admin', { password: 'päss' })).toEqual({
      ok: false,
      error: { code: 'FIELD_NOT_ENCODABLE', field: 'password' },
    })
    expect(encodeLogin('a\tb', { password: 'x' })).toEqual({
      ok: false,
      error: { code: 'FIELD_HAS_TAB', field: 'user' },
    })
  })

  it('takes a line of 252 bytes and not one more', () => {
    const room = 252 - '"admin"\t""'.length
    expect(codeOf(encodeLogin('admin', { password: 'x'.repeat(room) }))).toBe('ok')
    expect(codeOf(encodeLogin('admin', { password: 'x'.repeat(room + 1) }))).toBe('LINE_TOO_LONG_FOR_CTRL')
  })
})

describe('encodeData', () => {
  it('stuffs dots and ends the data', () => {
    expect(encodeData(bytesOf('.\n..\n.a\nb\nend\n'))).toEqual({
      ok: true,
      value: '..\r\n...\r\n..a\r\nb\r\nend\r\n.\r\n',
    })
    expect(encodeData(bytesOf('\n'))).toEqual({ ok: true, value: '\r\n.\r\n' })
    expect(encodeData(bytesOf('a\r\nb'))).toEqual({ ok: true, value: 'a\r\nb\r\n.\r\n' })
  })

  it.each([
    ['', 'EMPTY_BODY_REFUSED'],
    ['a\0b\n', 'BYTES_NOT_FOR_CTRL'],
    ['a\r\r\n', 'BYTES_NOT_FOR_CTRL'],
    ['a\r', 'BYTES_NOT_FOR_CTRL'],
    ['\r', 'BYTES_NOT_FOR_CTRL'],
    ['a\rb\n', 'ok'],
    ['# caf\xe9 \x93\xfa\n', 'ok'],
  ])('%j: %s', (text, code) => {
    expect(codeOf(encodeData(bytesOf(text)))).toBe(code)
  })

  it('takes lines of 2,044 bytes, counted after stuffing', () => {
    expect(codeOf(encodeData(bytesOf('b'.repeat(2044))))).toBe('ok')
    expect(codeOf(encodeData(bytesOf(`.${'b'.repeat(2042)}`)))).toBe('ok')
    expect(encodeData(bytesOf(`a\n.${'b'.repeat(2043)}\n`))).toEqual({
      ok: false,
      error: { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line: 2, limit: 2044 } },
    })
  })

  it('arrives as the same lines and leaves nothing to be run as commands, or is refused', () => {
    const piece = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('\n', '\r\n', '.', '\r', '\0', '"a"\t"b"', '"domainadd"\t"x.test"'),
      },
      { weight: 1, arbitrary: fc.nat({ max: 2 }).map((extra) => 'b'.repeat(2043 + extra)) },
      {
        weight: 1,
        arbitrary: fc.uint8Array({ maxLength: 20 }).map((bytes) => String.fromCharCode(...bytes)),
      },
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const wire = encodeData(bytesOf(text))
        if (!wire.ok) return
        const lf = text.replaceAll('\r\n', '\n')
        expect(receiveData(`${wire.value}"quit"\r\n`)).toEqual({
          file: lf.endsWith('\n') ? lf : `${lf}\n`,
          thenRunsAsCommands: '"quit"\r\n',
        })
      }),
      { seed, numRuns: 500 },
    )
  })
})

describe('encodeFileLines', () => {
  it('cuts a line of 2,046 bytes and more into pieces without a mark', () => {
    const lengthsOf = (text: string) => encodeFileLines(text).map((line) => line.length)
    expect(lengthsOf(`${'a'.repeat(2045)}\nnext\n`)).toEqual([2045, 4])
    expect(lengthsOf(`${'a'.repeat(2046)}\nnext\n`)).toEqual([2046, 0, 4])
    expect(lengthsOf(`${'a'.repeat(4096)}\nnext\n`)).toEqual([2046, 2046, 4, 4])
    expect(lengthsOf('a'.repeat(2046))).toEqual([2046])
  })

  it('comes back as it was, but for line ends and NULs, unless a line was cut', () => {
    const piece = fc.oneof(
      fc.constantFrom('\n', '\r\n', '.', '..', '\0', 'x'),
      fc.nat({ max: 3 }).map((extra) => 'b'.repeat(2044 + extra)),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const { text: got, tooLong } = decodeFileLines(encodeFileLines(text))
        const contents = text.endsWith('\n')
          ? text.split('\n').slice(0, -1)
          : text === ''
            ? []
            : text.split('\n')
        const plain = contents.map((line) => `${(line.split('\0')[0] ?? '').replace(/\r+$/, '')}\n`).join('')
        const isCut = text.split('\n').some((line) => line.length > 2045)
        if (!isCut) expect(got).toBe(plain)
        // A NUL can hide that a line was cut; nothing else can.
        if (isCut && !text.includes('\0')) expect(tooLong).toBe(true)
      }),
      { seed, numRuns: 500 },
    )
  })
})
