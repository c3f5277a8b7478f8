import { randomUUID } from 'node:crypto'
import type { FileBytes } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { createServer } from '@/lib/db/servers'
import { ok, unwrap } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { askPutBack, keep } from '@/lib/server/apply/decide-revision'
import { readFilesOf } from '@/lib/server/apply/read-files-of'
import { openDraft } from '@/lib/server/draft/open-draft'
import { stageEdits } from '@/lib/server/draft/stage-edit'
import { CALL_MS, type ConsoleSetup, type OpenConsole, openConsole } from './console'
import type { Dice } from './dice'
import { type Place, putTables } from './places/place'
import { runKilled } from './run-killed'
import { makeScenario, type Scenario } from './scenario'
import { settle } from './settle'
import type { Kind, Trouble } from './trouble'
import { Broken, type Run, revisionOf, sideOf, verifyDraft, verifyFiles } from './verify'
import { doWork, type Work } from './work'

/** How a run went, before the trouble was over and after. */
export type Outcome =
  | 'applied'
  | 'not applied'
  | 'put back'
  | 'in doubt, then applied'
  | 'in doubt, then as before'

export interface Ran {
  readonly outcome: Outcome
  /** False: the run was over before its moment came. */
  readonly struck: boolean
}

export interface Bench {
  readonly place: Place
  /** Where the console keeps its database. */
  readonly folder: string
  readonly person: Person
}

/** What a run is about: drawn in this order, so that its seed and number alone say all of it. */
export function draw(dice: Dice, place: Place, kind: Kind): { scenario: Scenario; trouble: Trouble } {
  const scenario = makeScenario(dice)
  return { scenario, trouble: kind.draw(dice, place, scenario) }
}

/** One draft, one trouble, and what becomes of both. Throws Broken where something is lost. */
export async function runScenario(bench: Bench, scenario: Scenario, trouble: Trouble): Promise<Ran> {
  let passedMs = 0
  let lasts = false
  const passTime = (ms: number): void => {
    passedMs += ms
  }
  const setup = {
    folder: bench.folder,
    localRoots: [bench.place.mailRoot],
    now: () => Date.now() + passedMs + (trouble.clockOffsetMs?.() ?? 0),
    callMs: () => (lasts && trouble.callMs ? trouble.callMs : CALL_MS),
    ...(trouble.onWrite && { onWrite: trouble.onWrite }),
  } satisfies ConsoleSetup
  putTables(bench.place, scenario.files, trouble.owner ?? 'root')
  let console = await openConsole(setup)
  try {
    const { run, apply } = await stage(console, bench, scenario, trouble)
    const work = scenario.phase === 'apply' ? apply : await applyCalmly(console, run, apply, passTime)
    let struck = true
    lasts = true
    trouble.begin()
    if (trouble.death) {
      await console.close()
      struck = await runKilled(
        { ...setup, clockOffsetMs: passedMs, death: trouble.death, work },
        bench.place.wire,
      )
      console = await openConsole(setup)
      await console.sweep()
    } else await doWork(console, work, passTime)
    const first = await lookDuring(console, run)
    struck &&= trouble.struck()
    trouble.lift()
    lasts = false
    if (trouble.leavesWork) await quiet(bench.place)
    return { outcome: nameOutcome(first, await end(console, run, passTime)), struck }
  } finally {
    trouble.lift()
    await console.close()
  }
}

async function stage(console: OpenConsole, { place, person }: Bench, scenario: Scenario, trouble: Trouble) {
  const server = unwrap(
    await createServer(console.records, {
      name: randomUUID(),
      connection: place.connection(trouble.owner),
      secrets: place.secrets,
      confirmSeconds: scenario.confirmSeconds,
      probes: false,
    }),
  )
  const { edits } = scenario
  const paths = edits.map(({ path }) => path)
  unwrap(await stageEdits(console, { serverId: server.id, person, paths, makeEdits: () => ok(edits) }))
  const store = unwrap(await console.stores.storeFor(server.id))
  const snapshot = unwrap(await readFilesOf(store, edits))
  const files: FileBytes[] = [...unwrap(planChange(snapshot, edits)).files]
  const base = Object.fromEntries(
    [...snapshot.files].map(([path, file]) => [path, file.state === 'present' ? file.digest : null]),
  )
  const { version } = unwrap(await openDraft(console.records, server.id, person.id))
  const run: Run = { place, scenario, serverId: server.id, userId: person.id, files }
  const apply: Work = { phase: 'apply', serverId: server.id, person, version, base }
  return { run, apply }
}

/** Without trouble, and until its time to be kept is over. */
async function applyCalmly(
  console: OpenConsole,
  run: Run,
  apply: Work,
  passTime: (ms: number) => void,
): Promise<Work> {
  await doWork(console, apply, passTime)
  const revision = await revisionOf(console, run)
  if (revision?.state !== 'unconfirmed') throw new Broken(`without trouble it is ${revision?.state}`)
  passTime(run.scenario.confirmSeconds * 1_000 + 1)
  return { phase: 'put-back', revisionId: revision.id }
}

/** What is said while the trouble lasts must be true already. */
async function lookDuring(console: OpenConsole, run: Run) {
  const revision = await revisionOf(console, run)
  const side = sideOf(revision?.state)
  if (side && revision) verifyFiles(run, side, `${revision.state} while the trouble lasts`)
  // Looked at once more in the middle of it, as the watch does.
  await console.look()
  return revision
}

/** What the server had been sent it may still write. */
function quiet({ quietMs }: Place): Promise<void> {
  return new Promise((done) => setTimeout(done, quietMs))
}

async function end(
  console: OpenConsole,
  run: Run,
  passTime: (ms: number) => void,
): Promise<'before' | 'after'> {
  const settled = await settleAndVerify(console, run, passTime, 'settled')
  const revision = await revisionOf(console, run)
  if (revision?.state === 'unconfirmed') {
    const decision = { serverId: run.serverId, revisionId: revision.id, person: personOf(run) }
    // Where the clock was set forwards its time is over already.
    await (run.scenario.decision === 'keep' ? keep : askPutBack)(console, decision)
    await console.look()
    await settleAndVerify(console, run, passTime, 'decided')
  }
  // Nothing comes behind it any more.
  passTime(1_000_000)
  await console.look()
  const last = await settleAndVerify(console, run, passTime, 'later')
  return revision?.state === 'unconfirmed' ? settled : last
}

async function settleAndVerify(
  console: OpenConsole,
  run: Run,
  passTime: (ms: number) => void,
  when: string,
): Promise<'before' | 'after'> {
  const isSettled = await settle(console, passTime)
  const revision = await revisionOf(console, run)
  const side = sideOf(revision?.state)
  if (!isSettled || !side)
    throw new Broken(`${when}: it stays ${revision?.state} ${JSON.stringify(revision?.fault)}`)
  verifyFiles(run, side, `${when} as ${revision?.state ?? 'not begun'}`)
  await verifyDraft(console, run, side)
  return side
}

function personOf({ userId }: Run): Person {
  return { id: userId, name: 'Aoi', email: 'aoi@example.test', role: 'owner' }
}

function nameOutcome(first: Awaited<ReturnType<typeof revisionOf>>, side: 'before' | 'after'): Outcome {
  const said = sideOf(first?.state)
  if (said === 'after') return 'applied'
  if (first?.state === 'put-back') return 'put back'
  if (said === 'before') return 'not applied'
  return side === 'after' ? 'in doubt, then applied' : 'in doubt, then as before'
}
