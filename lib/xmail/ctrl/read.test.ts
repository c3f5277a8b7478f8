import { describe, expect, it } from 'vitest'
import {
  decodeFileLines,
  ERROR_TEXTS,
  errorText,
  parseGreeting,
  parseListing,
  parseReplyLine,
  replyFault,
  unstuffLine,
} from './index'

describe('parseReplyLine', () => {
  it('reads code, sign and text', () => {
    expect(parseReplyLine('+00000 OK')).toEqual({ code: 0, sign: '+', text: 'OK' })
    expect(parseReplyLine('+00101 OK')).toEqual({ code: 101, sign: '+', text: 'OK' })
    expect(parseReplyLine('-00019 Unable to open file')).toEqual({
      code: -19,
      sign: '-',
      text: 'Unable to open file',
    })
  })

  it.each([
    '',
    'OK',
    '+0000 OK',
    '+000000 OK',
    '00000 OK',
    '+00000',
    ' +00000 OK',
    '220 smtp.example.test ESMTP',
  ])('knows that %j is no reply', (line) => {
    expect(parseReplyLine(line)).toBeNull()
  })
})

describe('parseGreeting', () => {
  it('finds the timestamp and the software', () => {
    const text = '<1795485270.42@127.0.0.1> XMail 1.27 CTRL Server; Tue, 24 Nov 2026 01:54:30 -0000'
    expect(parseGreeting(text)).toEqual({
      timestamp: '<1795485270.42@127.0.0.1>',
      software: 'XMail 1.27 CTRL Server',
    })
  })

  it.each(['OK', '<> x; y', '<a b> x; y', 'XMail <1.2@h>; y', '<a>\x07 x'])('refuses %j', (text) => {
    expect(parseGreeting(text)).toBeNull()
  })
})

describe('listings and files', () => {
  it('takes off outer quotes only', () => {
    expect(parseListing(['"a.test"\t"x\\"y"\t""', '"p"q"\tbare'])).toEqual([
      ['a.test', 'x\\"y', ''],
      ['p"q', 'bare'],
    ])
  })

  it('takes one dot off, but leaves the end alone', () => {
    expect(['.', '..', '...', '.a', 'a'].map(unstuffLine)).toEqual(['.', '.', '..', 'a', 'a'])
  })

  it('marks a file whose line came in pieces', () => {
    expect(decodeFileLines([])).toEqual({ text: '', tooLong: false })
    expect(decodeFileLines(['..', '', 'x'])).toEqual({ text: '.\n\nx\n', tooLong: false })
    expect(decodeFileLines(['a'.repeat(2045)]).tooLong).toBe(false)
    expect(decodeFileLines(['a'.repeat(2046), '']).tooLong).toBe(true)
    // 2,045 bytes and CR LF on disk: XMail makes a blank line of the LF.
    expect(decodeFileLines(['a'.repeat(2045), '', 'x']).tooLong).toBe(true)
    // The doubled dot does not count: 2,045 bytes of the file.
    expect(decodeFileLines([`..${'a'.repeat(2044)}`]).tooLong).toBe(false)
    expect(decodeFileLines([`..${'a'.repeat(2045)}`]).tooLong).toBe(true)
  })
})

describe('replyFault', () => {
  it.each([
    [-19, 'FILE_NOT_FOUND'],
    [-105, 'LOGIN_REFUSED'],
    [-106, 'LOGIN_REFUSED'],
    [-129, 'SERVER_BUSY'],
    [-130, 'REFUSED_BY_IPMAP'],
    [-161, 'LOGIN_REFUSED'],
    [-211, 'FILE_NOT_FOUND'],
    [-249, 'TLS_NOT_OFFERED'],
    [-10, 'XMAIL_ERROR'],
  ] as const)('%d is %s', (code, expected) => {
    expect(replyFault(code, errorText(code))).toEqual({
      code: expected,
      details: { code, text: errorText(code) },
    })
  })

  it('knows what was asked for', () => {
    expect(replyFault(-3, 'x', 'login').code).toBe('LOGIN_REFUSED')
    expect(replyFault(-129, 'x', 'login').code).toBe('SERVER_BUSY')
    expect(replyFault(-105, 'x', 'tls').code).toBe('TLS_NOT_OFFERED')
  })

  it('lets no control characters and no flood through', () => {
    expect(replyFault(-10, `\x1b[2J${'x'.repeat(500)}`).details?.text).toBe(`?[2J${'x'.repeat(196)}`)
  })
})

describe('ERROR_TEXTS', () => {
  it('has the numbers of XMail 1.27', () => {
    expect(ERROR_TEXTS.size).toBe(269)
    expect(errorText(-11)).toBe('Unknown error code')
    expect(errorText(-268)).toBe('Unknown error code')
    expect(errorText(-900)).toBe('Unknown error code')
    expect(errorText(-214)).toBe('Error in relative path syntax')
    expect(errorText(-267)).toBe('Failed to create for eventfd')
  })
})
