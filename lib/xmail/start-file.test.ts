import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { readStartFile } from './start-file'
import { parseStartFilePath } from './start-file-path'
import { fromByteString, parseDocument, printDocument, toByteString } from './tab'
import { applyEdit } from './tables'

const SEED = Number(process.env.SEED ?? 20261124)

/** The script that comes with XMail, shortened where nothing of this is. */
const INIT_SCRIPT = `#!/bin/sh
#
# skeleton	example file to build /etc/init.d/ scripts.
#
XMAIL_ROOT=/var/MailRoot
XMAIL_CMD_LINE=""
PATH=$XMAIL_ROOT/bin:/usr/local/sbin:/usr/bin
DAEMON=$XMAIL_ROOT/bin/XMail

start_xmail()
{
    MAIL_ROOT=$XMAIL_ROOT
    export MAIL_ROOT
    MAIL_CMD_LINE=$XMAIL_CMD_LINE
    export MAIL_CMD_LINE
    $DAEMON
}
`

const DEFAULT_FILE = `# Defaults for the xmail init script
# Options for XMail, see /usr/share/doc/xmail
#XMAIL_CMD_LINE="-Pl"
MAIL_CMD_LINE="-Pl -Sl -Ql" # log everything
`

const UNIT = `[Unit]
Description=XMail

[Service]
Type=forking
Environment=MAIL_ROOT=/var/MailRoot
Environment="MAIL_CMD_LINE=-Pl -Sl"
ExecStart=/var/MailRoot/bin/XMail

[Install]
WantedBy=multi-user.target
`

/** The text as an edit leaves it; null: the edit is refused. */
function switchFinger(text: string, to: 'on' | 'off'): string | null {
  const path = unwrap(parseStartFilePath('/etc/init.d/xmail'))
  const doc = parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
  const edited = applyEdit(doc, { table: 'start-file', path, op: 'switch-finger', to })
  return edited.ok ? toByteString(printDocument(edited.value)) : null
}

/** The one line that is changed, as it becomes. */
function changed(text: string, to: 'on' | 'off' = 'off'): string[] {
  const after = switchFinger(text, to)?.split('\n') ?? []
  return after.filter((line, at) => line !== text.split('\n')[at])
}

describe('readStartFile', () => {
  it('finds the line in the files that there are', () => {
    expect(changed(INIT_SCRIPT)).toEqual(['XMAIL_CMD_LINE="-F-"'])
    expect(changed(DEFAULT_FILE)).toEqual(['MAIL_CMD_LINE="-F- -Pl -Sl -Ql" # log everything'])
    expect(changed(UNIT)).toEqual(['Environment="MAIL_CMD_LINE=-F- -Pl -Sl"'])
  })

  it.each([
    ["XMAIL_CMD_LINE='-Pl'", "XMAIL_CMD_LINE='-F- -Pl'"],
    ['XMAIL_CMD_LINE=', 'XMAIL_CMD_LINE=-F-'],
    ['XMAIL_CMD_LINE=-Pl', 'XMAIL_CMD_LINE="-F- -Pl"'],
    ['  export MAIL_CMD_LINE="-Pl"; export MAIL_ROOT', '  export MAIL_CMD_LINE="-F- -Pl"; export MAIL_ROOT'],
    ['XMAIL_CMD_LINE="$MORE -Pl"\r', 'XMAIL_CMD_LINE="-F- $MORE -Pl"\r'],
    ['[Service]\nEnvironment=MAIL_CMD_LINE=', 'Environment=MAIL_CMD_LINE=-F-'],
    ['[Service]\nEnvironment=MAIL_CMD_LINE=-Pl A=b', 'Environment="MAIL_CMD_LINE=-F- -Pl" A=b'],
    ['[Service]\nEnvironment=A=b MAIL_CMD_LINE="-Pl"', 'Environment=A=b MAIL_CMD_LINE="-F- -Pl"'],
    ['[Service]\nExecStart=/var/MailRoot/bin/XMail', 'ExecStart=/var/MailRoot/bin/XMail -F-'],
    ['[Service]\nExecStart=-/opt/XMail -Md -Pl', 'ExecStart=-/opt/XMail -F- -Md -Pl'],
    ['[Service]\nExecStart=/opt/XMail \\\n  -Md', 'ExecStart=/opt/XMail -F- \\'],
  ])('changes %j and nothing else of it', (before, after) => {
    expect(changed(before)).toEqual([after])
  })

  it('sees that it is there already, in front, in the middle, at the end', () => {
    for (const options of ['-F-', '-F- -Pl', '-Pl -F- -Sl', '-Pl -F-']) {
      const text = `XMAIL_CMD_LINE="${options}"\n`
      expect(readStartFile(text), options).toMatchObject({ kind: 'off', line: 0 })
      expect(switchFinger(text, 'off')).toBeNull()
      expect(wordsIn(changed(text, 'on')[0])).toEqual(options.split(' ').filter((word) => word !== '-F-'))
    }
    const unit = '[Service]\nExecStart=/opt/XMail\n'
    expect(switchFinger(switchFinger(unit, 'off') ?? '', 'on')).toBe(unit)
    // What only looks like it: a log switch, and a part of another word.
    for (const options of ['-Fl', '-F-x', 'x-F-'])
      expect(readStartFile(`XMAIL_CMD_LINE="${options}"`)).toMatchObject({ kind: 'on' })
  })

  it('says so where it cannot be told which line counts, or how to change it', () => {
    expect(readStartFile('#XMAIL_CMD_LINE=""\nexec XMail\n')).toEqual({ kind: 'nothing', lines: [] })
    expect(readStartFile('[Service]\nExecStart=/etc/init.d/xmail start\n')).toEqual({
      kind: 'nothing',
      lines: [],
    })
    expect(readStartFile('[Service]\nExecStart=@/opt/XMail XMail -Md\n')).toEqual({
      kind: 'nothing',
      lines: [],
    })
    expect(readStartFile('XMAIL_CMD_LINE="a"\nXMAIL_CMD_LINE="b"\n')).toEqual({
      kind: 'several',
      lines: [0, 1],
    })
    for (const value of ['"-Pl', '-Pl -Sl', '`cat x`', '"$(cat x)"', '"-Pl"\\', '"a\\"b"', '$X'])
      expect(readStartFile(`XMAIL_CMD_LINE=${value}`), value).toEqual({ kind: 'unclear', lines: [0] })
    expect(switchFinger('XMAIL_CMD_LINE="a\n', 'off')).toBeNull()
  })

  it(`takes back what it has put in, byte for byte, and touches one line of any file (seed ${SEED})`, () => {
    const option = fc.constantFrom('-Pl', '-Sl', '-Mr', '24', '-FI', '127.0.0.1:79', '$MORE')
    const line = fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => `# ${text}`)
    const file = fc.record({
      before: fc.array(line, { maxLength: 4 }),
      options: fc.array(option, { maxLength: 5 }),
      mark: fc.constantFrom('"', "'"),
      end: fc.constantFrom('\n', '\r\n'),
      after: fc.array(line, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(file, ({ before, options, mark, end, after }) => {
        const own = `XMAIL_CMD_LINE=${mark}${options.join(' ')}${mark}`
        const text = [...before, own, ...after, ''].join(end)
        const off = switchFinger(text, 'off') ?? ''
        expect(readStartFile(off).kind).toBe('off')
        expect(changed(text)).toHaveLength(1)
        expect(switchFinger(off, 'on')).toBe(text)
      }),
      { seed: SEED },
    )
  })
})

function wordsIn(line: string | undefined): string[] {
  return (/"(.*)"/.exec(line ?? '')?.[1] ?? '').split(' ').filter((word) => word !== '')
}
