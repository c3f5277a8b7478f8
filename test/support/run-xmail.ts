import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A running XMail. */
export interface XmailProcess {
  /** What it said when it ended, or null while it runs. */
  readonly ended: () => string | null
  stop(): Promise<void>
}

/**
 * Runs XMail below a shell that ends it, by its pid, once this process closes the pipe or is itself gone: a test run
 * that is killed leaves no server behind. Killed outright, for a polite stop takes seconds and the files are thrown away.
 */
export function runXmail(
  program: string,
  mailRoot: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): XmailProcess {
  // A background job reads /dev/null unless it is given the pipe by name.
  const script =
    'exec 3<&0; "$@" </dev/null 3<&- & server=$!; (read -r _ <&3; kill -KILL "$server") & watch=$!; ' +
    'wait "$server"; kill "$watch" 2>/dev/null'
  const child = spawn('/bin/sh', ['-c', script, 'sh', program, ...args], {
    cwd: mailRoot,
    // Nothing is inherited: MAIL_ROOT or MAIL_CMD_LINE of the caller would change what is started.
    env: { ...environmentOf(mailRoot), ...environment } as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  let ended: string | null = null
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  child.stdin.on('error', () => {})
  child.once('exit', (code) => (ended = `XMail ended (${code}): ${output.trim()}`))
  return {
    ended: () => ended,
    stop: async () => {
      if (ended !== null) return
      const exited = once(child, 'exit')
      child.stdin.end()
      await exited
    },
  }
}

function environmentOf(mailRoot: string): Record<string, string> {
  const tmp = `${join(mailRoot, 'tmp')}/`
  return { PATH: '/usr/bin:/bin', TZ: 'UTC', XMAIL_PID_DIR: join(mailRoot, 'pids'), XMAIL_TEMP: tmp }
}
