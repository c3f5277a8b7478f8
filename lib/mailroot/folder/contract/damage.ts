import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { FolderContext } from './support'
import { needsRoot, tempsIn, write } from './support'

const run = promisify(execFile)

export function describeDamage(context: FolderContext): void {
  const inside = (path: string) => join(context.folder.path, path)

  it('says that the disk is full, keeps the old bytes and leaves nothing behind', async (test) => {
    needsRoot(test)
    await mkdir(inside('small'))
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=755', 'tmpfs', inside('small')]).catch(() =>
      test.skip('this machine does not let root mount a tmpfs'),
    )
    try {
      await writeFile(inside('small/full.tab'), '# old\n')
      for (const path of ['small/full.tab', 'small/new.tab']) {
        expect(await write(context.store, path, 'x'.repeat(200_000))).toEqual({
          state: 'not-written',
          fault: { code: 'DISK_FULL', details: { path } },
        })
      }
      expect(await readdir(inside('small'))).toEqual(['full.tab'])
      expect(await readFile(inside('small/full.tab'), 'utf8')).toBe('# old\n')
      expect(await write(context.store, 'small/full.tab', '# fits\n')).toEqual({ state: 'written' })

      await run('mount', ['-o', 'remount,ro', inside('small')])
      expect(await write(context.store, 'small/full.tab', '# new\n')).toEqual({
        state: 'not-written',
        fault: { code: 'READ_ONLY', details: { path: 'small/full.tab' } },
      })
    } finally {
      await run('umount', [inside('small')])
    }
  })

  it('sweeps what a console that died has left, and nothing else', async () => {
    await context.folder.put('swept/x.tab', '# old\n')
    const stale = '.x.tab.mailroot-0123456789abcdef.tmp'
    const fresh = '.x.tab.mailroot-fedcba9876543210.tmp'
    const foreign = '.x.tab.mailroot-someone-else.tmp'
    for (const name of [stale, fresh, foreign]) await context.folder.put(`swept/${name}`, '# half')
    const longAgo = Date.now() / 1000 - 3_600
    for (const name of [stale, foreign]) await utimes(inside(`swept/${name}`), longAgo, longAgo)
    const listed = await context.store.listFolder('swept' as never)
    expect(listed.ok && listed.value.map((file) => file.name).toSorted()).toEqual([foreign, 'x.tab'])
    expect(await write(context.store, 'swept/x.tab', '# new\n')).toEqual({ state: 'written' })
    expect((await readdir(inside('swept'))).toSorted()).toEqual([foreign, fresh, 'x.tab'].toSorted())
  })

  it('leaves nothing behind when a call is cut off at any time', async () => {
    await context.folder.put('cut/x.tab', '# old\n')
    await chmod(inside('cut'), 0o755)
    const bytes = new TextEncoder().encode(`# new\n${'y'.repeat(100_000)}`)
    for (let delayMs = 0; delayMs < 30; delayMs += 2) {
      const signal = delayMs === 0 ? abortInAMoment() : AbortSignal.timeout(delayMs)
      const outcome = await context.store.writeFile('cut/x.tab' as never, bytes, { signal })
      expect(await tempsIn(inside('cut'))).toEqual([])
      const now = (await readFile(inside('cut/x.tab'), 'utf8')).startsWith('# new')
        ? 'written'
        : 'not-written'
      if (outcome.state !== 'in-doubt') expect(outcome.state).toBe(now)
      if (outcome.state === 'not-written') expect(outcome.fault.code).toBe('CANCELLED')
      await context.folder.put('cut/x.tab', '# old\n')
    }
  })
}

function abortInAMoment(): AbortSignal {
  const controller = new AbortController()
  queueMicrotask(() => controller.abort())
  return controller.signal
}
