/** One reply line: `code` carries the sign (`-19`, `100`), `text` is what follows the blank. */
export interface Reply {
  readonly code: number
  readonly sign: '+' | '-'
  readonly text: string
}

/** What the greeting tells. `timestamp` keeps its angle brackets, as the digest needs it. */
export interface Greeting {
  readonly timestamp: string
  /** e.g. "XMail 1.27 CTRL Server". */
  readonly software: string
}

/** A reply line without its line end (semantics.md 8.1): sign, five digits, a blank, text. Null: not a reply. */
export function parseReplyLine(line: string): Reply | null {
  const match = /^([+-])(\d{5}) (.*)$/s.exec(line)
  if (!match) return null
  const [, sign, digits, text = ''] = match
  const code = Number(digits)
  return sign === '-' ? { code: 0 - code, sign, text } : { code, sign: '+', text }
}

/** The text of the greeting's reply: `<TIMESTAMP> SOFTWARE; DATE`. Null: whoever answers, it is no CTRL server. */
export function parseGreeting(text: string): Greeting | null {
  const match = /^(<[\x21-\x3b\x3d\x3f-\x7e]+>) ([\x20-\x7e]*)$/.exec(text)
  if (!match) return null
  const [, timestamp = '', rest = ''] = match
  const semicolon = rest.indexOf(';')
  return { timestamp, software: (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim() }
}
