import { describe, expect, it } from 'vitest'
import { readServerVariables } from './server-variables'
import { open } from './testing/policy-of'

const read = (...lines: string[]) => readServerVariables(open('server.tab', `${lines.join('\n')}\n`))

describe('server.tab (semantics.md 13)', () => {
  it('takes the first of duplicates, by its exact name', () => {
    const vars = read('"A"\t"1"', '"A"\t"2"', '"a"\t"3"', '"B"', '"C"\t"4"\t"x"')
    expect([vars.text('A'), vars.text('a'), vars.text('B'), vars.text('C')]).toEqual(['1', '3', null, '4'])
    expect([vars.lineOf('A'), vars.lineOf('C'), vars.lineOf('B')]).toEqual([0, 4, null])
    expect(vars.names).toEqual(['A', 'a', 'C'])
  })

  it.each([
    ['1', true],
    ['0', false],
    ['', false],
    ['yes', false],
    ['true', false],
    ['0x1', false],
    ['-1', true],
    ['01', true],
    [' 1', true],
    [`${'0'.repeat(61)}1`, true],
    [`${'0'.repeat(62)}1`, false],
  ])('reads the flag %j as %j', (value, isOn) => {
    expect(read(`"X"\t"${value}"`).flag('X', !isOn)).toBe(isOn)
  })

  it('gives numbers that are missing or empty their default, and others 0', () => {
    const vars = read('"E"\t""', '"X"\t"x"', '"N"\t"-12z"')
    expect([vars.int('E', 7), vars.int('M', 7), vars.int('X', 7), vars.int('N', 7)]).toEqual([7, 7, 0, -12])
    expect([vars.flag('M', true), vars.flag('M', false)]).toEqual([true, false])
  })

  it('cuts a line at 2046 bytes and reads on behind', () => {
    const vars = read(`"L"\t"${'x'.repeat(3000)}"`)
    expect(vars.text('L')?.length).toBe(2046 - '"L"\t"'.length)
  })
})
