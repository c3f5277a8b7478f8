// `npm run test:peer`: the tests against a real XMail 1.27. XMAIL_HOME names a scratch MailRoot with bin/XMail in it;
// it is copied and never changed. Ends by printing "N passed, N failed, N skipped" alone on a line.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages, ROOT, requireNode } from './steps/prepare.mjs'
import { run } from './steps/run.mjs'
import { giveUp, say } from './steps/say.mjs'

const REPORT = join(ROOT, '.test', 'peer.json')
const home = process.env.XMAIL_HOME

requireNode()
if (home && !existsSync(join(home, 'bin', 'XMail'))) {
  giveUp(`XMAIL_HOME is ${home}, but there is no bin/XMail in it.`)
}
await ensurePackages()
mkdirSync(join(ROOT, '.test'), { recursive: true })
rmSync(REPORT, { force: true })
if (!home) {
  say('skipped: XMAIL_HOME is not set. It must name a scratch MailRoot with bin/XMail (1.27) in it.')
}

let failure = null
try {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const args = ['run', '--config', 'vitest.peer.config.ts', '--reporter=json', `--outputFile.json=${REPORT}`]
  const reporters = home ? ['--reporter=default'] : []
  const env = { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' }
  await run(process.execPath, [vitest, ...args, ...reporters], { cwd: ROOT, env, echo: Boolean(home) })
} catch (error) {
  failure = error
}

const { passed, failed, skipped } = count()
// Nothing counted means that nothing was tried: that is no success.
const broken = failure && failed === 0 ? 1 : 0
if (broken && !home) say(failure.output ?? failure.message)
say('')
say(`${passed} passed, ${failed + broken} failed, ${skipped} skipped`)
process.exit(failed + broken === 0 ? 0 : 1)

function count() {
  if (!existsSync(REPORT)) return { passed: 0, failed: 0, skipped: 0 }
  const report = JSON.parse(readFileSync(REPORT, 'utf8'))
  // A file that could not even be loaded has no tests of its own and must not vanish.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}
