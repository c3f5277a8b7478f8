// `npm run bench`: how fast a snapshot is, side by side with the tools that people use today, how many
// round trips an apply takes, what large tables cost,
// how many decisions a second the policy engine makes, how soon it is known what a change means, and how soon the map of
// the address space is drawn. With XMAIL_HOME (a scratch MailRoot with bin/XMail and
// bin/CtrlClnt) CTRL is measured against a real XMail.
import { cpus, loadavg } from 'node:os'
import { benchApply } from './bench-apply'
import { benchCtrl } from './bench-ctrl'
import { benchEffects } from './bench-effects'
import { benchLint } from './bench-lint'
import { benchMap } from './bench-map'
import { benchPolicy } from './bench-policy'
import { benchSftp } from './bench-sftp'
import { benchTables } from './bench-tables'
import { print } from './print'

async function main(): Promise<void> {
  const [load = 0] = loadavg()
  if (load > cpus().length) {
    print(
      `This machine is busy (load ${load.toFixed(1)} on ${cpus().length} processors): all times are too long.`,
    )
  }
  await benchCtrl(process.env.XMAIL_HOME || undefined)
  await benchApply(process.env.XMAIL_HOME || undefined)
  await benchSftp()
  await benchTables()
  benchPolicy()
  await benchLint()
  await benchEffects()
  await benchMap()
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
  process.exitCode = 1
})
