import 'server-only'
import { sweepRevisions } from '@/lib/db/revisions'
import { watchRevisions } from './apply/watch-revisions'
import { type Container, getContainer } from './container'
import { readDemo, seedDemo } from './demo'
import { SettingsError } from './env'
import { sweepRegularly } from './expiry/sweep-regularly'
import { offerSetup } from './first-admin'
import { pollOutside } from './outside/poll-outside'

/**
 * Run once, before the first request. Ends the process with a plain message where the console cannot run: a server that
 * answers every request with an error would look as if it had started.
 */
export async function start(): Promise<void> {
  try {
    await prepare(await getContainer())
  } catch (error) {
    process.stderr.write(`\nMailroot Console cannot start.\n\n${explain(error)}\n\n`)
    process.exit(1)
  }
}

async function prepare(container: Container): Promise<void> {
  const { env, log, records } = container
  for (const { id, serverId } of await sweepRevisions(records)) {
    log.warn(
      { revision: id, server: serverId },
      'an apply was cut off by the end of the last process; now in doubt',
    )
  }
  if (env.demoFile) await seedDemo(container, readDemo(env.demoFile))
  watchRevisions(container)
  sweepRegularly(container)
  pollOutside(container)
  const token = await offerSetup({ records })
  if (token) process.stdout.write(setupNotice(`${env.origin}/setup`, token))
}

/** Plain lines between the log's JSON: a person has to find and copy the token. */
function setupNotice(url: string, token: string): string {
  const rule = '─'.repeat(72)
  return `\n${rule}\nNobody has an account yet. Make the first administrator:\n\n  ${url}?token=${token}\n\n  one-time token: ${token}\n${rule}\n\n`
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.problems.map((problem) => `  ${problem}`).join('\n')
  if (!(error instanceof Error)) return String(error)
  return `${error.stack}${error.cause instanceof Error ? `\nCaused by: ${error.cause.stack}` : ''}`
}
