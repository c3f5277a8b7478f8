import type { Chunk, TabFormat } from './line'

/**
 * For tests: XMail's reader again, as its C is written (MscGetString, MscGetConfigLine, StrGetTabLineStrings; semantics.md
 * 1.1, 1.2), one byte at a time over the whole file. Slow, and shares no code with what it checks.
 */
export function readAsC(file: string, format: TabFormat): Chunk[] {
  const chunks: Chunk[] = []
  let at = 0
  while (at < file.length) {
    let buffer = ''
    while (buffer.length < format.lineLimit && at < file.length) {
      const char = file.charAt(at++)
      buffer += char
      if (char === '\n') break
    }
    let cString = ''
    for (const char of buffer) {
      if (char === '\0') break
      cString += char
    }
    while (cString !== '' && '\r\n'.includes(cString.charAt(cString.length - 1)))
      cString = cString.slice(0, -1)
    if (cString === '') chunks.push({ kind: 'blank', tokens: [] })
    else if (format.comments && cString.charAt(0) === '#') chunks.push({ kind: 'comment', tokens: [] })
    else chunks.push({ kind: 'data', tokens: tokensAsC(cString) })
  }
  return chunks
}

function tokensAsC(text: string): string[] {
  const tokens: string[] = []
  let token = ''
  for (const char of `${text}\t`) {
    if (char !== '\t') token += char
    else {
      if (token !== '') tokens.push(unquoteAsC(token))
      token = ''
    }
  }
  return tokens
}

function unquoteAsC(token: string): string {
  if (token.charAt(0) !== '"') return token
  let value = ''
  let at = 1
  while (at < token.length && token.charAt(at) !== '"') {
    if (token.charAt(at) === '\\' && token.charAt(at + 1) === '"') at++
    value += token.charAt(at++)
  }
  return value
}
