import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSshd } from '@/test/support/sshd'
import { makeMailRoot } from '../small-disk'
import { startWire } from '../wire'
import type { Place } from './place'

/** A MailRoot behind OpenSSH’s server. */
export async function openSftp(): Promise<Place> {
  const { mailRoot, disk, remove } = makeMailRoot()
  writeFileSync(join(mailRoot, 'server.tab'), '"RootDomain"\t"example.test"\n')
  const sshd = await startSshd()
  const wire = await startWire(sshd.port)
  return {
    name: 'sftp',
    mailRoot,
    connection: (as) => ({
      kind: 'sftp',
      host: '127.0.0.1',
      port: wire.port,
      user: as ?? sshd.user,
      mailRoot,
      auth: 'key',
      hostKey: sshd.hostKey,
      allowOldAlgorithms: false,
    }),
    secrets: { privateKey: sshd.privateKey },
    wire,
    practice: null,
    disk,
    quietMs: 200,
    async close() {
      await wire.close()
      await sshd.stop()
      remove()
    },
  }
}
