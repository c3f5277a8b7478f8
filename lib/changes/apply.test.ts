import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fault, ok } from '@/lib/errors'
import { openLocalStore } from '@/lib/mailroot/local'
import type { MailRootStore, WriteOutcome } from '@/lib/mailroot/store'
import { mailRootPath } from '@/lib/xmail/path'
import { type ApplyJournal, applyChange, type FileBytes } from './apply'
import { whatIsThere } from './what-is-there'

const bytes = (text: string) => new TextEncoder().encode(text)
const relay = mailRootPath('smtprelay.tab')
const ipmap = mailRootPath('smtp.ipmap.tab')
const OLD = '"10.0.0.0"\t"255.0.0.0"\n'
const NEW = `${OLD}"192.0.2.64"\t"255.255.255.192"\n`

let folder: string
let store: MailRootStore
const journal: ApplyJournal & { lines: string[] } = {
  lines: [],
  async step(step, state, path) {
    this.lines.push([step, state, path].filter(Boolean).join(' '))
  },
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailroot-apply-'))
  await writeFile(join(folder, 'server.tab'), '"RootDomain"\t"example.test"\n')
  await writeFile(join(folder, relay), OLD)
  store = openLocalStore({ kind: 'local', mailRoot: folder })
  journal.lines = []
})
afterEach(() => rm(folder, { recursive: true }))

const onDisk = (path: string) => readFile(join(folder, path), 'utf8').catch(() => null)
const file = (path: FileBytes['path'], before: string | null, after: string): FileBytes => ({
  path,
  before: before === null ? null : bytes(before),
  after: bytes(after),
})
const apply = (files: FileBytes[], through: MailRootStore = store) =>
  applyChange({ files, store: through, journal, sleep: async () => {} })

/** The local store with one of its methods replaced: a real disk behind a server that misbehaves. */
function misbehave(change: Partial<MailRootStore>): MailRootStore {
  return new Proxy(store, {
    get: (target, name) =>
      Reflect.get(change, name) ??
      (Reflect.get(target, name) as () => unknown).bind?.(target) ??
      Reflect.get(target, name),
  })
}

describe('applyChange', () => {
  it('writes, reads back, and says each step before and after it', async () => {
    expect(await apply([file(relay, OLD, NEW)])).toEqual({ state: 'applied' })
    expect(await onDisk(relay)).toBe(NEW)
    expect(journal.lines).toEqual([
      'read-again begun',
      'read-again done',
      'write begun smtprelay.tab',
      'write done smtprelay.tab',
      'read-back begun',
      'read-back done',
    ])
  })

  it('stops before writing when somebody has changed the file since', async () => {
    await writeFile(join(folder, relay), '"203.0.113.0"\t"255.255.255.0"\n')
    expect(await apply([file(relay, OLD, NEW)])).toEqual({
      state: 'not-applied',
      fault: fault('DRIFTED', { path: relay }),
    })
    expect(await onDisk(relay)).toBe('"203.0.113.0"\t"255.255.255.0"\n')
    expect(journal.lines.at(-1)).toBe('read-again failed')
  })

  it('leaves the old bytes when the write is refused', async () => {
    const refused: WriteOutcome = { state: 'not-written', fault: fault('DISK_FULL') }
    const outcome = await apply([file(relay, OLD, NEW)], misbehave({ writeFile: async () => refused }))
    expect(outcome).toEqual({ state: 'not-applied', fault: fault('DISK_FULL') })
    expect(await onDisk(relay)).toBe(OLD)
  })

  it('puts the first file back when the second cannot be written', async () => {
    let writes = 0
    const second = misbehave({
      writeFile: async (...args) =>
        ++writes === 2
          ? { state: 'not-written', fault: fault('PERMISSION_DENIED') }
          : store.writeFile(...args),
    })
    const outcome = await apply(
      [file(relay, OLD, NEW), file(ipmap, null, '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n')],
      second,
    )
    expect(outcome).toEqual({ state: 'put-back', fault: fault('PERMISSION_DENIED') })
    expect(await onDisk(relay)).toBe(OLD)
    expect(await onDisk(ipmap)).toBeNull()
  })

  it('removes what it created when it has to put back', async () => {
    let writes = 0
    const second = misbehave({
      writeFile: async (...args) =>
        ++writes === 2 ? { state: 'not-written', fault: fault('DISK_FULL') } : store.writeFile(...args),
    })
    const outcome = await apply(
      [file(ipmap, null, '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n'), file(relay, OLD, NEW)],
      second,
    )
    expect(outcome.state).toBe('put-back')
    expect(await onDisk(ipmap)).toBeNull()
    expect(journal.lines).toContain('put-back done smtp.ipmap.tab')
  })

  it('removes a file that is to go, and brings it again when something else fails', async () => {
    const removal = { path: relay, before: new TextEncoder().encode(OLD), after: null }
    const refused = misbehave({
      writeFile: async (path, ...rest) =>
        path === ipmap ? { state: 'not-written', fault: fault('DISK_FULL') } : store.writeFile(path, ...rest),
    })
    const outcome = await apply([removal, file(ipmap, null, '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n')], refused)
    expect(outcome.state).toBe('put-back')
    expect(await onDisk(relay)).toBe(OLD)
    expect(await apply([removal], store)).toEqual({ state: 'applied' })
    expect(await onDisk(relay)).toBeNull()
  })

  it('puts back what the server has torn', async () => {
    const torn = misbehave({
      async writeFile(path, body) {
        const isNew = new TextDecoder().decode(body) === NEW
        if (isNew) await writeFile(join(folder, path), NEW.slice(0, 12))
        return isNew ? { state: 'written' } : store.writeFile(path, body)
      },
    })
    expect(await apply([file(relay, OLD, NEW)], torn)).toEqual({
      state: 'put-back',
      fault: fault('VERIFY_FAILED'),
    })
    expect(await onDisk(relay)).toBe(OLD)
  })

  it('takes an unanswered write for done when the file turns out to be the new one', async () => {
    const silent = misbehave({
      async writeFile(path, body) {
        await store.writeFile(path, body)
        return { state: 'in-doubt', fault: fault('TIMED_OUT', { seconds: 30 }) }
      },
    })
    expect(await apply([file(relay, OLD, NEW)], silent)).toEqual({ state: 'applied' })
  })

  it('calls it in doubt, and writes nothing more, when the file stays the old one', async () => {
    let writes = 0
    const silent = misbehave({
      async writeFile() {
        writes++
        return { state: 'in-doubt', fault: fault('CONNECTION_LOST') }
      },
    })
    const outcome = await apply([file(relay, OLD, NEW)], silent)
    expect(outcome).toEqual({
      state: 'in-doubt',
      fault: fault('IN_DOUBT', { path: relay, because: 'CONNECTION_LOST' }),
    })
    expect(writes).toBe(1)
  })

  it('puts an emptied file back as one blank line, since an empty body would delete it', async () => {
    await writeFile(join(folder, ipmap), '')
    let writes = 0
    const second = misbehave({
      writeFile: async (...args) =>
        ++writes === 2 ? { state: 'not-written', fault: fault('DISK_FULL') } : store.writeFile(...args),
    })
    const outcome = await apply([file(ipmap, '', '# nothing\n'), file(relay, OLD, NEW)], second)
    expect(outcome.state).toBe('put-back')
    expect(await onDisk(ipmap)).toBe('\n')
  })
})

describe('somebody else’s work', () => {
  it('is not overwritten by putting back', async () => {
    const theirs = `${NEW}"198.51.100.0"\t"255.255.255.0"\n`
    const raced = misbehave({
      async writeFile(path, body) {
        await store.writeFile(path, body)
        await writeFile(join(folder, path), theirs)
        return { state: 'written' }
      },
    })
    expect(await apply([file(relay, OLD, NEW)], raced)).toEqual({
      state: 'in-doubt',
      fault: fault('DRIFTED', { path: relay }),
    })
    expect(await onDisk(relay)).toBe(theirs)
  })
})

describe('whatIsThere', () => {
  it('tells old, new, cut off and foreign apart', async () => {
    await writeFile(join(folder, ipmap), 'something else\n')
    const held = await whatIsThere({ store }, [
      file(relay, OLD, NEW),
      file(relay, 'x', OLD),
      file(ipmap, OLD, NEW),
      file(mailRootPath('spammers.tab'), null, 'x\n'),
    ])
    expect(held).toEqual(ok(['before', 'after', 'foreign', 'before']))
  })
})

describe('a change that shuts the console out', () => {
  it('is put back, although it was written as planned', async () => {
    const locked = fault('REFUSED_BY_IPMAP')
    const files = [file(relay, OLD, NEW)]
    const outcome = await applyChange({
      files,
      store,
      journal,
      sleep: async () => {},
      reachAgain: async () => locked,
    })
    expect(outcome).toEqual({ state: 'put-back', fault: locked })
    expect(await onDisk(relay)).toBe(OLD)
    expect(journal.lines).toContain('reach-again failed')
  })

  it('is applied when the console still gets in', async () => {
    const files = [file(relay, OLD, NEW)]
    expect(
      await applyChange({ files, store, journal, sleep: async () => {}, reachAgain: async () => null }),
    ).toEqual({ state: 'applied' })
  })
})

describe('a running server that is tried', () => {
  it('is tried before the last look at the files, and after the reading back', async () => {
    const onDiskThen: (string | null)[] = []
    const look = async () => void onDiskThen.push(await onDisk(relay))
    const files = [file(relay, OLD, NEW)]
    const trial = { before: look, after: () => look().then(() => null) }
    expect(await applyChange({ files, store, journal, sleep: async () => {}, trial })).toEqual({
      state: 'applied',
    })
    expect(onDiskThen).toEqual([OLD, NEW])
  })

  it('has the change put back where it does something else than planned', async () => {
    const trouble = fault('PROBE_FAILED')
    const trial = { before: async () => {}, after: async () => trouble }
    const files = [file(relay, OLD, NEW)]
    expect(await applyChange({ files, store, journal, sleep: async () => {}, trial })).toEqual({
      state: 'put-back',
      fault: trouble,
    })
    expect(await onDisk(relay)).toBe(OLD)
  })

  it('is not tried any more where the change is not there, or the console is shut out', async () => {
    const tried: string[] = []
    const trial = {
      before: async () => {},
      async after() {
        tried.push('after')
        return null
      },
    }
    const options = { store, journal, sleep: async () => {}, trial }
    await applyChange({ ...options, files: [file(relay, 'x', NEW)] })
    const reachAgain = async () => fault('REFUSED_BY_IPMAP')
    await applyChange({ ...options, files: [file(relay, OLD, NEW)], reachAgain })
    expect(tried).toEqual([])
  })
})

describe('an upload that was cut off', () => {
  it.each([
    ['gone', null],
    ['cut after its first line', OLD],
  ])('leaves a file %s, which is put back once that is certain', async (_, left) => {
    await writeFile(join(folder, relay), `${OLD}"172.16.0.0"\t"255.255.0.0"\n`)
    const before = `${OLD}"172.16.0.0"\t"255.255.0.0"\n`
    let cut = false
    const cutting = misbehave({
      async writeFile(path, body) {
        if (cut) return store.writeFile(path, body)
        cut = true
        if (left === null) await rm(join(folder, path))
        else await writeFile(join(folder, path), left)
        return { state: 'in-doubt', fault: fault('CONNECTION_LOST') }
      },
    })
    expect(await apply([file(relay, before, NEW)], cutting)).toEqual({
      state: 'put-back',
      fault: fault('CONNECTION_LOST'),
    })
    expect(await onDisk(relay)).toBe(before)
  })
})
