import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@/lib/errors'
import { createAuth } from '@/lib/server/auth'
import { createPerson } from '@/lib/server/create-person'
import { openConsole } from './console'
import { openLocal } from './places/local'
import type { Place, PlaceName } from './places/place'
import { openPractice } from './places/practice'
import { openSftp } from './places/sftp'
import { openXmail } from './places/xmail'
import type { Bench } from './run-scenario'

export interface OpenBench extends Bench {
  close(): Promise<void>
}

/** A server of this kind, and a console with one person who changes it. `xmailHome`: where the real XMail is. */
export async function openBench(name: PlaceName, xmailHome: string | undefined): Promise<OpenBench> {
  const place = await openPlace(name, xmailHome)
  const folder = mkdtempSync(join(tmpdir(), 'faults-console-'))
  // For the runs in which the whole process is nobody.
  chmodSync(folder, 0o777)
  const console = await openConsole({ folder, localRoots: [], now: Date.now, callMs: () => 5_000 })
  const env = { origin: 'http://127.0.0.1:3000' }
  const auth = createAuth({ env, records: console.records, log: console.log, secret: 'x'.repeat(40) })
  const newPerson = { email: 'aoi@example.test', name: 'Aoi', role: 'owner', passwordHash: 'none' } as const
  const person = unwrap(await createPerson(auth, newPerson))
  await console.close()
  return {
    place,
    folder,
    person,
    async close() {
      await place.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function openPlace(name: PlaceName, xmailHome: string | undefined): Promise<Place> {
  switch (name) {
    case 'local':
      return openLocal()
    case 'sftp':
      return openSftp()
    case 'practice':
      return openPractice()
    case 'xmail':
      if (xmailHome === undefined)
        throw new Error('XMAIL_HOME must name a scratch MailRoot with bin/XMail in it')
      return openXmail(xmailHome)
  }
}
