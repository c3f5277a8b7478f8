import { execFileSync } from 'node:child_process'
import { ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { startXmail } from '@/test/support/xmail'
import { makeMailRoot } from '../small-disk'
import { startWire } from '../wire'
import type { Place } from './place'

/** A real XMail 1.27 over CTRL, on its own copy of the MailRoot `home`. */
export async function openXmail(home: string): Promise<Place> {
  const xmail = await startXmail({ home })
  const small = makeMailRoot()
  const onSmallDisk = small.disk !== null && moveOnto(small.mailRoot, xmail.mailRoot)
  const wire = await startWire(xmail.ctrlPort)
  const { user, password } = xmail.account
  const place = { kind: 'ctrl', host: '127.0.0.1', port: wire.port, user, encryption: 'none' }
  return {
    name: 'xmail',
    mailRoot: xmail.mailRoot,
    connection: () => ctrlConnectionSchema.parse(place),
    secrets: { password },
    wire,
    practice: null,
    disk: onSmallDisk ? small.disk : null,
    quietMs: 300,
    async close() {
      await wire.close()
      if (onSmallDisk) execFileSync('umount', [xmail.mailRoot])
      await xmail.stop()
      small.remove()
    },
  }
}

/** XMail opens its files by their whole path each time: what is mounted over its folder is its MailRoot from then on. */
function moveOnto(diskFolder: string, mailRoot: string): boolean {
  try {
    execFileSync('cp', ['-a', `${mailRoot}/.`, diskFolder])
    execFileSync('mount', ['--bind', diskFolder, mailRoot])
    return true
  } catch {
    return false
  }
}
