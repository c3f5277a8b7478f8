import { expect, it } from 'vitest'
import { printTable } from '../faults/print-table'
import { runFaults } from '../faults/run-faults'
import { XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261125)
/** Two of each kind of trouble, and more of those that may come at any byte. */
const RUNS = 40

it.skipIf(!XMAIL_HOME)(
  'a real XMail has the old files or the new ones, whatever fails while they are changed',
  async () => {
    const said: string[] = []
    const say = (line: string): void => void said.push(line)
    const result = await runFaults({
      stores: ['xmail'],
      seed: SEED,
      from: 0,
      to: RUNS,
      xmailHome: XMAIL_HOME,
      say,
    })
    process.stdout.write(`${printTable(result)}\nseed ${SEED}\n`)
    expect(said.filter((line) => line.startsWith('run ')).join('\n')).toBe('')
    expect(result.failures).toEqual([])
  },
  600_000,
)
