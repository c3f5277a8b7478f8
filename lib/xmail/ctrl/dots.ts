import { END_OF_DATA } from './limits'

/** A line as it must travel: one that begins with a dot gets another, so that it cannot end the data. */
export function stuffLine(line: string): string {
  return line.startsWith('.') ? `.${line}` : line
}

/** A line of data as it was before it travelled. The caller has seen that it is not the end of the data. */
export function unstuffLine(line: string): string {
  return line.startsWith('.') && line !== END_OF_DATA ? line.slice(1) : line
}
