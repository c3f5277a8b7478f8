import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { VERBS } from '@/lib/practice/verbs'
import { readsAsCommand } from './reads-as-command'

it('knows every command, however it is written', () => {
  expect(VERBS.size).toBeGreaterThan(40)
  for (const name of VERBS.keys()) {
    for (const line of [name, `"${name}"`, `"${name.toUpperCase()}"x\t"a"`, `\t${name}\ta`, `"${name}`])
      expect(readsAsCommand(line), line).toBe(true)
  }
})

it('takes rows of tables for none', () => {
  const folder = join(import.meta.dirname, '..', '..', 'practice', 'sample')
  const tables = readdirSync(folder).filter((name) => name.endsWith('.tab'))
  expect(tables.length).toBeGreaterThan(10)
  for (const name of tables) {
    const lines = readFileSync(join(folder, name), 'latin1').split('\n')
    expect(lines.filter(readsAsCommand), name).toEqual([])
  }
  for (const line of ['', '.', '#', '"10.0.0.0"\t"255.0.0.0"', '"noops"', '日本語'])
    expect(readsAsCommand(line), line).toBe(false)
})
