import { toByteString } from '@/lib/xmail/tab'
import type { HandWay } from './hand-way'
import type { LeftOut, LeftOutReason } from './left-out'
import { quoteShell } from './quote-shell'

/** `apply`: what a draft would do. `put-back`: what a change that was applied has replaced. */
export type HandGoal = 'apply' | 'put-back'

/** What a script says about itself, and its functions `put`, `remove` and `holds`. A byte string. */
export function printHead(way: HandWay, goal: HandGoal, leftOut: readonly LeftOut[]): string {
  const remarks = [...GOALS[goal], ...(way.kind === 'ctrl' ? aboutCtrl(way) : ABOUT_FOLDER)]
  const missing = leftOut.map(({ path, because }) => `Left out: ${path}, ${REASONS[because]}`)
  const text = [...remarks, ...(missing.length > 0 ? ['', ...missing] : [])]
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
  const means = way.kind === 'ctrl' ? printCtrl(way) : printFolder(way)
  return toByteString(new TextEncoder().encode(`#!/bin/sh\n${text}\n\nset -eu\n${means}\n${HOLDS}`))
}

const GOALS: Record<HandGoal, readonly string[]> = {
  apply: ['What a draft of Mailroot Console changes, to be done by hand. It stops at the first trouble.'],
  'put-back': [
    'Puts back what a change by Mailroot Console has replaced. It stops at the first trouble.',
    'It does not ask what is there now: what others have written to these files since is lost.',
  ],
}

const REASONS: Record<LeftOutReason, string> = {
  secret: 'because it holds secrets.',
  'start-file': 'because it is no file of XMail. Change it by hand, and start XMail again.',
  bytes: 'because these commands would not make it byte for byte.',
}

function aboutCtrl({ user, encryption, login }: HandWay & { kind: 'ctrl' }): string[] {
  return [
    `Run it as: XMAIL_CTRL_PASSWORD='the password of ${printable(user)}' sh FILE`,
    'CtrlClnt comes with XMail. CTRLCLNT says where it is, XMAIL_CTRL_HOST where the server is, if not as below.',
    'While it runs, other users of this computer can see the password in the list of processes.',
    ...(encryption === 'none' ? [] : ['CtrlClnt does not check whose certificate it is shown.']),
    ...(encryption === 'none' && login === 'clear' ? ['The password is sent in clear text.'] : []),
    'server.tab is written only when no SMTP or POP3 session is open: leave it running, for up to an hour.',
  ]
}

const ABOUT_FOLDER = [
  'Run it on the mail server, as whoever may write the MailRoot: sh FILE',
  'MAIL_ROOT says where that is, if not as below.',
]

function printCtrl({ host, port, user, encryption, login }: HandWay & { kind: 'ctrl' }): string {
  // CtrlClnt puts the name between quotes as it is; XMail reads \" as a quote (semantics.md 1.2).
  const name = quoteShell(user.replaceAll('"', '\\"'))
  const options = { none: '', starttls: ' -S', tls: ' -L' }[encryption] + (login === 'clear' ? ' -c' : '')
  // CtrlClnt takes what stands behind the last colon for a port, and looks for addresses of IPv4 alone.
  const elsewhere = host.includes(':') ? ':?must say it, for CtrlClnt does not know IPv6' : `:-${host}`
  return `: "\${XMAIL_CTRL_PASSWORD:?is not set}"
ctrl() {
  "\${CTRLCLNT:-CtrlClnt}" -s "\${XMAIL_CTRL_HOST${elsewhere}}" -n ${port} -u ${name} -p "$XMAIL_CTRL_PASSWORD"${options} "$@"
}
read_file() { ctrl cfgfileget "$1" 2>/dev/null || :; }
put() { ctrl -t 3600 cfgfileset "$1"; }
# An upload without a byte is how XMail removes a file.
remove() { ctrl -t 3600 cfgfileset "$1" </dev/null; }
ctrl noop
`
}

function printFolder({ mailRoot }: HandWay & { kind: 'folder' }): string {
  return `mail_root=${quoteShell(mailRoot)}
cd "\${MAIL_ROOT:-$mail_root}"
read_file() { cat "$1" 2>/dev/null || :; }
# Replaced in one step, by a copy that has the owner and the mode of the old file.
put() {
  if [ -e "$1" ]; then cp -p "$1" "$1.new"; fi
  cat >"$1.new"
  mv -f "$1.new" "$1"
}
remove() { rm -f "$1"; }
`
}

/** Fails unless the server holds a file with this checksum. */
const HOLDS = `holds() {
  if [ "$(read_file "$1" | cksum)" != "$2" ]; then
    echo "$1 $3" >&2
    exit 1
  fi
}
`

/** A comment is one line. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}
