/**
 * What the text of a file that starts XMail says of `-F-`, the option without which FINGER has a port (semantics.md 10.1,
 * 10.2). Lines count from 0; `text` and lines are byte strings.
 */
export type StartFileReading =
  /** Every place that sets options has `-F-`, or lacks it; `other` is that line with it, or without it. */
  | { readonly kind: 'off' | 'on'; readonly line: number; readonly other: string }
  /**
   * `nothing`: no line sets options. `several`: more than one does, and which counts cannot be told. `unclear`: the one
   * that does is written in a way that cannot be changed safely.
   */
  | { readonly kind: 'nothing' | 'several' | 'unclear'; readonly lines: readonly number[] }

export const FINGER_OFF = '-F-'

/** Where options begin in a line, and how far they go. */
interface Place {
  readonly line: number
  /** Before the options, an opening quotation mark included. */
  readonly head: string
  readonly options: string
  readonly tail: string
  /** Unquoted options, which become more than one word by ours: what to put around them. Null: nothing is needed. */
  readonly quote: { readonly before: string; readonly after: string } | null
  readonly isUnclear: boolean
}

export function readStartFile(text: string): StartFileReading {
  const lines = splitLines(text)
  const places = /^\s*\[Service\]\s*$/m.test(text) ? unitPlaces(lines) : shellPlaces(lines)
  const [place, ...others] = places
  if (!place) return { kind: 'nothing', lines: [] }
  if (others.length > 0) return { kind: 'several', lines: places.map(({ line }) => line) }
  if (place.isUnclear) return { kind: 'unclear', lines: [place.line] }
  const kind = wordsOf(place.options).includes(FINGER_OFF) ? 'off' : 'on'
  return { kind, line: place.line, other: kind === 'off' ? without(place) : withOption(place) }
}

/** In front of all other options: behind one that wants a value, XMail would take ours for it (semantics.md 10.3). */
function withOption({ head, options, tail, quote }: Place): string {
  if (options.trim() === '') return `${head}${FINGER_OFF}${tail}`
  const { before, after } = quote ?? { before: '', after: '' }
  return `${head}${before}${FINGER_OFF} ${options.trimStart()}${after}${tail}`
}

function without({ head, options, tail }: Place): string {
  const rest = options.replace(/(^|[ \t])-F-([ \t]+|$)/, '$1')
  return `${rest === '' ? head.trimEnd() : head}${rest}${tail}`
}

/** An init script, or a file in /etc/default: NAME=value of a shell. */
function shellPlaces(lines: readonly string[]): Place[] {
  const of = (name: string) =>
    lines.flatMap((line, at) => {
      const match = new RegExp(`^(\\s*(?:export\\s+)?${name}=)(.*)$`).exec(line.replace(/\r$/, ''))
      const [, head = '', value = ''] = match ?? []
      return match ? [shellPlace(at, head, value, line.endsWith('\r') ? '\r' : '')] : []
    })
  const own = of('XMAIL_CMD_LINE')
  // XMail's own script hands XMAIL_CMD_LINE on as MAIL_CMD_LINE: the one that is written by hand is the one to change.
  return own.length > 0 ? own : of('MAIL_CMD_LINE')
}

function shellPlace(line: number, head: string, value: string, end: string): Place {
  const quoted = /^(["'])(.*?)\1(\s*(?:#.*|;.*)?)$/.exec(value)
  if (quoted) {
    const [, mark = '', options = '', rest = ''] = quoted
    const isUnclear = /[`\\]|\$\(/.test(options)
    return { line, head: head + mark, options, tail: mark + rest + end, quote: null, isUnclear }
  }
  const [, word = '', rest = ''] = /^([A-Za-z0-9_.:,/+-]*)(\s*(?:#.*|;.*)?)$/.exec(value) ?? []
  const isUnclear = word + rest !== value
  return { line, head, options: word, tail: rest + end, quote: { before: '"', after: '"' }, isUnclear }
}

/** A systemd unit or drop-in: the environment's MAIL_CMD_LINE, else what stands behind XMail in ExecStart. */
function unitPlaces(lines: readonly string[]): Place[] {
  const variables = lines.flatMap((line, at) =>
    /^\s*Environment\s*=/.test(line) ? environment(line, at) : [],
  )
  return variables.length > 0 ? variables : lines.flatMap(execStart)
}

function environment(line: string, at: number): Place[] {
  const match =
    /^(.*?[=\s](["'])MAIL_CMD_LINE=)(.*?)(\2.*)$/s.exec(line) ??
    /^(.*?[=\s]MAIL_CMD_LINE=(["']))(.*?)(\2.*)$/s.exec(line)
  if (match) {
    const [, head = '', , options = '', tail = ''] = match
    return [{ line: at, head, options, tail, quote: null, isUnclear: /[\\]/.test(options) }]
  }
  const bare = /^(.*?[=\s])(MAIL_CMD_LINE=)([^\s"']*)(.*)$/s.exec(line)
  if (!bare) return []
  const [, head = '', name = '', options = '', tail = ''] = bare
  // systemd wants the quotation marks around name and value.
  const place = { line: at, options, tail, isUnclear: options.includes('\\') }
  return options === ''
    ? [{ ...place, head: head + name, quote: null }]
    : [{ ...place, head, quote: { before: `"${name}`, after: '"' } }]
}

function execStart(line: string, at: number): Place[] {
  // `@` makes the next word the program's name for itself: what stands behind the path is then no option.
  const match = /^(\s*ExecStart\s*=\s*[-:+!]*(?:"[^"]*\/XMail"|[^\s"@]*\/XMail))(?=\s|$)(.*)$/s.exec(line)
  if (!match) return []
  const [, program = '', rest = ''] = match
  const [, options = '', tail = ''] = /^(.*?)(\s*\\?\s*)$/s.exec(rest) ?? []
  return [
    { line: at, head: `${program} `, options: options.trimStart(), tail, quote: null, isUnclear: false },
  ]
}

function wordsOf(options: string): string[] {
  return options.split(/[ \t]+/).filter((word) => word !== '')
}

function splitLines(text: string): string[] {
  return text.split('\n')
}
